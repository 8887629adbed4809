// Calls in processes whose number is not known beforehand, or whose results are used in order: task_scope,
// isolated.
//
//   xfork::process_scope forks;
//   for (const auto &file : files)
//     forks.fork([&] { return decode(file); }, [&](auto &&picture) { album.push_back(picture); });   //
//     commits here, in order
//   forks.join();
#pragma once

#include "xfork/base/fork_point.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/process/changing.hpp"
#include "xfork/process/process_result.hpp"
#include "xfork/process/start.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

/// A call whose reply waits for its turn.
class process_entry {
public:
  process_entry() = default;
  process_entry(const process_entry &) = delete;
  process_entry &operator=(const process_entry &) = delete;
  virtual ~process_entry() = default;
  /// Makes the changes, then commits the value.
  virtual void commit(reader &in) = 0;

  awaited_reply reply;
  fork_point origin;
  process_entry *later = nullptr;
};

struct ignore_value {
  template <class... T> void operator()(T &&...) const {}
};

template <class T, class Commit, class Changed> class process_entry_of final : public process_entry {
public:
  template <class C>
  process_entry_of(C &&commit, const Changed &changed)
      : m_commit(std::forward<C>(commit)), m_changed(changed) {}

  void commit(reader &in) override {
    if constexpr (std::is_void_v<T>) {
      m_changed.read(in);
      m_commit();
    } else {
      T value = read_result<T>(in);
      m_changed.read(in);
      m_commit(std::move(value));
    }
  }

private:
  Commit m_commit;
  const Changed m_changed;
};

} // namespace detail

/// Owns the processes forked in it and joins them at its end. Used by the thread that made it only. Each
/// fork() takes its snapshot when it is called; beyond the number of processes the library allows at a time
/// it waits for one to end.
class process_scope {
public:
  XFORK_API process_scope() noexcept;
  /// Joins. Throws as join() does, unless that has been done; while another exception unwinds the block,
  /// keeps it for rethrow_first() instead.
  XFORK_API ~process_scope() noexcept(false);
  process_scope(const process_scope &) = delete;
  process_scope &operator=(const process_scope &) = delete;

  /// Runs `call()` in a process; see process_task(). Throws what an earlier entry threw, if that has become
  /// known.
  template <class Call, detail::changes Changed = detail::nothing_changes>
  void fork(Call &&call, const Changed &changed = {}) {
    fork(std::forward<Call>(call), detail::ignore_value(), changed);
  }
  /// Also runs `commit(value)` on this thread, in the order of the forks, at a later fork() or join().
  template <class Call, class Commit, detail::changes Changed = detail::nothing_changes>
    requires(!detail::changes<Commit>)
  void fork(Call &&call, Commit &&commit, const Changed &changed = {}) {
    using result = std::remove_cvref_t<decltype(call())>;
    if (detail::runs_serially())
      return run_here<result>(call, commit);
    commit_arrived();
    using entry = detail::process_entry_of<result, std::decay_t<Commit>, Changed>;
    struct bound_call {
      std::remove_reference_t<Call> &call;
      const Changed &changed;
      static void run(void *context, std::uint64_t, writer &out) {
        const auto &self = *static_cast<bound_call *>(context);
        detail::write_result<result>(out, self.call);
        self.changed.write(out);
      }
    } bound{call, changed};
    start(new entry(std::forward<Commit>(commit), changed), {&bound_call::run, &bound});
  }

  /// Waits for every entry and commits in order. Throws the first exception in program order; nothing after
  /// it is committed. The scope is empty and usable again afterwards.
  XFORK_API void join();

private:
  template <class T, class Call, class Commit> static void run_here(Call &call, Commit &commit) {
    if constexpr (std::is_void_v<T>) {
      call();
      commit();
    } else {
      commit(call());
    }
  }

  XFORK_API void start(detail::process_entry *entry, const detail::process_call &call);
  XFORK_API void commit_arrived();
  void commit_first();
  void fail(detail::stored_error *error, detail::fork_point origin);

  detail::process_entry *m_first = nullptr, *m_last = nullptr; // pending, in program order
  unsigned m_uncaught;                     // exceptions in flight when the scope was opened
  detail::stored_error *m_error = nullptr; // the last one thrown by a fork() or join()
  detail::fork_point m_error_origin;
};

} // namespace xfork
