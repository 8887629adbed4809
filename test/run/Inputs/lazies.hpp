// Lazy values, in both builds: in the serial one, which does not see the library, a call that is forked is made, and an operator
// applied, where they are written; what they throw is thrown where the value is asked for.
#pragma once

#if __has_include(<xfork/map.hpp>)
#include <xfork/map.hpp>
#else
#include <exception>
#include <memory>
#include <tuple>
#include <type_traits>
#include <vector>

namespace xfork {

template <class T> class lazy {
public:
  lazy() = default;
  explicit lazy(T value) : m_value(std::make_shared<T>(std::move(value))) {}
  explicit lazy(std::exception_ptr error) : m_error(error) {}

  const T &get() const {
    if (m_error)
      std::rethrow_exception(m_error);
    return *m_value;
  }
  operator T() const { return get(); }
  const T *operator->() const { return &get(); }

private:
  std::shared_ptr<T> m_value;
  std::exception_ptr m_error;
};

template <class A> A &value_of(A &argument) { return argument; }
template <class T> T value_of(lazy<T> &argument) { return argument.get(); }
template <class A> struct is_lazy : std::false_type {};
template <class T> struct is_lazy<lazy<T>> : std::true_type {};

template <class F, class... A> auto fork(F f, A... arguments) {
  using result = std::decay_t<decltype(f(value_of(arguments)...))>;
  try {
    return lazy<result>(std::apply(f, std::tuple{value_of(arguments)...})); // the first of them that throws
  } catch (...) {
    return lazy<result>(std::current_exception());
  }
}
template <class F, class... A> auto io_bound(F f, A... arguments) { return xfork::fork(f, arguments...); }

template <class F, class T> auto map(F f, const std::vector<T> &range) {
  std::vector<decltype(xfork::fork(f, range[0]))> results;
  for (const T &each : range)
    results.push_back(xfork::fork(f, each));
  return results;
}
template <class T> std::vector<T> await_all(const std::vector<lazy<T>> &values) {
  std::vector<T> result;
  for (const auto &each : values)
    result.push_back(each.get());
  return result;
}

#define LAZY_OPERATOR(op)                                                                                      \
  template <class A, class B>                                                                                  \
    requires(is_lazy<A>::value || is_lazy<B>::value)                                                           \
  auto operator op(A a, B b) {                                                                                 \
    return xfork::fork([](const auto &x, const auto &y) { return x op y; }, a, b);                              \
  }                                                                                                            \
  template <class T, class B> lazy<T> &operator op##=(lazy<T> &a, B b) { return a = a op b; }
LAZY_OPERATOR(+)
LAZY_OPERATOR(-)
LAZY_OPERATOR(*)
LAZY_OPERATOR(/)
LAZY_OPERATOR(%)
LAZY_OPERATOR(^)

} // namespace xfork
#endif
