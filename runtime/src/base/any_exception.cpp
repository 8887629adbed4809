// The type_info that handlers of any_exception refer to, with a match function of our own.
//
// Itanium C++ ABI: in the search phase of unwinding the personality routine asks the type_info of each handler whether
// it catches what was thrown. This object takes the place of the one that the compiler would have made.
#include "base/error_hooks.hpp"

#include <cxxabi.h>
#include <typeinfo>

namespace xfork::detail {

class any_exception_type final : public std::type_info {
public:
  any_exception_type() : std::type_info("N5xfork13any_exceptionE") {}

  bool __do_catch(const std::type_info *thrown, void **object, unsigned) const override {
    if (*thrown == typeid(abi::__forced_unwind)) {
      installed_error_hooks->thread_ends();
      return false;
    }
    if (*thrown != typeid(abi::__foreign_exception))
      installed_error_hooks->thrown(*thrown, *object);
    return true;
  }
};

extern XFORK_API const any_exception_type type_of_any_exception asm("_ZTIN5xfork13any_exceptionE");
const any_exception_type type_of_any_exception;

} // namespace xfork::detail
