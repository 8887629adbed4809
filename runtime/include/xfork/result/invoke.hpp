// Calling whatever can be called, without <functional>.
#pragma once

#include <type_traits>
#include <utility>

namespace xfork::detail {

template <class F, class Object, class... Arguments>
decltype(auto) invoke_member(F member, Object &&object, Arguments &&...arguments) {
  const auto call = [&](auto &&target) -> decltype(auto) {
    if constexpr (std::is_member_function_pointer_v<F>)
      return (std::forward<decltype(target)>(target).*member)(std::forward<Arguments>(arguments)...);
    else
      return std::forward<decltype(target)>(target).*member;
  };
  if constexpr (requires { object.*member; } || requires { (object.*member)(std::forward<Arguments>(arguments)...); })
    return call(std::forward<Object>(object));
  else if constexpr (requires { object.get(); } && !requires { *object; })
    return call(object.get()); // std::reference_wrapper
  else
    return call(*std::forward<Object>(object));
}

/// std::invoke, for function objects, function pointers and pointers to members of an object or of what a pointer
/// refers to.
template <class F, class... Arguments> decltype(auto) invoke(F &&f, Arguments &&...arguments) {
  if constexpr (!std::is_member_pointer_v<std::decay_t<F>>)
    return std::forward<F>(f)(std::forward<Arguments>(arguments)...);
  else
    return invoke_member(f, std::forward<Arguments>(arguments)...);
}

} // namespace xfork::detail
