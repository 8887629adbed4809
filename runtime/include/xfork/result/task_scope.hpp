// Forked calls whose number is not known beforehand, or whose results are used in the order they were forked in.
//
//   xfork::task_scope forks;
//   for (int i = 0; i < n; ++i)
//     forks.fork([i] { return f(i); }, [&](auto &&value) { sum += value; });   // commits here, in order
//   forks.join();
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/result/scope_entry.hpp"
#include "xfork/scheduler/entries.hpp"
#include "xfork/scheduler/fork_join.hpp"
#include "xfork/task/task_stack.hpp"

#include <type_traits>
#include <utility>

namespace xfork {

/// A scope owns the calls forked in it and joins them at its end. Used by the thread that made it only; neither
/// copied nor moved. Memory: 64 bytes for each call that waits for a thread, or whose result waits for its turn, and a
/// block for each that is large. The number of the former is bounded by the time they take and the number of workers, that
/// of the latter by a constant. Beyond that, and whenever nobody is idle, a fork is a plain call; so it is where calls turn
/// out to be too short to be worth more.
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
  /// become known, or what its commit throws: no later entry is committed then. A commit may fork, but not join.
  template <class Call, class Commit> void fork(Call &&call, Commit &&commit) {
    if (m_row.oldest_finished())
      commit_finished();
    if (m_row.empty() && (direct_for_now() || !begin_entries())) [[likely]] {
      detail::run_directly(call, commit);
      if (m_measured_since != 0) [[unlikely]]
        end_measurement();
      return;
    }
    if (m_full) [[unlikely]] {
      if constexpr (std::is_same_v<std::decay_t<Commit>, detail::no_commit>)
        return run_among_pending(call);
      else
        make_room();
    }
    using entry = detail::scope_entry<std::decay_t<Call>, std::decay_t<Commit>>;
    entry::make(m_row.room(), std::forward<Call>(call), std::forward<Commit>(commit));
    m_row.add(entry::kind, detail::current_stack->next_entry());
    if (m_row.unpublished() >= m_row.stride.load_relaxed() || (detail::current_stack->is_poisoned() && !m_small))
      share();
  }

  /// The same for a call that mostly waits, for a disk, a server, a lock: runs on a thread made for the purpose, up to 512
  /// at a time, whatever the number of workers. May be mixed with fork(); all commit in the order of the forks.
  template <class Call> void fork_io(Call &&call) { fork_io(std::forward<Call>(call), detail::no_commit()); }
  template <class Call, class Commit> void fork_io(Call &&call, Commit &&commit) {
    if (!detail::prepare_fork())
      return fork(std::forward<Call>(call), std::forward<Commit>(commit));
    if (m_row.oldest_finished())
      commit_finished();
    if (m_full) [[unlikely]]
      make_room();
    using entry = detail::scope_entry<std::decay_t<Call>, std::decay_t<Commit>, detail::io_entry>;
    entry::make(m_row.room(), std::forward<Call>(call), std::forward<Commit>(commit));
    m_row.add(entry::kind, detail::current_stack->next_entry());
    offer_newest();
  }

  /// Finishes every entry and commits in order. Throws the first exception in program order; entries after it that
  /// have not started are dropped, and none of them commits. The scope is empty and usable again afterwards.
  XFORK_API void join();

private:
  template <class Call> void run_among_pending(Call &call) {
    if (detail::stored_error *error = error_of(call)) [[unlikely]]
      fail_last(error); // an earlier entry may have thrown, too
  }
  template <class Call> static detail::stored_error *error_of(Call &call) noexcept {
    try {
      static_cast<void>(call());
      return nullptr;
    } catch (any_exception &) {
      return detail::capture_error();
    }
  }

  /// Nobody is hungry, which one compare tells; or there are more calls of a kind that is not worth handing over.
  XFORK_INLINE bool direct_for_now() noexcept {
    if (!detail::current_stack->is_poisoned()) [[likely]]
      return true;
    if (m_direct == 0)
      return false;
    --m_direct;
    return true;
  }

  XFORK_API XFORK_COLD bool begin_entries() noexcept;
  XFORK_API XFORK_COLD void end_measurement() noexcept;
  XFORK_API void commit_finished();
  XFORK_API void share();
  XFORK_API void offer_newest();
  XFORK_API XFORK_COLD void make_room();
  [[noreturn]] XFORK_API void fail_last(detail::stored_error *error);

  void run_some();
  void commit_oldest();
  void wait_for_oldest() noexcept;
  void drop_all() noexcept;
  void note_pending() noexcept;
  [[noreturn]] void fail(detail::stored_error *error, detail::fork_point origin);

  detail::entry_row m_row;
  unsigned m_direct = 0;              // calls to be made at once before one is measured again
  bool m_small = false;               // entries are not worth handing over
  bool m_committing = false;          // a commit is running
  bool m_full = false;                // so much is pending that nothing more may be
  std::uint64_t m_measured_since = 0; // the call that is made at once is being measured
  unsigned m_uncaught;                // exceptions in flight when the scope was opened
  detail::stored_error *m_error = nullptr; // the last one thrown by a fork() or join()
  detail::fork_point m_error_origin;
};

} // namespace xfork
