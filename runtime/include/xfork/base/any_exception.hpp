// The type that the runtime's handlers catch, and that one may catch by hand to have a traceback.
#pragma once

#include "xfork/base/attributes.hpp"

namespace xfork {

/// `catch (xfork::any_exception &)` is `catch (...)`, and records the stack of the `throw` as well: while the handler is
/// being looked for nothing has been unwound yet, and this is when the type is asked whether it matches (the idea of
/// P2490). It says yes, except to a thread that is being ended (pthread_exit, cancellation), whose unwinding goes on.
///
/// There are no objects of this type; the handler has no use for the reference. Costs nothing until such a handler is
/// reached; then a stack walk, unless the exception has its traceback already. See <xfork/traceback.hpp>.
class XFORK_API any_exception {
public:
  any_exception() = delete;

protected:
  virtual ~any_exception(); // never defined: the one type_info there is, in libxfork, answers for the type
};

} // namespace xfork
