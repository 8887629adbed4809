#include "xfork/result/await.hpp"

#include "base/futex.hpp"
#include "base/monotonic_clock.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <deque>
#include <sched.h>

namespace xfork::detail {

namespace {

/// Rings when the first of several values is there.
class bell {
public:
  /// Whether it has rung by then.
  bool wait_until(std::int64_t deadline) noexcept {
    while (m_rung.load_acquire() == 0 && monotonic_now() < deadline)
      futex_wait_until(m_rung.address(), 0, deadline);
    return m_rung.load_acquire() != 0;
  }
  void ring() noexcept {
    m_rung.store(1);
    futex_wake_all(m_rung.address());
  }

private:
  atomic<std::uint32_t> m_rung;
};

/// Rings the bell for one value.
class ringer : follower {
public:
  ringer(basic_task &node, bell &b) noexcept : follower(&tell), m_bell(b), m_followed(follow_lazy(node, *this)) {
    if (!m_followed)
      m_bell.ring();
  }
  ~ringer() {
    if (!m_followed)
      return;
    if (m_followed->after.remove(*this)) {
      give_up_following(*m_followed);
      return;
    }
    while (!m_told.load_acquire()) // somebody is about to
      sched_yield();
    release_lazy(*m_followed);
  }

private:
  static void tell(follower &f) noexcept {
    auto &self = static_cast<ringer &>(f);
    self.m_bell.ring();
    self.m_told.store_release(true); // last: the object may be gone now
  }

  bell &m_bell;
  atomic<bool> m_told{false};
  heap_task *m_followed;
};

bool any_finished(basic_task *const *nodes, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; ++i)
    if (is_finished(*nodes[i]))
      return true;
  return false;
}

} // namespace

void wait_until(basic_task &node, std::int64_t deadline) {
  if (deadline == no_deadline)
    join_lazy(node);
  else if (!join_lazy_until(node, deadline))
    throw timeout_error();
  if (node.state.load().status() == task_status::threw)
    node.state.mark_reported(); // whoever waits for all of many is told of one of the errors
}

void wait_for_any(basic_task *const *nodes, std::size_t count, std::int64_t deadline) {
  if (count == 0 || any_finished(nodes, count))
    return;
  if (nobody_else_works()) {
    wait_until(*nodes[0], deadline);
    return;
  }
  bell first;
  std::deque<ringer> ringers;
  for (std::size_t i = 0; i < count; ++i)
    ringers.emplace_back(*nodes[i], first);
  if (!first.wait_until(deadline))
    throw timeout_error();
  while (!any_finished(nodes, count)) // the one that rang is about to be
    sched_yield();
}

} // namespace xfork::detail
