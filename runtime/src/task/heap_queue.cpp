#include "task/heap_queue.hpp"

namespace xfork::detail {

void heap_queue::push(heap_task &task) noexcept {
  const std::lock_guard guard(m_lock);
  task.queue.store_release(m_number); // who reads it goes on to the queue, which may be new
  task.previous = m_last;
  task.next = nullptr;
  if (m_last)
    m_last->next = &task;
  else
    m_first = &task;
  m_last = &task;
  m_size.fetch_add(1); // sequentially consistent: the pusher looks for sleepers next
}

void heap_queue::unlink(heap_task &task) noexcept {
  heap_task *const next = task.next_in_queue();
  if (task.previous)
    task.previous->next = next;
  else
    m_first = next;
  (next ? next->previous : m_last) = task.previous;
  task.previous = nullptr;
  task.next = nullptr;
  task.queue.store_relaxed(heap_task::in_no_queue);
  m_size.fetch_sub(1);
}

heap_task *heap_queue::take() noexcept {
  if (m_size.load_relaxed() == 0)
    return nullptr;
  const std::lock_guard guard(m_lock);
  heap_task *task = m_first;
  if (task)
    unlink(*task);
  return task;
}

void heap_queue::drop_joined_by_maker() noexcept {
  const std::lock_guard guard(m_lock);
  for (heap_task *task = m_first; task;) {
    heap_task &dropped = *task;
    task = task->next_in_queue();
    if (dropped.joined_by_maker)
      unlink(dropped);
  }
}

bool heap_queue::take(heap_task &task) noexcept {
  const std::lock_guard guard(m_lock);
  if (task.queue.load_relaxed() != m_number)
    return false;
  unlink(task);
  return true;
}

} // namespace xfork::detail
