#include "xfork/process/process_scope.hpp"

#include "scheduler/worker_table.hpp"
#include "xfork/result/end_with_error.hpp"
#include "xfork/task/task_stack.hpp"

#include <memory>

namespace xfork {

using detail::process_entry;
using detail::stored_error;

process_scope::process_scope() noexcept : m_uncaught(static_cast<unsigned>(detail::uncaught_errors())) {
  detail::scope_opened();
}

process_scope::~process_scope() noexcept(false) {
  bool delivered = true;
  try {
    join();
  } catch (...) {
    delivered = false;
  }
  detail::scope_closed();
  if (m_error)
    detail::end_with_error(m_error, detail::fork_point(m_error_origin.place(), m_uncaught), delivered);
}

void process_scope::start(process_entry *entry, const detail::process_call &call) {
  std::unique_ptr<process_entry> owner(entry);
  detail::drop_stale_errors();
  entry->origin =
      detail::attach_this_thread() ? detail::current_stack->next_entry() : detail::fork_point(0, m_uncaught);
  detail::start_process({}, call, entry->reply);
  (m_last ? m_last->later : m_first) = owner.release();
  m_last = entry;
}

void process_scope::commit_first() {
  const std::unique_ptr<process_entry> entry(m_first);
  m_first = entry->later;
  if (!m_first)
    m_last = nullptr;
  stored_error *error = nullptr;
  try {
    reader in(detail::open_reply(entry->reply.wait()));
    entry->commit(in);
    return;
  } catch (any_exception &) {
    error = detail::capture_error();
  }
  fail(error, entry->origin);
}

void process_scope::commit_arrived() {
  while (m_first && m_first->reply.there())
    commit_first();
}

void process_scope::join() {
  while (m_first)
    commit_first();
}

/// After the first error the rest is waited for, for nothing.
void process_scope::fail(stored_error *error, detail::fork_point origin) {
  while (m_first) {
    const std::unique_ptr<process_entry> entry(std::exchange(m_first, m_first->later));
    entry->reply.wait();
  }
  m_last = nullptr;
  if (m_error) {
    detail::forget_holder(*m_error, false);
    detail::release_error(m_error);
  }
  m_error = error;
  m_error_origin = origin;
  detail::deliver_error(*error, origin);
}

} // namespace xfork
