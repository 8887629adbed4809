#include "scheduler/elastic_pool.hpp"

#include "base/futex.hpp"
#include "base/monotonic_clock.hpp"
#include "scheduler/pool_thread.hpp"
#include "scheduler/worker_table.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <mutex>

namespace xfork::detail {

constinit heap_queue elastic_queue(elastic_queue_number);

namespace {

// Outlives main() and needs no destructor, as the pool of workers.
constinit std::mutex pool_lock;
constinit unsigned threads = 0, idle_threads = 0; // guarded by it; a thread that is being woken is not idle
constinit atomic<std::uint32_t> tokens;           // idle threads that may get up

bool take_token() noexcept {
  std::uint32_t seen = tokens.load();
  while (seen != 0)
    if (tokens.compare_exchange(seen, seen - 1))
      return true;
  return false;
}

/// Whether the calling thread goes on. No task is missed: it is queued first, then a thread is looked for, under the lock.
bool wait_for_work() noexcept {
  {
    const std::lock_guard guard(pool_lock);
    if (elastic_queue.size() != 0)
      return true;
    ++idle_threads;
  }
  const std::int64_t deadline = monotonic_now() + std::chrono::nanoseconds(tuning::elastic_idle_spell).count();
  while (monotonic_now() < deadline) {
    if (take_token())
      return true;
    futex_wait_until(tokens.address(), 0, deadline);
  }
  const std::lock_guard guard(pool_lock);
  if (take_token())
    return true;
  --idle_threads;
  --threads;
  return false;
}

void *work(void *) noexcept {
  never_replace_this_thread();
  do
    while (heap_task *task = elastic_queue.take())
      run_heap_task(*task);
  while (wait_for_work());
  return nullptr;
}

} // namespace

bool offer_to_elastic_pool(heap_task &task) noexcept {
  elastic_queue.push(task);
  const std::lock_guard guard(pool_lock);
  if (idle_threads != 0) {
    --idle_threads;
    tokens.fetch_add(1);
    futex_wake_one(tokens.address());
  } else if (threads < tuning::max_elastic_threads) {
    if (start_detached_thread(&work))
      ++threads;
    else if (threads == 0)
      return !elastic_queue.take(task);
  }
  return true;
}

void lock_elastic_pool() noexcept {
  pool_lock.lock();
  elastic_queue.lock();
}

void unlock_elastic_pool() noexcept {
  elastic_queue.unlock();
  pool_lock.unlock();
}

void forget_elastic_pool() noexcept {
  threads = idle_threads = 0;
  tokens.store(0);
}

} // namespace xfork::detail
