// The part of an exception that the compiler's runtime keeps in front of the object.
#pragma once

#include <exception>
#include <typeinfo>
#include <unwind.h>

namespace xfork::detail {

/// __cxa_exception of the Itanium C++ ABI (2.2.1) on 64-bit machines.
struct exception_header {
  std::type_info *type;
  void (*destructor)(void *); ///< null if trivial
  void (*unexpected_handler)();
  void (*terminate_handler)();
  exception_header *next;
  int handler_count, handler_switch_value;
  const unsigned char *action_record, *language_specific_data;
  void *catch_temporary, *adjusted_pointer;
  _Unwind_Exception unwind_header;

  static exception_header &of(void *object) noexcept { return static_cast<exception_header *>(object)[-1]; }
};

/// The address of the exception object; null for none.
inline void *object_of(const std::exception_ptr &exception) noexcept {
  static_assert(sizeof(exception) == sizeof(void *), "libstdc++'s exception_ptr is that address");
  void *object;
  __builtin_memcpy(&object, &exception, sizeof(object));
  return object;
}

} // namespace xfork::detail
