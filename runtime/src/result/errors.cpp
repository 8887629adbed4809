#include "xfork/result/errors.hpp"

namespace xfork {

const char *timeout_error::what() const noexcept { return "xfork: the value was not there in time"; }
const char *cancelled::what() const noexcept { return "xfork: the call was cancelled before it began"; }
const char *empty_lazy::what() const noexcept { return "xfork: this lazy value refers to nothing"; }

} // namespace xfork
