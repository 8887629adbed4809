#include "xfork/loop/loop_job.hpp"

#include "base/cycle_count.hpp"
#include "base/short_lock.hpp"
#include "xfork/loop/index_range.hpp"
#include "xfork/result/stack_task.hpp"
#include "xfork/scheduler/fork_join.hpp"
#include "xfork/scheduler/workers.hpp"

#include <mutex>
#include <stdexcept>

namespace xfork::detail {

namespace {

constinit short_lock ending_lock; // one for all loops: they seldom end early

/// A chunk this long is worth a fork of its own, which costs some 50 ns: 2 to 5 us.
constexpr std::uint64_t long_chunk_cycles = 10'000;

/// The last chunks of a range are forked singly whatever they have cost so far: one of them may be the long one, and
/// nobody could take those that its thread keeps to itself.
constexpr std::uint64_t eager_tail = 8;

} // namespace

void throw_bad_step() { throw std::invalid_argument("xfork: a loop's step must lead to its end"); }

loop_job::loop_job(runner run) noexcept : m_run(run), m_alone(runs_serially() || workers() == 1) {}

loop_job::~loop_job() {
  if (m_error)
    release_error(m_error);
}

void loop_job::fail(std::uint64_t chunk) noexcept { end_at(chunk, capture_error()); }
void loop_job::leave(std::uint64_t chunk) noexcept { end_at(chunk, nullptr); }

void loop_job::end_at(std::uint64_t chunk, stored_error *error) noexcept {
  {
    const std::lock_guard guard(ending_lock);
    if (chunk < m_last_chunk.load_relaxed()) {
      m_last_chunk.store_relaxed(chunk);
      std::swap(error, m_error);
    }
  }
  if (error)
    release_error(error);
}

void loop_job::run_all(std::uint64_t chunks) noexcept {
  if (m_alone)
    m_run(*this, 0, chunks);
  else
    run_range(0, chunks);
}

void loop_job::run_range(std::uint64_t first, std::uint64_t last) noexcept {
  while (first < last && last_chunk() >= first) {
    const bool eager = last - first <= eager_tail || m_long_chunks.load_relaxed();
    if (last - first > 1 && (eager || !current_stack->anything_on_offer()) && prepare_split()) {
      const std::uint64_t middle = first + (last - first + 1) / 2;
      const auto upper = stack_task([this, middle, last] { run_range(middle, last); });
      run_range(first, middle);
      upper.join();
      return;
    }
    first = run_timed(first, eager ? first + 1 : last - eager_tail);
  }
}

std::uint64_t loop_job::run_timed(std::uint64_t first, std::uint64_t last) noexcept {
  const std::uint64_t start = cycle_count();
  const std::uint64_t next = m_run(*this, first, last);
  const bool are_long = cycle_count() - start > (next - first) * long_chunk_cycles;
  if (m_long_chunks.load_relaxed() != are_long) // usually they are all alike: no writing to the shared line
    m_long_chunks.store_relaxed(are_long);
  return next;
}

} // namespace xfork::detail
