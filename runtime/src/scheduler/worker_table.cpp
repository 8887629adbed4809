#include "scheduler/worker_table.hpp"

#include "base/thread_state.hpp"
#include "xfork/base/stored_error.hpp"

#include <mutex>
#include <new>
#include <pthread.h>
#include <sys/mman.h>

namespace xfork::detail {

namespace {

constinit short_lock table_lock;
constinit worker *table[tuning::max_attached_threads] = {};
constinit atomic<unsigned> table_size;
constinit worker *free_workers = nullptr;
constinit pthread_key_t thread_end_key{};
constinit pthread_once_t thread_end_key_once = PTHREAD_ONCE_INIT;

constinit thread_local bool never_replaced = false;

void *map(std::size_t size) noexcept {
  void *memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? nullptr : memory;
}

worker *make_worker() noexcept {
  const unsigned index = table_size.load_relaxed();
  constexpr std::size_t slots_size = tuning::slots_per_worker * sizeof(task_slot);
  if (index == tuning::max_attached_threads)
    return nullptr;
  auto *slots = static_cast<std::byte *>(map(slots_size + sizeof(worker)));
  if (!slots)
    return nullptr;
  auto *made = new (slots + slots_size) worker;
  made->adopt(reinterpret_cast<task_slot *>(slots), tuning::slots_per_worker);
  made->index = index;
  made->queue.set_number(static_cast<std::uint16_t>(index));
  made->random_state = index * 2654435761u + 1;
  table[index] = made;
  table_size.store(index + 1);
  return made;
}

worker *borrow_worker() noexcept {
  const std::lock_guard guard(table_lock);
  if (worker *found = free_workers) {
    free_workers = found->next_free;
    return found;
  }
  return make_worker();
}

/// At the end of a thread, after the destructors of its thread_local objects. Lazy values it has left behind stay
/// in the queue for others.
void detach(void *ending) noexcept {
  auto *w = static_cast<worker *>(ending);
  current_stack = &no_task_stack;
  const std::lock_guard guard(table_lock);
  w->next_free = free_workers;
  free_workers = w;
}

void make_thread_end_key() noexcept { pthread_key_create(&thread_end_key, &detach); }

} // namespace

worker *attached_worker() noexcept {
  return current_stack->attached() ? &this_worker() : nullptr;
}

worker *attach_this_thread() noexcept {
  if (worker *mine = attached_worker())
    return mine;
  pthread_once(&thread_end_key_once, &make_thread_end_key);
  worker *lent = borrow_worker();
  if (!lent)
    return nullptr;
  lent->adopt_thread(uncaught_errors_location());
  lent->thread_id.store_relaxed(never_replaced ? 0 : this_thread_id());
  current_stack = lent;
  pthread_setspecific(thread_end_key, lent);
  return lent;
}

void never_replace_this_thread() noexcept { never_replaced = true; }

unsigned worker_count() noexcept { return table_size.load(); }
worker &worker_at(unsigned index) noexcept { return *table[index]; }

void lock_worker_table() noexcept {
  table_lock.lock();
  for (unsigned i = 0; i < table_size.load_relaxed(); ++i)
    table[i]->queue.lock(), table[i]->rows.lock();
}

void unlock_worker_table() noexcept {
  for (unsigned i = 0; i < table_size.load_relaxed(); ++i)
    table[i]->rows.unlock(), table[i]->queue.unlock();
  table_lock.unlock();
}

void abandon_other_workers() noexcept {
  worker *mine = attached_worker();
  if (mine)
    mine->thread_id.store_relaxed(this_thread_id());
  free_workers = nullptr;
  for (unsigned i = 0; i < table_size.load_relaxed(); ++i) {
    worker &w = *table[i];
    w.waiters.store_relaxed(0);
    w.replaced.store_relaxed(0);
    w.asleep_in_join.store_relaxed(false);
    if (&w == mine)
      continue;
    w.abandon();
    w.queue.drop_joined_by_maker();
    w.rows.forget_all();
    w.nesting.reset();
    w.next_free = free_workers;
    free_workers = &w;
  }
}

} // namespace xfork::detail
