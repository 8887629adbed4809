// One call of a task_scope that waits for a thread, or for its turn to be committed.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/result/result_storage.hpp"
#include "xfork/task/heap_task.hpp"

#include <type_traits>
#include <utility>

namespace xfork::detail {

struct no_commit {};

/// What the serial program does, without an entry.
template <class Call, class Commit> XFORK_INLINE void run_directly(Call &call, Commit &&commit) {
  try {
    if constexpr (std::is_same_v<std::decay_t<Commit>, no_commit>)
      static_cast<void>(call());
    else if constexpr (std::is_void_v<decltype(call())>)
      call(), commit();
    else
      commit(call());
  } catch (any_exception &) {
    rethrow_recorded();
  }
}

struct scope_entry;

struct scope_entry_kind : task_kind {
  void (*commit)(scope_entry &);
  /// Frees the entry, whatever its state, but not while it runs. The result goes with it, the error does not.
  void (*destroy)(scope_entry &) noexcept;
};

/// The part of an entry that does not depend on types.
struct scope_entry : heap_task {
  explicit scope_entry(const scope_entry_kind &k) noexcept : heap_task(k) { joined_by_maker = true; }

  void commit() { static_cast<const scope_entry_kind *>(kind)->commit(*this); }
  void destroy() noexcept { static_cast<const scope_entry_kind *>(kind)->destroy(*this); }

  scope_entry *later = nullptr;
  fork_point origin;
  stored_error *error = nullptr;
};

template <class Call, class Commit> struct scope_entry_of final : scope_entry {
  using result = decltype(std::declval<Call &>()());

  template <class F, class G>
  scope_entry_of(F &&f, G &&g)
      : scope_entry(entry_kind), m_call(std::forward<F>(f)),
        m_commit(std::forward<G>(g)) {}

private:
  static scope_entry_of &self(basic_task &task) noexcept { return static_cast<scope_entry_of &>(task); }

  static task_status run_entry(basic_task &task) noexcept {
    scope_entry_of &entry = self(task);
    try {
      entry.m_result.emplace(entry.m_call);
      return task_status::done;
    } catch (any_exception &) {
      entry.error = capture_error();
    }
    return task_status::threw;
  }

  static void commit_entry(scope_entry &task) {
    scope_entry_of &entry = self(task);
    if constexpr (std::is_same_v<Commit, no_commit>)
      return;
    else if constexpr (std::is_void_v<result>)
      entry.m_commit();
    else
      entry.m_commit(entry.m_result.forward());
  }

  static void destroy_entry(scope_entry &task) noexcept {
    scope_entry_of &entry = self(task);
    if (entry.state.load().status() == task_status::done)
      entry.m_result.destroy();
    delete &entry;
  }

  static constexpr scope_entry_kind entry_kind{{&run_entry}, &commit_entry, &destroy_entry};

  Call m_call;
  Commit m_commit;
  result_storage<result> m_result;
};

} // namespace xfork::detail
