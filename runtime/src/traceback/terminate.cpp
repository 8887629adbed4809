// What an uncaught exception prints before the program ends, and the start of recording.
#include "traceback/readable_name.hpp"
#include "traceback/record.hpp"
#include "traceback/traceback_access.hpp"
#include "xfork/base/atomic.hpp"

#include <cstdlib>
#include <cxxabi.h>
#include <exception>
#include <iostream>
#include <string>
#include <typeinfo>
#include <unistd.h>

namespace xfork {

namespace {

/// The traceback that was recorded, else the stack as it is: where no handler has been found, nothing is unwound.
traceback traceback_of_uncaught() {
  detail::call_stack stack;
  if (detail::recorded_stack(std::current_exception(), stack))
    return traceback_access::make(stack);
  if (const detail::call_stack *ending = detail::stack_of_ending_thread())
    return traceback_access::make(*ending);
  detail::walk_stack(stack);
  return traceback_access::make(stack);
}

/// Type and message, as far as it has one.
void print_current(std::ostream &out) {
  const std::type_info *type = abi::__cxa_current_exception_type();
  out << (type ? detail::readable_type(type->name()) : "exception of another language");
  try {
    throw;
  } catch (const std::exception &error) {
    out << ": " << error.what();
  } catch (const std::string &text) {
    out << ": " << text;
  } catch (const char *text) {
    out << ": " << text;
  } catch (int value) {
    out << ": " << value;
  } catch (...) {
  }
  out << '\n';
}

[[noreturn]] void print_and_abort() {
  static constinit detail::atomic<bool> entered;
  static thread_local bool is_printing = false;
  if (!entered.exchange(true)) {
    is_printing = true;
    std::cerr << traceback_of_uncaught();
    if (std::current_exception())
      print_current(std::cerr);
    else if (detail::stack_of_ending_thread())
      std::cerr << "a forked call has ended its thread, by pthread_exit() or because it was cancelled, and that thread is "
                   "not its own\n";
    else
      std::cerr << "terminated without an exception\n";
    std::cerr.flush();
  } else if (!is_printing) {
    for (;;) // another thread is printing, and will end the program
      pause();
  }
  std::abort(); // also if printing has thrown, too
}

struct installation {
  installation() noexcept {
    detail::start_recording();
    std::set_terminate(&print_and_abort);
  }
} installed;

} // namespace

} // namespace xfork
