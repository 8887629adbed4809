#include "traceback/exception_traces.hpp"

#include "base/short_lock.hpp"
#include "traceback/exception_header.hpp"

#include <algorithm>
#include <cstdlib>
#include <cxxabi.h>
#include <mutex>
#include <new>
#include <utility>

namespace xfork::detail::exception_traces {

namespace {

struct trace {
  trace *next;
  void *object;
  void (*destructor)(void *); // the one that belongs to the exception
  std::uint32_t task;         // as in call_stack
  bool shortened;
  bool reserve; // where it lies: in one of the reserve slots
  unsigned count, room;

  code_address *frames() noexcept { return reinterpret_cast<code_address *>(this + 1); }
  static constexpr std::size_t size(unsigned room) noexcept { return sizeof(trace) + room * sizeof(code_address); }
};

// All of this outlives every exception, so nothing here has a destructor.
constinit short_lock table_lock;
constexpr unsigned buckets = 1024;
constinit trace *table[buckets] = {};

/// For when memory has run out, which is when people want to know where: a few short traces.
constexpr unsigned reserve_room = 48, reserve_traces = 16;
struct alignas(trace) reserve_slot {
  unsigned char bytes[trace::size(reserve_room)];
  atomic<bool> taken;
};
constinit reserve_slot reserve[reserve_traces] = {};

void *find_memory(unsigned room, bool &from_reserve) noexcept {
  // Not operator new, which may be the user's: nothing of the user's runs between a throw and its handler.
  void *memory = std::malloc(trace::size(room));
  from_reserve = !memory;
  for (reserve_slot &slot : reserve)
    if (!memory && !slot.taken.exchange(true))
      memory = slot.bytes;
  return memory;
}

/// Not under the lock. Null: no memory at all.
trace *make_trace(void *object, unsigned room) noexcept {
  bool from_reserve;
  void *memory = find_memory(room, from_reserve);
  if (!memory)
    return nullptr;
  return ::new (memory) trace{.next = nullptr,
                              .object = object,
                              .destructor = nullptr,
                              .task = 0,
                              .shortened = false,
                              .reserve = from_reserve,
                              .count = 0,
                              .room = from_reserve ? reserve_room : room};
}

void free_trace(trace *t) noexcept {
  if (!t)
    return;
  if (t->reserve)
    reinterpret_cast<reserve_slot *>(t)->taken.store(false);
  else
    std::free(t);
}

void append(trace &to, const code_address *frames, unsigned count, bool shortened) noexcept {
  const unsigned fitting = std::min(count, to.room - to.count);
  std::copy_n(frames, fitting, to.frames() + to.count);
  to.count += fitting;
  to.shortened = to.shortened || shortened || fitting < count;
}

trace **find(void *object) noexcept {
  trace **link = &table[reinterpret_cast<std::uintptr_t>(object) / 64 % buckets];
  while (*link && (*link)->object != object)
    link = &(*link)->next;
  return link;
}

void destroy_exception(void *object) {
  trace *gone;
  {
    const std::lock_guard guard(table_lock);
    trace **link = find(object);
    gone = *link;
    *link = gone->next;
  }
  const auto destructor = gone->destructor;
  free_trace(gone);
  if (destructor)
    destructor(object);
}

bool check_layout() noexcept {
  const auto destructor = [](void *) {};
  void *object = abi::__cxa_allocate_exception(1);
  abi::__cxa_init_primary_exception(object, const_cast<std::type_info *>(&typeid(char)), destructor);
  const exception_header &header = exception_header::of(object);
  const bool known = *header.type == typeid(char) && header.destructor == +destructor;
  abi::__cxa_free_exception(object);
  return known;
}

} // namespace

bool supported() noexcept {
  static const bool known = check_layout();
  return known;
}

void attach(void *object, const call_stack &stack) noexcept {
  trace *made = make_trace(object, stack.count);
  if (!made)
    return;
  made->task = stack.task;
  append(*made, stack.frames, stack.count, stack.shortened);
  {
    const std::lock_guard guard(table_lock);
    if (trace **link = find(object); !*link) {
      made->destructor = std::exchange(exception_header::of(object).destructor, &destroy_exception);
      *link = std::exchange(made, nullptr);
    }
  }
  free_trace(made);
}

void extend(void *object, const call_stack &callers) noexcept {
  // The joining thread alone does this, so the trace does not change meanwhile; but it may go.
  unsigned present;
  {
    const std::lock_guard guard(table_lock);
    const trace *known = *find(object);
    if (!known || known->task == 0)
      return;
    present = known->count;
  }
  trace *larger = make_trace(object, std::min(present + callers.count, call_stack::capacity));
  {
    const std::lock_guard guard(table_lock);
    if (trace *&known = *find(object)) {
      if (larger && larger->room > present) {
        larger->next = known->next;
        larger->destructor = known->destructor;
        append(*larger, known->frames(), known->count, known->shortened);
        std::swap(known, larger);
      }
      known->task = callers.task;
      append(*known, callers.frames, callers.count, callers.shortened);
    }
  }
  free_trace(larger);
}

found look_up(void *object, std::uint32_t &task) noexcept {
  const std::lock_guard guard(table_lock);
  const trace *known = *find(object);
  if (!known)
    return found::none;
  task = known->task;
  return task == 0 ? found::complete : found::ends_at_task;
}

void *ending_at(std::uint32_t task) noexcept {
  const std::lock_guard guard(table_lock);
  for (trace *first : table)
    for (trace *t = first; t; t = t->next)
      if (t->task == task)
        return t->object;
  return nullptr;
}

bool copy(void *object, call_stack &stack) noexcept {
  const std::lock_guard guard(table_lock);
  trace *known = *find(object);
  if (!known)
    return false;
  stack.append(known->frames(), known->count);
  stack.shortened |= known->shortened;
  stack.task = known->task;
  return true;
}

void lock() noexcept { table_lock.lock(); }
void unlock() noexcept { table_lock.unlock(); }

} // namespace xfork::detail::exception_traces
