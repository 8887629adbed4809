// A stack walk: the addresses of calls, innermost first.
#pragma once

#include <cstdint>

namespace xfork::detail {

/// An address inside the instruction that calls (or that a signal has interrupted), as line tables want it.
using code_address = std::uintptr_t;

/// Room for a walk, on the native stack: recording must not need memory.
struct call_stack {
  /// Deeper stacks lose their outermost frames: at some 100 ns a frame this keeps a throw below 0.2 ms.
  static constexpr unsigned capacity = 1024;

  unsigned count = 0;
  bool shortened = false;  ///< there were more frames than could be kept
  std::uint32_t task = 0;  ///< the walk ended at the boundary of this task; 0: at the thread's first frame
  code_address frames[capacity];

  void add(code_address frame) noexcept {
    if (count < capacity)
      frames[count++] = frame;
    else
      shortened = true;
  }
  void append(const code_address *more, unsigned number) noexcept {
    for (unsigned i = 0; i < number; ++i)
      add(more[i]);
  }
};

} // namespace xfork::detail
