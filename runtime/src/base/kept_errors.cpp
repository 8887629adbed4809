// Which exception comes first in program order: what destructors kept while another one unwound, and the places of
// those that tasks have thrown.
#include "base/error_hooks.hpp"
#include "base/stored_error_definition.hpp"

#include <new>
#include <utility>

namespace xfork {
namespace {

using detail::stored_error;

struct noted_error {
  std::exception_ptr exception;
  std::uint64_t place;
  int depth;                  // exceptions in flight while it is, or while it was kept: the unwinding one included
  const stored_error *holder; // of a thrown one: belongs to the task or scope that threw it; null once that is gone
  noted_error *next;
};

/// Without memory nothing is noted: then a later exception may come instead of the first.
class error_list {
public:
  ~error_list() {
    drop_if([](const noted_error &) { return true; });
  }
  bool empty() const noexcept { return !m_first; }
  template <class Predicate> noted_error *find(Predicate matches) noexcept {
    noted_error *at = m_first;
    while (at && !matches(*at))
      at = at->next;
    return at;
  }
  template <class Predicate> void drop_if(Predicate matches) noexcept {
    noted_error *dropped = nullptr;
    for (noted_error **link = &m_first; noted_error *at = *link;)
      if (matches(*at))
        *link = at->next, at->next = std::exchange(dropped, at);
      else
        link = &at->next;
    while (dropped) // only now: the destructor of the user's exception may come back here
      delete std::exchange(dropped, dropped->next);
  }
  void add(std::exception_ptr exception, std::uint64_t place, int depth, const stored_error *holder) noexcept {
    if (auto *noted = new (std::nothrow) noted_error{std::move(exception), place, depth, holder, m_first})
      m_first = noted;
  }

private:
  noted_error *m_first = nullptr;
};

/// The calling thread's.
class error_order {
public:
  void keep(const std::exception_ptr &exception, std::uint64_t place, int depth, bool only_to_replace) noexcept {
    m_kept.drop_if([&](const noted_error &e) { return e.depth > depth; });
    const noted_error *kept = kept_at(depth);
    if (kept ? kept->place < place : only_to_replace)
      return;
    m_kept.drop_if([&](const noted_error &e) { return e.depth == depth; });
    m_kept.add(exception, place, depth, nullptr);
  }

  /// Null: the one in flight is the first.
  std::exception_ptr take_first(const std::exception_ptr &in_flight, int depth) noexcept {
    m_kept.drop_if([&](const noted_error &e) { return e.depth > depth; });
    const noted_error *kept = kept_at(depth);
    if (!kept)
      return nullptr;
    const noted_error *thrown = m_thrown.find([&](const noted_error &e) { return e.exception == in_flight; });
    // Whoever kept an error in this unwinding is gone; a task that is not was forked before it.
    const bool keep_flying =
        thrown && (thrown->place < kept->place || (thrown->place == kept->place && thrown->holder));
    std::exception_ptr first;
    if (!keep_flying) {
      first = kept->exception;
      note_thrown(first, kept->place, depth, nullptr);
    }
    m_kept.drop_if([&](const noted_error &e) { return e.depth == depth; });
    if (m_open_scopes == 0)
      m_thrown.drop_if([](const noted_error &e) { return !e.holder; });
    return first;
  }

  void note_thrown(const std::exception_ptr &exception, std::uint64_t place, int depth,
                   const stored_error *holder) noexcept {
    m_thrown.drop_if([&](const noted_error &e) { return e.exception == exception; });
    if (holder || m_open_scopes != 0)
      m_thrown.add(exception, place, depth, holder);
  }

  void forget_holder(const stored_error &error, bool unwinding) noexcept {
    noted_error *thrown = m_thrown.find([&](const noted_error &e) { return e.holder == &error; });
    if (!thrown)
      return;
    thrown->holder = nullptr;
    if (!unwinding || m_open_scopes == 0)
      m_thrown.drop_if([&](const noted_error &e) { return &e == thrown; });
  }

  void drop_stale(int uncaught) noexcept {
    m_kept.drop_if([&](const noted_error &e) { return e.depth > uncaught; });
    if (m_thrown.empty())
      return;
    const std::exception_ptr handled = std::current_exception(); // its handler may rethrow it
    m_thrown.drop_if([&](const noted_error &e) { return e.depth > uncaught && !e.holder && e.exception != handled; });
  }

  void scope_opened() noexcept { ++m_open_scopes; }
  void scope_closed(int uncaught) noexcept {
    if (--m_open_scopes == 0) // what is in flight may yet be compared with what the scope holds
      m_thrown.drop_if([&](const noted_error &e) { return e.depth > uncaught && !e.holder; });
  }

private:
  const noted_error *kept_at(int depth) noexcept {
    return m_kept.find([&](const noted_error &e) { return e.depth == depth; });
  }

  error_list m_kept, m_thrown;
  unsigned m_open_scopes = 0;
};

error_order &mine() noexcept {
  thread_local error_order order;
  return order;
}

} // namespace

namespace detail {

void deliver_error(const stored_error &error, fork_point origin) {
  installed_error_hooks->delivered(error.exception);
  mine().note_thrown(error.exception, origin.place(), std::uncaught_exceptions() + 1, &error);
  std::rethrow_exception(error.exception);
}

void deliver_last(stored_error *error, fork_point origin) {
  std::exception_ptr exception = error->exception;
  release_error(error);
  installed_error_hooks->delivered(exception);
  mine().note_thrown(exception, origin.place(), std::uncaught_exceptions() + 1, nullptr);
  std::rethrow_exception(std::move(exception));
}

void keep_error(const stored_error &error, fork_point origin, bool only_to_replace) noexcept {
  installed_error_hooks->delivered(error.exception);
  mine().keep(error.exception, origin.place(), std::uncaught_exceptions(), only_to_replace);
}

void forget_holder(const stored_error &error, bool unwinding) noexcept { mine().forget_holder(error, unwinding); }

void drop_stale_errors() noexcept { mine().drop_stale(std::uncaught_exceptions()); }

void scope_opened() noexcept {
  drop_stale_errors();
  mine().scope_opened();
}

void scope_closed() noexcept { mine().scope_closed(std::uncaught_exceptions()); }

} // namespace detail

void rethrow_first() {
  detail::installed_error_hooks->caught(std::current_exception());
  // The exception being handled counts as caught by now; while it unwound, it was one more.
  if (std::exception_ptr first = mine().take_first(std::current_exception(), std::uncaught_exceptions() + 1))
    std::rethrow_exception(std::move(first));
  throw;
}

} // namespace xfork
