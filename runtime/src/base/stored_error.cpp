#include "base/stored_error_definition.hpp"

#include <cxxabi.h>
#include <new>

namespace xfork::detail {

namespace {

stored_error *out_of_memory() noexcept {
  static stored_error error{std::make_exception_ptr(std::bad_alloc())};
  return &error;
}

} // namespace

stored_error *capture_error() noexcept {
  auto *error = new (std::nothrow) stored_error{std::current_exception()};
  return error ? error : out_of_memory();
}

void release_error(stored_error *error) noexcept {
  if (error != out_of_memory())
    delete error;
}

void rethrow_error(const stored_error &error) { std::rethrow_exception(error.exception); }

int uncaught_errors() noexcept { return std::uncaught_exceptions(); }

const unsigned *uncaught_errors_location() noexcept {
  // struct __cxa_eh_globals { __cxa_exception *caughtExceptions; unsigned int uncaughtExceptions; };
  auto *globals = reinterpret_cast<const char *>(abi::__cxa_get_globals());
  return reinterpret_cast<const unsigned *>(globals + sizeof(void *));
}

} // namespace xfork::detail
