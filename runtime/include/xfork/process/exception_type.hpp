// Exceptions of a program's own types, thrown in one process and caught in another.
//
//   struct parse_error : std::runtime_error { int line; … };           // can travel, see serialise.hpp
//   template struct xfork::exception_type<parse_error>;                // once in the program
#pragma once

#include "xfork/process/serialise.hpp"

#include <typeinfo>

namespace xfork {
namespace detail {

struct known_exception {
  const std::type_info &type;
  void (*write)(writer &out); ///< of the one being handled, which is of this type
  void (*raise)(reader &in);  ///< throws
  known_exception *next = nullptr;
};
/// Before main(), or when a library is loaded.
XFORK_API bool know_exception(known_exception &type) noexcept;

} // namespace detail

/// To instantiate it explicitly says that exceptions of that very type arrive from other processes as what they are,
/// and not as remote_exception. Types of the standard library do anyway. The rewriter says it for the types it sees.
template <class E> struct exception_type {
  static const bool known;

private:
  static void write(writer &out) {
    try {
      throw;
    } catch (const E &e) {
      xfork::write(out, e);
    }
  }
  static void raise(reader &in) { throw xfork::read<E>(in); }
  static detail::known_exception entry;
};

template <class E> detail::known_exception exception_type<E>::entry{typeid(E), &exception_type::write, &exception_type::raise};
template <class E> const bool exception_type<E>::known = detail::know_exception(exception_type::entry);

} // namespace xfork
