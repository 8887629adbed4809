#include "xfork/result/unasked_errors.hpp"

#include "base/stored_error_definition.hpp"
#include "xfork/result/errors.hpp"
#include "xfork/result/lazy_node.hpp"

#include <cstdio>

namespace xfork {

namespace {

void write_line(std::exception_ptr error) noexcept {
  const char *what = "something that is no std::exception";
  try {
    std::rethrow_exception(error);
  } catch (const std::exception &e) {
    what = e.what();
  } catch (...) {
  }
  std::fprintf(stderr, "xfork: nobody asked for a value whose call threw: %s\n", what);
}

bool is_cancellation(const std::exception_ptr &error) noexcept {
  try {
    std::rethrow_exception(error);
  } catch (const cancelled &) {
    return true;
  } catch (...) {
    return false;
  }
}

constinit detail::atomic<unasked_error_handler> handler_in_force(&write_line);

} // namespace

unasked_error_handler set_unasked_error_handler(unasked_error_handler handler) noexcept {
  return handler_in_force.exchange(handler);
}

namespace detail {

void dispose_error(basic_task &node) noexcept {
  stored_error *error = outcome_of<stored_error *>(node);
  const unasked_error_handler handler = handler_in_force.load_acquire();
  if (handler && !node.state.load().reported() && !is_cancellation(error->exception))
    handler(error->exception);
  release_error(error);
}

} // namespace detail
} // namespace xfork
