// A running loop, as far as it does not depend on types: dividing it, and what ended it.
#pragma once

#include "xfork/base/atomic.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/task/task_stack.hpp"

#include <cstdint>

namespace xfork::detail {

/// Shared by the threads that run chunks of it; lives in the frame of for_loop().
class loop_job {
public:
  /// Runs chunks from `first` on, at least one, in order; stops before `last` if a thief has taken what was on offer. Returns the first
  /// chunk it has not run. Errors go to fail().
  using runner = std::uint64_t (*)(loop_job &, std::uint64_t first, std::uint64_t last) noexcept;

  XFORK_API explicit loop_job(runner run) noexcept;
  XFORK_API ~loop_job();
  loop_job(const loop_job &) = delete;
  loop_job &operator=(const loop_job &) = delete;

  /// Runs all chunks on as many threads as join in. While chunks are short, lazy binary splitting (Tzannes et al., 2010):
  /// the rest is halved only when nothing of this thread is on offer. While they are long, and for the last few of a
  /// range, all but the one about to run is put on offer: who is busy now may be hungry in the middle of it.
  XFORK_API void run_all(std::uint64_t chunks) noexcept;
  /// In a `catch`: the chunk threw. Chunks above it are cancelled, unless they have started; those below all run.
  XFORK_API void fail(std::uint64_t chunk) noexcept;
  /// The chunk ends the loop, without an error: as fail() otherwise.
  XFORK_API void leave(std::uint64_t chunk) noexcept;
  /// After run_all(): rethrows what the lowest iteration threw, if any did.
  void rethrow() const {
    if (m_error)
      rethrow_joined(*m_error);
  }

  /// No other thread will take part: chunks can run as one, and fold as they go.
  bool alone() const noexcept { return m_alone; }
  /// The lowest chunk that threw or left; a huge number if none has.
  std::uint64_t last_chunk() const noexcept { return m_last_chunk.load_relaxed(); }

protected:
  /// Between two chunks: is there a reason to stop and look around? Two loads.
  XFORK_INLINE bool interrupted(std::uint64_t next_chunk) const noexcept {
    return !current_stack->anything_on_offer() || last_chunk() < next_chunk;
  }

private:
  void end_at(std::uint64_t chunk, stored_error *error) noexcept;
  void run_range(std::uint64_t first, std::uint64_t last) noexcept;
  std::uint64_t run_timed(std::uint64_t first, std::uint64_t last) noexcept;

  runner m_run;
  bool m_alone;
  atomic<bool> m_long_chunks{true}; // by the latest measurement of any thread
  atomic<std::uint64_t> m_last_chunk{UINT64_MAX};
  stored_error *m_error = nullptr; // of that chunk, if it threw
};

} // namespace xfork::detail
