// A value that may not be there yet: the result of a call that runs in the background, or of an expression over such
// values.
//
//   xfork::lazy<image> picture = xfork::fork(load, "a.jpg");
//   …
//   show(picture);                       // waits here, if it must
#pragma once

#include "xfork/result/duration.hpp"
#include "xfork/result/errors.hpp"
#include "xfork/result/lazy_awaiter.hpp"
#include "xfork/result/lazy_outcome.hpp"

#include <coroutine> // also for std::hash, at a tenth of the cost of <functional>
#include <type_traits>
#include <utility>

namespace xfork {
namespace detail {

template <class T> inline constexpr bool is_lazy = false;
template <class T> inline constexpr bool is_lazy<lazy<T>> = true;

/// Takes over the caller's handle on the node.
template <class T> lazy<T> adopt_node(basic_task &node) noexcept;
/// Takes the handle out of `value`.
template <class T> basic_task *disown(lazy<T> &value) noexcept;

/// A value that is there.
template <class T> struct value_node final : basic_task {
  template <class U> explicit value_node(U &&value) : basic_task(value_kind) {
    const auto give = [&]() -> T { return std::forward<U>(value); };
    outcome.value.emplace(give);
    static_cast<void>(state.finish(task_status::done));
  }

  lazy_outcome<T> outcome;

private:
  static void destroy_node(basic_task &task, lazy_garbage &) noexcept {
    destroy_outcome<T>(task);
    delete static_cast<value_node *>(&task);
  }
  static constexpr lazy_kind value_kind{
      {nullptr}, lazy_shape::value, offset_after<basic_task, lazy_outcome<T>>, &destroy_node};
};

} // namespace detail

/// A handle to a value of type T (also void, a reference, or a type that cannot be copied or moved). Copies refer to the
/// same value. Any number of threads may use their handles at the same time; one handle is for one thread at a time.
///
/// Waiting for a value whose call nobody has begun runs the call, in the waiting thread; else it blocks, and runs nothing
/// meanwhile but what that call itself has forked. The last handle joins: it waits for the call, though not for the
/// operators of an expression that nobody asked for. An exception that nobody has asked for by then goes to the
/// handler of unasked_errors.hpp.
///
/// `+ - * / % & | ^ << >>`, unary `+ - ~` and compound assignment do not wait, see lazy_expression.hpp; everything
/// else that needs the value does. A null handle throws empty_lazy where a value is needed.
template <class T> class lazy {
  using storage = detail::result_storage<T>;

public:
  using value_type = T;

  lazy() noexcept = default; ///< Refers to nothing.
  /// A value that is there. Explicit, or `condition ? lazy : value` would be ambiguous.
  template <class U>
    requires(std::is_object_v<T> && std::is_constructible_v<T, U> && !std::is_same_v<std::remove_cvref_t<U>, lazy>)
  explicit lazy(U &&value) : m_node(new detail::value_node<T>(std::forward<U>(value))) {}
  lazy(const lazy &other) noexcept : m_node(other.m_node) {
    if (m_node)
      detail::add_handle(*m_node);
  }
  lazy(lazy &&other) noexcept : m_node(std::exchange(other.m_node, nullptr)) {}
  lazy &operator=(lazy other) noexcept {
    std::swap(m_node, other.m_node);
    return *this;
  }
  ~lazy() {
    if (m_node)
      detail::release_lazy(*m_node);
  }

  /// Waits, then returns the value; throws what the call threw, every time.
  typename storage::const_reference get() const & {
    return static_cast<typename storage::const_reference>(outcome().value.get());
  }
  /// Of a handle that is about to go: hands out the value itself. Moved if this is the last handle, else copied.
  T get() && requires std::is_object_v<T> {
    auto &value = outcome().value;
    if constexpr (std::is_copy_constructible_v<T>)
      if (m_node->handles.load_acquire() != 1)
        return static_cast<const T &>(value.get());
    return std::move(value.get());
  }

  /// Where one implicit conversion suffices, a lazy<T> is as good as a T. By value, so that no reference outlives the
  /// last handle; get() avoids the copy. One that cannot be copied is moved out of a handle that is about to go.
  operator T() const & requires std::is_copy_constructible_v<T> || std::is_reference_v<T> { return get(); }
  operator T() && requires(std::is_object_v<T> && !std::is_copy_constructible_v<T>) { return std::move(*this).get(); }
  /// In a condition. (Numbers convert to T, and on from there.)
  explicit operator bool() const &
    requires(std::is_constructible_v<bool, detail::value_of<T>> && !std::is_convertible_v<detail::value_of<T>, bool>)
  {
    return static_cast<bool>(get());
  }

  void wait() const { detail::join_lazy(node()); }
  /// Waits at most that long (any std::chrono duration), without running anything in this thread; whether the value is
  /// there, or its exception.
  template <detail::duration D> bool wait_for(const D &timeout) const {
    return detail::join_lazy_until(node(), detail::deadline_after(timeout));
  }
  /// Whether get() would return, or throw, at once.
  bool ready() const { return detail::is_finished(node()); }
  /// Whether it refers to a value at all.
  bool valid() const noexcept { return m_node != nullptr; }

  /// Members of the value; where it is a pointer or has an operator-> itself, what it points to.
  decltype(auto) operator->() const requires(!std::is_void_v<T>) {
    if constexpr (std::is_pointer_v<std::remove_reference_t<T>> || requires { get().operator->(); })
      return (get());
    else
      return __builtin_addressof(get());
  }
  decltype(auto) operator*() const requires requires(detail::value_of<T> v) { *v; } { return *get(); }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-conversion" // a literal index is no longer one in here
  template <class Index> decltype(auto) operator[](Index &&index) const
    requires requires(detail::value_of<T> v) { v[std::forward<Index>(index)]; }
  {
    return get()[std::forward<Index>(index)];
  }
#pragma GCC diagnostic pop
  template <class... Arguments> decltype(auto) operator()(Arguments &&...arguments) const
    requires requires(detail::value_of<T> v) { v(std::forward<Arguments>(arguments)...); }
  {
    return get()(std::forward<Arguments>(arguments)...);
  }
  auto begin() const requires requires(detail::value_of<T> v) { v.begin(); } { return get().begin(); }
  auto end() const requires requires(detail::value_of<T> v) { v.end(); } { return get().end(); }

  /// The coroutine goes on when the value is there, on a worker; nobody is blocked meanwhile. Gives what get() gives.
  detail::lazy_awaiter<lazy> operator co_await() const { return detail::lazy_awaiter<lazy>(*this); }

private:
  template <class U> friend lazy<U> detail::adopt_node(detail::basic_task &) noexcept;
  template <class U> friend detail::basic_task *detail::node_of(const lazy<U> &) noexcept;
  template <class U> friend detail::basic_task *detail::disown(lazy<U> &) noexcept;

  detail::basic_task &node() const {
    if (!m_node) [[unlikely]]
      throw empty_lazy();
    return *m_node;
  }
  detail::lazy_outcome<T> &outcome() const {
    wait();
    if (m_node->state.load().status() == detail::task_status::threw) [[unlikely]]
      detail::throw_error_of(*m_node);
    return detail::outcome_of<detail::lazy_outcome<T>>(*m_node);
  }

  detail::basic_task *m_node = nullptr;
};

namespace detail {

template <class T> lazy<T> adopt_node(basic_task &node) noexcept {
  lazy<T> value;
  value.m_node = &node;
  return value;
}

template <class T> basic_task *node_of(const lazy<T> &value) noexcept { return value.m_node; }
template <class T> basic_task *disown(lazy<T> &value) noexcept { return std::exchange(value.m_node, nullptr); }

} // namespace detail
} // namespace xfork

/// Waits.
template <class T>
  requires requires(xfork::detail::value_of<T> value) { std::hash<std::remove_cvref_t<T>>()(value); }
struct std::hash<xfork::lazy<T>> {
  auto operator()(const xfork::lazy<T> &value) const { return std::hash<std::remove_cvref_t<T>>()(value.get()); }
};
