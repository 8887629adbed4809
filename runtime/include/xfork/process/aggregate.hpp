// The fields of an aggregate, without its help: counted by trying initialisers, reached by structured
// bindings.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace xfork::detail {

/// Of an aggregate whose fields cannot be told apart: too many, an array, a reference, or a base class.
inline constexpr std::size_t unknown_fields = static_cast<std::size_t>(-1);
inline constexpr std::size_t max_fields = 24;

/// Initialise a field of any type that is not a Whole; never called.
template <class Whole, std::size_t> struct any_field {
  template <class T>
    requires(!std::is_same_v<T, Whole> && !std::is_base_of_v<T, Whole>)
  operator T() const noexcept {
    __builtin_unreachable();
  }
};
template <class Whole> struct any_base {
  template <class T>
    requires(!std::is_same_v<T, Whole> && std::is_base_of_v<T, Whole>)
  operator T() const noexcept {
    __builtin_unreachable();
  }
};

/// Braces may be left out around the elements of an array, parentheses do not allow that: where the two
/// disagree on how many initialisers there can be, a field is an array.
template <class T, std::size_t... I> constexpr bool braces_take(std::index_sequence<I...>) {
  return requires { T{any_field<T, I>()...}; };
}
template <class T, std::size_t... I> constexpr bool parentheses_take(std::index_sequence<I...>) {
  return requires { T(any_field<T, I>()...); };
}

template <class T, std::size_t N = max_fields + 1> constexpr std::size_t count_fields() {
  if constexpr (N == 0)
    return requires { T{any_base<T>()}; } || requires { T{any_field<T, 0>()}; } ? unknown_fields : 0;
  else if constexpr (braces_take<T>(std::make_index_sequence<N>()))
    return N <= max_fields && parentheses_take<T>(std::make_index_sequence<N>()) ? N : unknown_fields;
  else
    return count_fields<T, N - 1>();
}
/// Of an aggregate T.
template <class T> inline constexpr std::size_t field_count = count_fields<T>();
template <class T> constexpr bool has_known_fields() {
  if constexpr (std::is_aggregate_v<T> && std::is_class_v<T>)
    return field_count<T> != unknown_fields;
  else
    return false;
}

template <std::size_t N> struct binding;
template <> struct binding<0> {
  template <class T, class Visit> static constexpr decltype(auto) visit(T &, Visit &&visit) {
    return visit();
  }
};
// The names of a structured binding cannot be a pack before C++26.
#define XFORK_BIND(N, ...)                                                                                   \
  template <> struct binding<N> {                                                                            \
    template <class T, class Visit> static constexpr decltype(auto) visit(T &value, Visit &&visit) {         \
      auto &[__VA_ARGS__] = value;                                                                           \
      return visit(__VA_ARGS__);                                                                             \
    }                                                                                                        \
  };
XFORK_BIND(1, f0)
XFORK_BIND(2, f0, f1)
XFORK_BIND(3, f0, f1, f2)
XFORK_BIND(4, f0, f1, f2, f3)
XFORK_BIND(5, f0, f1, f2, f3, f4)
XFORK_BIND(6, f0, f1, f2, f3, f4, f5)
XFORK_BIND(7, f0, f1, f2, f3, f4, f5, f6)
XFORK_BIND(8, f0, f1, f2, f3, f4, f5, f6, f7)
XFORK_BIND(9, f0, f1, f2, f3, f4, f5, f6, f7, f8)
XFORK_BIND(10, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9)
XFORK_BIND(11, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10)
XFORK_BIND(12, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11)
XFORK_BIND(13, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12)
XFORK_BIND(14, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13)
XFORK_BIND(15, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14)
XFORK_BIND(16, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15)
XFORK_BIND(17, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16)
XFORK_BIND(18, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17)
XFORK_BIND(19, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18)
XFORK_BIND(20, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19)
XFORK_BIND(21, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20)
XFORK_BIND(22, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20,
           f21)
XFORK_BIND(23, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20,
           f21, f22)
XFORK_BIND(24, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20,
           f21, f22, f23)
#undef XFORK_BIND

template <class... Fields> struct field_types {
  template <class Test> static constexpr bool all([[maybe_unused]] Test test) {
    return (test.template operator()<Fields>() && ...);
  }
  template <class T, class Make> static T make([[maybe_unused]] Make make) {
    return T{make.template operator()<Fields>()...};
  }
};

/// Of an aggregate T with known fields.
template <class T> struct fields_of {
  template <class Visit> static constexpr decltype(auto) visit(const T &value, Visit &&visit) {
    return binding<field_count<T>>::visit(value, std::forward<Visit>(visit));
  }

  struct list_types {
    template <class... Fields> field_types<Fields...> operator()(const Fields &...) const { return {}; }
  };
  using types = decltype(visit(std::declval<const T &>(), list_types()));

  /// Whether `test.operator()<Field>()` holds for all.
  template <class Test> static constexpr bool all([[maybe_unused]] Test test) { return types::all(test); }
  /// A T whose fields are what `make.operator()<Field>()` returns, called in their order.
  template <class Make> static T make(Make make) { return types::template make<T>(make); }
};

} // namespace xfork::detail
