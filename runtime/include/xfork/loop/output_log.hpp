// What a chunk of a loop has written, until it is its turn: to all of the loop's streams, in the order it was written.
#pragma once

#include "xfork/loop/in_order_job.hpp"

#include <cstddef>

namespace xfork::detail {

/// Where text goes in the end.
struct output_sink {
  void *target;
  void (*write)(void *target, const char *bytes, std::size_t size);
  void (*flush)(void *target);
};

/// Used by the thread that runs the chunk, then by the one that delivers it.
class output_log {
public:
  XFORK_API output_log(const output_sink *sinks, const chunk_place &place);
  XFORK_API ~output_log();
  output_log(const output_log &) = delete;
  output_log &operator=(const output_log &) = delete;

  /// Whether it belongs to the loop's first iterations.
  XFORK_API bool is_first() const noexcept;
  /// If it has become the chunk's turn, much text is not kept.
  XFORK_API void write(std::size_t sink, const char *bytes, std::size_t size);
  XFORK_API void flush(std::size_t sink);
  /// Writes all of it to the sinks. Throws what they throw.
  XFORK_API void deliver();

private:
  struct state;
  state *m_state;
};

} // namespace xfork::detail
