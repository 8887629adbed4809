// A running loop, as far as it does not depend on types: dividing it, and what ended it.
#pragma once

#include "xfork/base/atomic.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/loop/loop_site.hpp"
#include "xfork/task/task_stack.hpp"

#include <cstdint>

namespace xfork::detail {

/// Shared by the threads that run chunks of it; lives in the frame of for_loop().
class loop_job {
public:
  /// Runs chunks from `first` on, at least one, in order; unless it is to run the `whole`, stops before `last` if a thief has
  /// taken what was on offer. Returns the first chunk it has not run. Errors go to fail().
  using runner = std::uint64_t (*)(loop_job &, std::uint64_t first, std::uint64_t last, bool whole) noexcept;

  /// `io_bound`: its iterations mostly wait, so they run on the elastic threads instead of the workers.
  loop_job(runner run, loop_plan plan, bool io_bound) noexcept
      : m_run(run), m_plan(io_bound ? plan_of_waiting() : plan), m_io_bound(io_bound) {}
  ~loop_job() {
    if (m_error) [[unlikely]]
      release_error(m_error);
  }
  loop_job(const loop_job &) = delete;
  loop_job &operator=(const loop_job &) = delete;

  /// Runs all chunks: in the calling thread, if that is the plan, else on as many threads as join in. While chunks are short, lazy binary splitting (Tzannes et al., 2010):
  /// the rest is halved only when nothing of this thread is on offer. While they are long, and for the last few of a
  /// range, all but the one about to run is put on offer: who is busy now may be hungry in the middle of it. What the loop
  /// has cost is noted at the `site`.
  XFORK_INLINE void run_all(std::uint64_t chunks, std::uint64_t iterations, loop_site &site) noexcept {
    if (m_plan.alone && !m_plan.measured) [[likely]]
      m_run(*this, 0, chunks, true);
    else
      run_and_note(chunks, iterations, site);
  }
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
  bool alone() const noexcept { return m_plan.alone; }
  /// The lowest chunk that threw or left; a huge number if none has.
  std::uint64_t last_chunk() const noexcept { return m_last_chunk.load_relaxed(); }

protected:
  /// Between two chunks: is there a reason to stop and look around? Two loads.
  XFORK_INLINE bool interrupted(std::uint64_t next_chunk) const noexcept {
    return !current_stack->anything_on_offer() || last_chunk() < next_chunk;
  }

private:
  void end_at(std::uint64_t chunk, stored_error *error) noexcept;
  XFORK_API void run_and_note(std::uint64_t chunks, std::uint64_t iterations, loop_site &site) noexcept;
  void run_range(std::uint64_t first, std::uint64_t last) noexcept;
  std::uint64_t run_timed(std::uint64_t first, std::uint64_t last, bool whole) noexcept;
  static XFORK_API loop_plan plan_of_waiting() noexcept;
  void run_on_elastic_threads(std::uint64_t chunks) noexcept;
  void run_next_chunks(std::uint64_t chunks) noexcept;

  runner m_run;
  const loop_plan m_plan;
  const bool m_io_bound;
  std::uint64_t m_undivided = 1;           // chunks that are not worth being divided
  const task_stack *m_owner = nullptr;     // the thread whose time is measured
  std::uint64_t m_ticks = 0, m_timed = 0;  // what it has used for how many chunks
  atomic<bool> m_long_chunks{true}; // by the latest measurement of any thread
  atomic<std::uint64_t> m_next_chunk{0};   // of an io_bound loop: the lowest that nobody has taken
  atomic<std::uint64_t> m_last_chunk{UINT64_MAX};
  stored_error *m_error = nullptr; // of that chunk, if it threw
};

} // namespace xfork::detail
