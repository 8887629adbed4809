#include "xfork/result/lazy_node.hpp"

#include "base/task_boundary.hpp"
#include "xfork/result/dataflow_task.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <thread>
#include <utility>

namespace xfork::detail {

namespace {

dataflow_task &as_dataflow(basic_task &node) noexcept { return static_cast<dataflow_task &>(node); }

/// Of a task that needs nothing any more. The thread that ended its last operand may still be about to queue it. Where
/// nobody else works, nobody but who joins it looks into that queue, so who joins it must not fall asleep before.
void await_queueing(const dataflow_task &ready) noexcept {
  while (nobody_else_works() && ready.queue.load_acquire() == heap_task::in_no_queue &&
         ready.state.load().status() == task_status::pending)
    std::this_thread::yield();
}

/// Computes what one node needs, and then it, depth first. On the path are only nodes that need the one looked at, so two
/// threads that meet in the graph cannot wait for each other.
class evaluation {
public:
  void run(basic_task &wanted) noexcept {
    enter(wanted);
    while (m_path)
      if (basic_task *missing = missing_operand(*m_path))
        enter(*missing);
      else
        leave();
  }

private:
  /// Afterwards it is finished or, claimed, on the path.
  void enter(basic_task &node) noexcept {
    if (is_finished(node))
      return;
    const lazy_shape shape = kind_of(node).shape;
    if (shape != lazy_shape::call && !node.state.claim())
      wait_for_task(node.state); // it is on another thread's path, or runs
    else if (shape == lazy_shape::expression || (shape == lazy_shape::dataflow && as_dataflow(node).hold()))
      push(node);
    else {
      if (shape == lazy_shape::dataflow)
        await_queueing(as_dataflow(node));
      join_heap_task(static_cast<heap_task &>(node));
    }
  }

  void push(basic_task &node) noexcept { node.next = std::exchange(m_path, &node); }

  /// Everything it needs is there.
  void leave() noexcept {
    basic_task &node = *std::exchange(m_path, m_path->next);
    if (kind_of(node).shape == lazy_shape::expression) {
      // As a task of its own: an operator that throws does so where it is written, not where it was asked for.
      end_task(node, run_within_boundary([&] { return node.kind->run(node); }));
      return;
    }
    if (as_dataflow(node).missing.fetch_sub(1) == 1) // always, for the operands have notified it before they ended
      run_heap_task(as_dataflow(node));
    wait_for_task(node.state); // it may end elsewhere
  }

  static basic_task *missing_operand(basic_task &node) noexcept {
    return kind_of(node).shape == lazy_shape::expression ? kind_of(node).missing_operand(node)
                                                         : as_dataflow(node).missing_operand();
  }

  basic_task *m_path = nullptr; // linked through `next`, which a claimed node in no queue has no other use for
};

/// Asks for the value of a node in somebody else's name. Held by whoever made it and, until it has ended, by itself.
struct forcing_task final : heap_task {
  explicit forcing_task(basic_task &node) noexcept : heap_task(forcing_kind), target(node) {
    add_handle(node);
    handles.store_relaxed(2);
    ends_elsewhere = true;
    io_bound = nobody_else_works();
  }

  static bool is_one(const heap_task &task) noexcept { return task.kind == &forcing_kind; }

  /// Nobody wants to know any more: if it has not begun, it never does. What waits in a queue may wait there until the
  /// program ends, and would keep its target until then.
  void withdraw() noexcept {
    if (!take_back_heap_task(*this))
      return;
    release_lazy(target);
    end_task(*this, task_status::done);
    release_lazy(*this);
  }

private:
  basic_task &target;

  static task_status force(basic_task &task) noexcept {
    auto &self = static_cast<forcing_task &>(task);
    join_lazy(self.target);
    release_lazy(self.target);
    end_task(self, task_status::done);
    release_lazy(self);
    return task_status::done;
  }
  static void destroy(basic_task &task, lazy_garbage &) noexcept { delete static_cast<forcing_task *>(&task); }

  static constexpr lazy_kind forcing_kind{{&force}, lazy_shape::call, 0, &destroy};
};

/// Whether waiting for it does not make it come: nobody else computes it.
bool needs_forcing(const basic_task &node) noexcept {
  return kind_of(node).shape == lazy_shape::expression || nobody_else_works();
}

} // namespace

void start_lazy(heap_task &call) noexcept {
  if (!offer_heap_task(call))
    run_heap_task(call);
}

void join_lazy(basic_task &node) noexcept { evaluation().run(node); }

bool join_lazy_until(basic_task &node, std::int64_t deadline) noexcept {
  if (is_finished(node))
    return true;
  if (!needs_forcing(node))
    return wait_for_task_until(node.state, deadline);
  auto *forcing = new forcing_task(node);
  start_lazy(*forcing);
  if (!wait_for_task_until(forcing->state, deadline))
    forcing->withdraw();
  release_lazy(*forcing);
  return is_finished(node);
}

heap_task *follow_lazy(basic_task &node, follower &f) noexcept {
  if (is_finished(node))
    return nullptr;
  if (kind_of(node).shape == lazy_shape::expression) {
    auto *forcing = new forcing_task(node);
    forcing->after.add(f);
    start_lazy(*forcing);
    return forcing;
  }
  auto &call = static_cast<heap_task &>(node);
  if (!call.after.add(f))
    return nullptr;
  add_handle(call);
  return &call;
}

void give_up_following(heap_task &followed) noexcept {
  if (forcing_task::is_one(followed))
    static_cast<forcing_task &>(followed).withdraw();
  release_lazy(followed);
}

void lazy_garbage::drop(basic_task *node) noexcept {
  if (!node || node->handles.fetch_sub(1) != 1)
    return;
  if (kind_of(*node).shape != lazy_shape::expression)
    join_lazy(*node);
  node->next = std::exchange(m_first, node);
}

void lazy_garbage::destroy_all() noexcept {
  while (m_first) {
    basic_task &node = *std::exchange(m_first, m_first->next);
    kind_of(node).destroy(node, *this);
  }
}

void release_lazy(basic_task &node) noexcept {
  lazy_garbage garbage;
  garbage.drop(&node);
  garbage.destroy_all();
}

void throw_error_of(basic_task &node) {
  node.state.mark_reported();
  rethrow_error(*outcome_of<stored_error *>(node));
}

void throw_inherited_error(basic_task &operand) {
  operand.state.mark_reported();
  rethrow_inherited(*outcome_of<stored_error *>(operand));
}

stored_error *inherit_error(basic_task &operand) noexcept {
  operand.state.mark_reported();
  return copy_error(*outcome_of<stored_error *>(operand));
}

} // namespace xfork::detail
