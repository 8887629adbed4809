#include "xfork/loop/loop_job.hpp"

#include "base/cycle_count.hpp"
#include "base/short_lock.hpp"
#include "scheduler/tuning.hpp"
#include "xfork/loop/index_range.hpp"
#include "xfork/result/stack_task.hpp"
#include "xfork/result/task_scope.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <algorithm>
#include <mutex>
#include <new>
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

loop_plan loop_job::plan_of_waiting() noexcept { return {.alone = runs_serially()}; }

void loop_job::run_and_note(std::uint64_t chunks, std::uint64_t iterations, loop_site &site) noexcept {
  if (m_io_bound)
    return run_on_elastic_threads(chunks);
  const std::uint32_t loops_before = watch_of_loops.begun();
  m_owner = current_stack;
  m_undivided = m_plan.alone ? chunks : std::max<std::uint64_t>(m_plan.undivided * chunks / iterations, 1);
  run_range(0, chunks);
  // Nothing is timed where thieves took all of it, or where the thread got its stack only now.
  if (m_plan.measured && m_timed != 0 && last_chunk() >= chunks)
    site.note(m_ticks * chunks / m_timed, iterations, watch_of_loops.begun() != loops_before);
}

/// As many threads as there may be, this one included, take the next chunk each until there are no more.
void loop_job::run_on_elastic_threads(std::uint64_t chunks) noexcept {
  task_scope others;
  try {
    for (std::uint64_t n = 1; n < chunks && n < tuning::max_elastic_threads; ++n)
      others.fork_io([this, chunks] { run_next_chunks(chunks); });
  } catch (const std::bad_alloc &) { // then with those there are
  }
  run_next_chunks(chunks);
  others.join();
}

void loop_job::run_next_chunks(std::uint64_t chunks) noexcept {
  for (;;) {
    const std::uint64_t mine = m_next_chunk.fetch_add(1);
    if (mine >= chunks || last_chunk() < mine)
      return;
    m_run(*this, mine, mine + 1, true);
  }
}

void loop_job::run_range(std::uint64_t first, std::uint64_t last) noexcept {
  while (first < last && last_chunk() >= first) {
    if (last - first <= m_undivided) {
      run_timed(first, last, true);
      return;
    }
    const bool eager = last - first <= eager_tail || m_long_chunks.load_relaxed();
    if ((eager || !current_stack->anything_on_offer()) && prepare_split()) {
      const std::uint64_t middle = first + (last - first + 1) / 2;
      const auto upper = stack_task([this, middle, last] { run_range(middle, last); });
      run_range(first, middle);
      upper.join();
      return;
    }
    first = run_timed(first, eager ? first + 1 : last - eager_tail, false);
  }
}

std::uint64_t loop_job::run_timed(std::uint64_t first, std::uint64_t last, bool whole) noexcept {
  const std::uint64_t start = cycle_count();
  const std::uint64_t next = m_run(*this, first, last, whole);
  const std::uint64_t ticks = cycle_count() - start;
  if (current_stack == m_owner) {
    m_ticks += ticks;
    m_timed += next - first;
  }
  const bool are_long = ticks > (next - first) * long_chunk_cycles;
  if (m_long_chunks.load_relaxed() != are_long) // usually they are all alike: no writing to the shared line
    m_long_chunks.store_relaxed(are_long);
  return next;
}

} // namespace xfork::detail
