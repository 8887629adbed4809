// An exception on its way from where it was thrown to where it will be rethrown.
#pragma once

#include "xfork/base/any_exception.hpp"
#include "xfork/base/attributes.hpp"
#include "xfork/base/fork_point.hpp"

#include <utility>

namespace xfork::detail {

/// Owns a std::exception_ptr. Only ever handled by pointer, so that a raw pointer is all that the fast paths know of
/// exceptions.
struct stored_error;

/// The exception being handled; call it in a handler of any_exception. Never fails: there is a reserve for when memory
/// has run out, and beyond that it stores a std::bad_alloc.
XFORK_API stored_error *capture_error() noexcept;
/// Another owner of the same exception.
XFORK_API stored_error *copy_error(const stored_error &error) noexcept;
XFORK_API void release_error(stored_error *error) noexcept;
/// In a handler of any_exception around a call that runs where it is forked: throws what is being handled.
[[noreturn]] XFORK_API XFORK_COLD void rethrow_recorded();
/// Throws the original exception object; `error` stays valid and can be rethrown again, by any thread.
[[noreturn]] XFORK_API void rethrow_error(const stored_error &error);
/// The same, inside a task that would not have begun in the serial program.
[[noreturn]] void rethrow_inherited(const stored_error &error);
/// The same, by the thread that has forked what threw, in the frame that did.
[[noreturn]] XFORK_API void rethrow_joined(const stored_error &error);

/// Rethrows the error of a task or scope that lives on; its place in program order is remembered for rethrow_first().
[[noreturn]] XFORK_API XFORK_COLD void deliver_error(const stored_error &error, fork_point origin);
/// The same, and releases it.
[[noreturn]] void deliver_last(stored_error *error, fork_point origin);

/// Number of exceptions thrown on this thread and not yet caught, as std::uncaught_exceptions().
XFORK_API int uncaught_errors() noexcept;
/// Where the C++ runtime keeps that number for the calling thread (Itanium C++ ABI, `__cxa_eh_globals`).
const unsigned *uncaught_errors_location() noexcept;

/// Remembers an exception that a destructor found while another one unwinds; see rethrow_first(). Of those kept during
/// one unwinding the earliest in program order stays; of equal places the one kept last, since destructors run backwards.
/// `only_to_replace`: keeps it only if there is one to replace.
void keep_error(const stored_error &error, fork_point origin, bool only_to_replace) noexcept;
/// The task or scope that holds the error is about to release it. `unwinding`: the error may be in flight.
void forget_holder(const stored_error &error, bool unwinding) noexcept;
/// Drops what belongs to unwindings that are over, their exceptions having been handled without rethrow_first(). Called
/// by forks, so that a later rethrow_first() in the block that forks finds only what belongs to it.
void drop_stale_errors() noexcept;
/// Around the life of a scope. Only scopes join in another order than the reverse of the forks, so while there is none the
/// place of an exception need not be remembered beyond the task that threw it.
void scope_opened() noexcept;
void scope_closed() noexcept;

} // namespace xfork::detail

namespace xfork {

/// Called in a handler of any_exception (or `catch (...)`): throws the exception that a task or scope joined during the unwinding that led here
/// has kept (the earliest in program order), else rethrows the one being handled.
///
/// Tasks of the block that was left come earlier in program order than what the block itself threw, so in the serial
/// program theirs is the one that would have been thrown.
///
/// A kept exception that no rethrow_first() asks for is dropped by the next fork outside the unwinding that kept it: blocks
/// whose tasks may throw need this handler, as in the emitted code.
[[noreturn]] XFORK_API void rethrow_first();

} // namespace xfork
