// Forked calls whose number is not known beforehand, or whose results are used in the order they were forked in.
//
//   xfork::task_scope forks;
//   for (int i = 0; i < n; ++i)
//     forks.fork([i] { return f(i); }, [&](auto &&value) { sum += value; });   // commits here, in order
//   forks.join();
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/result/scope_entry.hpp"
#include "xfork/scheduler/fork_join.hpp"
#include "xfork/task/task_stack.hpp"

#include <type_traits>
#include <utility>

namespace xfork {

/// A scope owns the calls forked in it and joins them at its end. Used by the thread that made it only; neither
/// copied nor moved. Memory: one block per entry that another thread may run or whose result waits for its turn; the
/// number of entries that wait for a thief is bounded by a small multiple of the workers, the number of results held
/// back by a constant. Beyond that, and whenever nobody is idle, a fork is a plain call.
class task_scope {
public:
  XFORK_API task_scope() noexcept;
  /// Joins. Throws as join() does, unless that has been done; while another exception unwinds the block, keeps it for
  /// rethrow_first() instead.
  XFORK_API ~task_scope() noexcept(false);
  task_scope(const task_scope &) = delete;
  task_scope &operator=(const task_scope &) = delete;

  /// Runs `call()` as a task. Throws what an earlier entry threw, if that has become known.
  template <class Call> void fork(Call &&call) {
    fork(std::forward<Call>(call), detail::no_commit());
  }

  /// Also runs `commit(call())` on this thread, in the order of the forks, at a later fork() or join(). May wait for
  /// earlier entries, and run them, if too many results are held back. Throws what an earlier entry threw, if that has
  /// become known, or what its commit throws: no later entry is committed then.
  template <class Call, class Commit> void fork(Call &&call, Commit &&commit) {
    using entry = detail::scope_entry_of<std::decay_t<Call>, std::decay_t<Commit>>;
    if (m_first)
      commit_finished();
    // Usually nobody is hungry, which one compare tells.
    if (detail::current_stack->is_poisoned() && !many_pending() && detail::heap_task_wanted()) [[unlikely]]
      offer(*new entry(std::forward<Call>(call), std::forward<Commit>(commit)));
    else if (!m_first)
      detail::run_directly(call, commit);
    else if constexpr (std::is_same_v<std::decay_t<Commit>, detail::no_commit>)
      run_among_pending(call);
    else
      run_and_hold(*new entry(std::forward<Call>(call), std::forward<Commit>(commit)));
  }

  /// Finishes every entry and commits in order. Throws the first exception in program order; entries after it that
  /// have not started are dropped, and none of them commits. The scope is empty and usable again afterwards.
  XFORK_API void join();

private:
  template <class Call> void run_among_pending(Call &call) {
    try {
      static_cast<void>(call());
    } catch (any_exception &) {
      fail_last(detail::capture_error()); // an earlier entry may have thrown, too
    }
  }

  /// So many that another one must not outlive this fork(), whoever is idle.
  XFORK_API bool many_pending() const noexcept;
  XFORK_API void commit_finished();
  XFORK_API void offer(detail::scope_entry &entry);
  XFORK_API void run_and_hold(detail::scope_entry &entry);
  [[noreturn]] XFORK_API void fail_last(detail::stored_error *error);

  void append(detail::scope_entry &entry) noexcept;
  void settle_first() noexcept;
  bool run_one_unstarted() noexcept;
  void commit_first();
  void drop_all() noexcept;
  [[noreturn]] void fail(detail::stored_error *error, detail::fork_point origin);

  detail::scope_entry *m_first = nullptr, *m_last = nullptr; // pending, in program order
  unsigned m_pending = 0;                                    // their number
  unsigned m_uncaught;                                       // exceptions in flight when the scope was opened
  detail::stored_error *m_error = nullptr;                   // the last one thrown by a fork() or join()
  detail::fork_point m_error_origin;
};

} // namespace xfork
