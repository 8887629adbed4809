// Calls in processes of their own: isolated from the program, which survives whatever becomes of them.
//
//   process               a call whose value may go anywhere                process/lazy_process.hpp
//   process_task          a call whose result stays in the block         process/process_task.hpp
//   process_scope         calls committed in program order               process/process_scope.hpp
//   warm_process          a call in a process that is there already       process/warm_process.hpp
//   process_for_each, …   loops                                          process/process_loop.hpp
//   serialise, access     how values of your own types travel            process/serialise.hpp
//   exception_type        exceptions of your own types                   process/exception_type.hpp
//   process_died, …       what can go wrong                              process/errors.hpp
#pragma once

#include "xfork/process/errors.hpp"
#include "xfork/process/exception_type.hpp"
#include "xfork/process/lazy_process.hpp"
#include "xfork/process/process_loop.hpp"
#include "xfork/process/process_scope.hpp"
#include "xfork/process/process_task.hpp"
#include "xfork/process/serialise.hpp"
#include "xfork/process/warm_process.hpp"
