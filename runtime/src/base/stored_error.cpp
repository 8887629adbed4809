#include "base/error_hooks.hpp"
#include "base/short_lock.hpp"
#include "base/stored_error_definition.hpp"

#include <cxxabi.h>
#include <mutex>
#include <new>

namespace xfork::detail {

namespace {

/// For when memory has run out: what has been thrown then had better arrive.
class error_reserve {
public:
  stored_error *take() noexcept {
    const std::lock_guard guard(m_lock);
    for (stored_error &error : m_errors)
      if (!error.exception) {
        error.exception = std::current_exception();
        return &error;
      }
    return nullptr;
  }
  bool holds(const stored_error *error) const noexcept { return error >= m_errors && error < m_errors + size; }

private:
  static constexpr int size = 64;
  short_lock m_lock;
  stored_error m_errors[size];
};

error_reserve &reserve() noexcept {
  alignas(error_reserve) static unsigned char room[sizeof(error_reserve)];
  static auto *const made = new (room) error_reserve; // never destroyed: tasks may throw while the process ends
  return *made;
}

stored_error *out_of_memory() noexcept {
  static stored_error error{std::make_exception_ptr(std::bad_alloc())};
  return &error;
}

} // namespace

stored_error *capture_error() noexcept {
  installed_error_hooks->caught(std::current_exception());
  if (auto *error = new (std::nothrow) stored_error{std::current_exception()})
    return error;
  stored_error *error = reserve().take();
  return error ? error : out_of_memory();
}

stored_error *copy_error(const stored_error &error) noexcept {
  auto *copy = new (std::nothrow) stored_error(error);
  return copy ? copy : out_of_memory();
}

void release_error(stored_error *error) noexcept {
  if (reserve().holds(error))
    error->exception = nullptr;
  else if (error != out_of_memory())
    delete error;
}

void rethrow_recorded() {
  installed_error_hooks->caught(std::current_exception());
  throw;
}

void rethrow_error(const stored_error &error) {
  installed_error_hooks->asked_for(error.exception);
  std::rethrow_exception(error.exception);
}

void rethrow_inherited(const stored_error &error) { std::rethrow_exception(error.exception); }

void rethrow_joined(const stored_error &error) {
  installed_error_hooks->delivered(error.exception);
  std::rethrow_exception(error.exception);
}

int uncaught_errors() noexcept { return std::uncaught_exceptions(); }

const unsigned *uncaught_errors_location() noexcept {
  // struct __cxa_eh_globals { __cxa_exception *caughtExceptions; unsigned int uncaughtExceptions; };
  auto *globals = reinterpret_cast<const char *>(abi::__cxa_get_globals());
  return reinterpret_cast<const unsigned *>(globals + sizeof(void *));
}

} // namespace xfork::detail
