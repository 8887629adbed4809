// Platform: waiting for a moment without giving up the processor.
#pragma once

#include <chrono>

namespace xfork::detail {

inline void pause() noexcept {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield" ::: "memory");
#endif
}

/// Counts down a spell of spinning. Units: wall-clock time.
class spin_timer {
public:
  explicit spin_timer(std::chrono::microseconds spell) noexcept : m_spell(spell) { restart(); }
  void restart() noexcept { m_end = std::chrono::steady_clock::now() + m_spell; }
  bool over() const noexcept { return std::chrono::steady_clock::now() >= m_end; }

private:
  std::chrono::microseconds m_spell;
  std::chrono::steady_clock::time_point m_end;
};

} // namespace xfork::detail
