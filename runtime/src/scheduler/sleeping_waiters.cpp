#include "scheduler/sleeping_waiters.hpp"

#include "base/futex.hpp"
#include "scheduler/lineage.hpp"

#include <mutex>

namespace xfork::detail {

namespace {

constinit std::mutex list_lock;
constinit sleeping_waiter *first = nullptr;
constinit atomic<unsigned> count; // read without the lock

bool descends(const worker &runner, const task_state &ancestor) noexcept {
  return visit_descendants(ancestor,
                           [&](const lineage &line) { return line.seen().thief() == runner.index; });
}

} // namespace

sleeping_waiter::sleeping_waiter(task_state &task) noexcept
    : m_task(task), m_announced(task.announce_sleep()) {
  const std::lock_guard guard(list_lock);
  m_next = first;
  if (first)
    first->m_previous = this;
  first = this;
  count.fetch_add(
      1); // sequentially consistent: an offer made before this is seen by the look around that follows
}

sleeping_waiter::~sleeping_waiter() {
  const std::lock_guard guard(list_lock);
  (m_previous ? m_previous->m_next : first) = m_next;
  if (m_next)
    m_next->m_previous = m_previous;
  count.fetch_sub(1);
}

void wake_waiters(const worker &self) noexcept {
  if (count.load() == 0)
    return;
  const std::lock_guard guard(list_lock);
  for (sleeping_waiter *waiter = first; waiter; waiter = waiter->m_next)
    if (descends(self, waiter->m_task) && waiter->m_task.clear_sleeper())
      futex_wake_all(waiter->m_task.futex_address());
}

void lock_sleeping_waiters() noexcept { list_lock.lock(); }
void unlock_sleeping_waiters() noexcept { list_lock.unlock(); }
void forget_sleeping_waiters() noexcept {
  first = nullptr;
  count.store(0);
}

} // namespace xfork::detail
