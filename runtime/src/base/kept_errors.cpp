// What destructors kept while another exception unwound, innermost unwinding last.
#include "base/stored_error_definition.hpp"

#include <new>

namespace xfork {
namespace {

struct kept_error {
  std::exception_ptr exception;
  int depth; // uncaught exceptions while it was kept, the unwinding one included
  kept_error *outer;
};

/// The calling thread's kept exceptions, deepest unwinding on top.
class kept_errors {
public:
  ~kept_errors() { drop_from(0); }

  void keep(std::exception_ptr exception, int depth, bool only_to_replace) noexcept {
    drop_from(depth + 1);
    if (only_to_replace && !(m_top && m_top->depth == depth))
      return;
    drop_from(depth);
    if (auto *kept = new (std::nothrow) kept_error{std::move(exception), depth, m_top})
      m_top = kept;
  }

  /// The one kept by the unwinding of this depth, or null. Deeper ones were swallowed on the way: dropped.
  std::exception_ptr take(int depth) noexcept {
    drop_from(depth + 1);
    if (!m_top || m_top->depth != depth)
      return nullptr;
    std::exception_ptr exception = m_top->exception;
    drop_from(depth);
    return exception;
  }

  void drop_from(int depth) noexcept {
    while (m_top && m_top->depth >= depth)
      delete std::exchange(m_top, m_top->outer);
  }

private:
  kept_error *m_top = nullptr;
};

kept_errors &mine() noexcept {
  thread_local kept_errors errors;
  return errors;
}

} // namespace

namespace detail {

void keep_error(const stored_error &error, bool only_to_replace) noexcept {
  mine().keep(error.exception, std::uncaught_exceptions(), only_to_replace);
}

void drop_stale_errors() noexcept { mine().drop_from(std::uncaught_exceptions() + 1); }

} // namespace detail

void rethrow_first() {
  // The exception being handled counts as caught by now; while it unwound, it was one more.
  if (std::exception_ptr first = mine().take(std::uncaught_exceptions() + 1))
    std::rethrow_exception(std::move(first));
  throw;
}

} // namespace xfork
