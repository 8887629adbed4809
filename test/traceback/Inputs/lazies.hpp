// Lazy values, in both builds: in the serial one, which does not see the library, a call that is forked is made. Calls in
// this file are left out of the serial stacks, as those of the library are of tracebacks.
#pragma once

#if __has_include(<xfork/map.hpp>)
#include <xfork/map.hpp>
#else
#include <vector>

namespace xfork {

template <class T> struct lazy {
  T value;
  const T &get() const { return value; }
  operator T() const { return value; }
};

template <class A> A &pass(A &argument) { return argument; }
template <class T> T &pass(lazy<T> &argument) { return argument.value; }

template <class F, class... A> auto fork(F f, A... arguments) {
  return lazy<decltype(f(pass(arguments)...))>{f(pass(arguments)...)};
}
template <class F, class... A> auto io_bound(F f, A... arguments) { return xfork::fork(f, arguments...); }

template <class F, class T> auto map(F f, const std::vector<T> &range) {
  std::vector<decltype(xfork::fork(f, range[0]))> results;
  for (const T &each : range)
    results.push_back(xfork::fork(f, each));
  return results;
}

template <class... A> void await_all(const A &...) {}

template <class A, class B> auto operator+(lazy<A> a, lazy<B> b) { return lazy<decltype(a.value + b.value)>{a.value + b.value}; }
template <class A, class B> auto operator/(lazy<A> a, lazy<B> b) { return lazy<decltype(a.value / b.value)>{a.value / b.value}; }
template <class A, class B> lazy<A> &operator+=(lazy<A> &a, lazy<B> b) {
  a.value += b.value;
  return a;
}

} // namespace xfork
#endif
