// Waiting for a lazy value in a coroutine. Nothing here needs <coroutine>: the handle's type comes from the caller.
#pragma once

#include "xfork/result/lazy_node.hpp"
#include "xfork/scheduler/fork_join.hpp"

namespace xfork::detail {

/// Lies in the coroutine's frame while that is suspended. Follows the value; when that is there, waits in a queue for a
/// worker to go on with the coroutine.
class suspended_coroutine : heap_task, follower {
protected:
  using resumer = void (*)(void *);

  suspended_coroutine() noexcept : heap_task(resumption), follower(&value_is_there) { ends_elsewhere = true; }
  ~suspended_coroutine() {
    if (m_followed)
      release_lazy(*m_followed);
  }

  /// False: the value is there already; go on at once. Else the object may be gone by now.
  bool suspend(basic_task &value, resumer resume, void *coroutine) noexcept {
    m_resume = resume;
    m_coroutine = coroutine;
    m_followed = follow_lazy(value, *this);
    return m_followed && m_not_yet.fetch_sub(1) != 1;
  }

private:
  static void value_is_there(follower &f) noexcept {
    auto &self = static_cast<suspended_coroutine &>(f);
    if (self.m_not_yet.fetch_sub(1) == 1)
      queue_heap_task(self);
  }
  static task_status go_on(basic_task &task) noexcept {
    auto &self = static_cast<suspended_coroutine &>(task);
    self.m_resume(self.m_coroutine);
    return task_status::done;
  }
  static constexpr task_kind resumption{&go_on};

  resumer m_resume = nullptr;
  void *m_coroutine = nullptr;
  heap_task *m_followed = nullptr;
  atomic<int> m_not_yet{2}; // the value, and suspend()
};

template <class Lazy> class lazy_awaiter : suspended_coroutine {
public:
  explicit lazy_awaiter(const Lazy &value) noexcept : m_value(value) {}

  bool await_ready() const {
    if (nobody_else_works())
      m_value.wait();
    return m_value.ready();
  }
  template <class Handle> bool await_suspend(Handle coroutine) noexcept {
    return suspend(*node_of(m_value), [](void *address) { Handle::from_address(address).resume(); },
                   coroutine.address());
  }
  decltype(auto) await_resume() const { return m_value.get(); }

private:
  Lazy m_value;
};

} // namespace xfork::detail
