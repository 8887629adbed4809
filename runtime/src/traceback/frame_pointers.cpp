#include "traceback/frame_pointers.hpp"

#include "base/task_boundary.hpp"

#include <pthread.h>

namespace xfork::detail {

namespace {

/// What lies at a frame address, on x86-64 and AArch64 alike.
struct linked_frame {
  const linked_frame *caller;
  code_address return_address;
};

struct stack_bounds {
  code_address low = 0, high = 0;
  bool hold(const void *frame) const noexcept {
    const auto address = reinterpret_cast<code_address>(frame);
    return low <= address && address < high;
  }
};

stack_bounds find_bounds() noexcept {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0)
    return {};
  void *lowest = nullptr;
  std::size_t size = 0;
  pthread_attr_getstack(&attributes, &lowest, &size);
  pthread_attr_destroy(&attributes);
  const auto low = reinterpret_cast<code_address>(lowest);
  return {low, low + size - sizeof(linked_frame)};
}

const stack_bounds &bounds_of_thread() noexcept {
  thread_local const stack_bounds bounds = find_bounds();
  return bounds;
}

} // namespace

void walk_frame_pointers(const void *frame, call_stack &stack) noexcept {
  const stack_bounds &bounds = bounds_of_thread();
  const task_boundary *boundary = task_boundary::current();
  const void *end = boundary ? boundary->frame() : reinterpret_cast<const void *>(bounds.high);
  if (!bounds.hold(frame))
    return; // some stack of the user's
  auto *at = static_cast<const linked_frame *>(frame);
  unsigned count = 0;
  for (; at->return_address != 0 && count < call_stack::capacity; at = at->caller) {
    stack.frames[count++] = at->return_address - 1;
    const bool goes_up = at->caller > at && at->caller < end;
    if (!goes_up || reinterpret_cast<code_address>(at->caller) % alignof(linked_frame) != 0)
      break;
  }
  stack.count = count;
  stack.shortened = count == call_stack::capacity;
}

} // namespace xfork::detail
