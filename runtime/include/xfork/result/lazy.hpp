// A value that may not be there yet: the result of a call that runs in the background.
//
//   xfork::lazy<image> picture = xfork::fork(load, "a.jpg");
//   …
//   show(picture);                       // waits here, if it must
#pragma once

#include "xfork/result/invoke.hpp"
#include "xfork/result/lazy_state.hpp"

#include <type_traits>
#include <utility>

namespace xfork {

template <class T> class lazy;

namespace detail {

template <class T, class Call> lazy<T> make_lazy(Call &&call);

} // namespace detail

/// A handle to a value of type T (also void, a reference, or a type that cannot be copied or moved). Copies refer to
/// the same value. Any number of threads may use their handles at the same time; one handle is for one thread at a time.
///
/// Waiting for a value whose call nobody has begun runs the call, in the waiting thread; else it blocks, and runs
/// nothing meanwhile but what that call itself has forked. The last handle joins; an exception nobody asked for is
/// dropped then.
template <class T> class lazy {
  using storage = detail::result_storage<T>;

public:
  using value_type = T;

  lazy() noexcept = default; ///< Refers to nothing; may only be assigned to, tested and destroyed.
  lazy(const lazy &other) noexcept : m_state(other.m_state) {
    if (m_state)
      m_state->handles.add_relaxed(1); // the other handle keeps it alive meanwhile
  }
  lazy(lazy &&other) noexcept : m_state(std::exchange(other.m_state, nullptr)) {}
  lazy &operator=(lazy other) noexcept {
    std::swap(m_state, other.m_state);
    return *this;
  }
  ~lazy() { release(); }

  /// Waits, then returns the value; throws what the call threw, every time.
  typename storage::const_reference get() const & {
    wait();
    if (m_state->error)
      detail::rethrow_error(*m_state->error);
    return m_state->result.get();
  }
  /// Of a handle that is about to go: hands out the value itself. Moved if this is the last handle, else copied.
  T get() && requires std::is_object_v<T> {
    static_cast<const lazy &>(*this).get();
    if constexpr (std::is_copy_constructible_v<T>)
      if (m_state->handles.load_acquire() != 1)
        return static_cast<const T &>(m_state->result.get());
    return std::move(m_state->result.get());
  }

  /// Where one implicit conversion suffices, a lazy<T> is as good as a T. By value, so that no reference outlives the
  /// last handle; get() avoids the copy. One that cannot be copied is moved out of a handle that is about to go.
  operator T() const & requires std::is_copy_constructible_v<T> || std::is_reference_v<T> { return get(); }
  operator T() && requires(std::is_object_v<T> && !std::is_copy_constructible_v<T>) { return std::move(*this).get(); }

  void wait() const noexcept { detail::join_lazy(*m_state); }
  /// Whether get() would return, or throw, at once.
  bool ready() const noexcept { return m_state->state.load().finished(); }
  /// Whether it refers to a value at all.
  bool valid() const noexcept { return m_state != nullptr; }

private:
  template <class U, class Call> friend lazy<U> detail::make_lazy(Call &&call);
  explicit lazy(detail::lazy_state<T> *state) noexcept : m_state(state) {}

  void release() noexcept {
    // Acquire and release: the last one sees what the others did with the value before they went.
    if (m_state && m_state->handles.fetch_sub(1) == 1) {
      detail::join_lazy(*m_state);
      m_state->destroy(*m_state);
    }
  }

  detail::lazy_state<T> *m_state = nullptr;
};

namespace detail {

template <class T, class Call> lazy<T> make_lazy(Call &&call) {
  auto *state = new lazy_call<T, std::decay_t<Call>>(std::forward<Call>(call));
  start_lazy(*state);
  return lazy<T>(state);
}

} // namespace detail

/// Runs `f(arguments…)` in the background. Function and arguments are copied or moved now, as std::async does (wrap in
/// std::ref what is to be referred to). May run the call at once, in the caller.
template <class F, class... Arguments> [[nodiscard]] auto fork(F &&f, Arguments &&...arguments) {
  using result = decltype(detail::invoke(std::declval<std::decay_t<F>>(), std::declval<std::decay_t<Arguments>>()...));
  return detail::make_lazy<result>(
      [f = std::decay_t<F>(std::forward<F>(f)),
       ... stored = std::decay_t<Arguments>(std::forward<Arguments>(arguments))]() mutable -> decltype(auto) {
        return detail::invoke(std::move(f), std::move(stored)...);
      });
}

/// The same under another name, for where `fork` would be misread.
template <class F, class... Arguments> [[nodiscard]] auto submit(F &&f, Arguments &&...arguments) {
  return xfork::fork(std::forward<F>(f), std::forward<Arguments>(arguments)...);
}

} // namespace xfork
