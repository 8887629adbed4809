// One call of a task_scope, in its place in a row or, where it is too large for that, on the heap.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/result/result_storage.hpp"
#include "xfork/scheduler/entries.hpp"

#include <new>
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

struct entry_base {
  explicit entry_base(entry_slot &) noexcept {}
};

/// Base: io_entry where the call is for the elastic threads.
template <class Call, class Commit, class Base = entry_base> class scope_entry : public Base {
  using result = decltype(std::declval<Call &>()());
  static constexpr bool is_io = std::is_same_v<Base, io_entry>;

public:
  template <class F, class G> static void make(entry_slot &slot, F &&call, G &&commit) {
    if constexpr (in_place())
      ::new (static_cast<void *>(slot.data)) scope_entry(slot, std::forward<F>(call), std::forward<G>(commit));
    else
      ::new (static_cast<void *>(slot.data)) Base *(new scope_entry(slot, std::forward<F>(call), std::forward<G>(commit)));
  }

private:
  static constexpr bool in_place() noexcept {
    return sizeof(scope_entry) <= entry_slot::capacity && alignof(scope_entry) <= 16 && !is_io;
  }

  template <class F, class G>
  scope_entry(entry_slot &place, F &&call, G &&commit) : Base(place), m_call(std::forward<F>(call)), m_commit(std::forward<G>(commit)) {}
  ~scope_entry() {}

  static scope_entry &in(entry_slot &slot) noexcept {
    if constexpr (in_place())
      return *slot.as<scope_entry>();
    else
      return static_cast<scope_entry &>(**slot.as<Base *>());
  }

  static entry_stage run(entry_slot &slot) noexcept {
    scope_entry &entry = in(slot);
    stored_error *error;
    try {
      entry.m_result.emplace(entry.m_call);
      return entry_stage::done;
    } catch (any_exception &) {
      error = capture_error();
    }
    entry.m_error = error;
    return entry_stage::threw;
  }

  static void commit(entry_slot &slot) {
    const struct ending {
      entry_slot &slot;
      ~ending() { drop(slot); }
    } at_the_end{slot};
    scope_entry &entry = in(slot);
    if constexpr (std::is_same_v<Commit, no_commit>)
      return;
    else if constexpr (std::is_void_v<result>)
      entry.m_commit();
    else
      entry.m_commit(entry.m_result.forward());
  }

  static stored_error *drop(entry_slot &slot) noexcept {
    scope_entry &entry = in(slot);
    stored_error *error = nullptr;
    if (slot.stage == entry_stage::done)
      entry.m_result.destroy();
    else if (slot.stage == entry_stage::threw)
      error = entry.m_error;
    if constexpr (in_place())
      entry.~scope_entry();
    else
      delete &entry;
    return error;
  }

  Call m_call;
  Commit m_commit;
  union {
    result_storage<result> m_result{};
    stored_error *m_error;
  };

public:
  static constexpr entry_kind kind{&run, &commit, &drop, is_io};
};

} // namespace xfork::detail
