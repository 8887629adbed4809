// How a forked call and its result travel through a task_slot.
//
// By value, where both are small and simple: then the stack_call object is never referred to from elsewhere, so the
// compiler keeps it in registers, and the owner of an un-stolen task never rereads the slot. Else by pointer: the
// slot holds the address of the stack_call object, where the thief finds the callable and leaves the result.
#pragma once

#include "xfork/base/stored_error.hpp"
#include "xfork/result/result_storage.hpp"
#include "xfork/task/task_slot.hpp"

namespace xfork::detail {

template <class T> inline constexpr bool fits_in_slot = sizeof(T) <= task_slot::capacity && alignof(T) <= 16;

template <class T, class Call>
inline constexpr bool travels_by_value =
    fits_in_slot<Call> && std::is_trivially_copyable_v<Call> && std::is_trivially_destructible_v<Call> &&
    fits_in_slot<typename result_storage<T>::stored> &&
    std::is_nothrow_move_constructible_v<typename result_storage<T>::stored>;

/// What a thief runs for a call that travels by value; the result takes the callable's place.
template <class T, class Call> struct run_by_value {
  static task_status run(task_slot &slot) noexcept {
    stored_error *error;
    try {
      Call call = *slot.as<Call>();
      construct(slot, call);
      return task_status::done;
    } catch (any_exception &) {
      error = capture_error();
    }
    // Outside the handler: by now the exception object belongs to `error` alone.
    ::new (static_cast<void *>(slot.data)) stored_error *(error);
    return task_status::threw;
  }

private:
  using stored = typename result_storage<T>::stored;

  static void construct(task_slot &slot, Call &call) {
    void *room = slot.data;
    if constexpr (std::is_void_v<T>) {
      static_cast<void>(call());
    } else if constexpr (std::is_reference_v<T>) {
      T result = call();
      ::new (room) stored(__builtin_addressof(result));
    } else if constexpr (std::is_same_v<decltype(call()), stored>) {
      ::new (room) stored(call());
    } else {
      ::new (room) stored(static_cast<T>(call()));
    }
  }
};

} // namespace xfork::detail
