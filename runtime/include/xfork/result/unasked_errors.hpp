// Exceptions of lazy values that were dropped before anybody asked for them.
#pragma once

#include "xfork/base/attributes.hpp"

#include <exception>

namespace xfork {

/// Gets the exception of a lazy value whose last handle has gone, if nobody has been told of it by get() or by another
/// value that needs it. Called by the thread that drops the handle, which may be any, perhaps during unwinding; must not
/// throw. `cancelled` is not reported.
using unasked_error_handler = void (*)(std::exception_ptr) noexcept;

/// The standard handler writes one line to stderr. Null: such exceptions vanish without a word. Any thread, any time;
/// returns the one in force before.
XFORK_API unasked_error_handler set_unasked_error_handler(unasked_error_handler handler) noexcept;

} // namespace xfork
