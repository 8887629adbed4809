#include "base/task_boundary.hpp"

#include "xfork/base/atomic.hpp"

namespace xfork::detail {

namespace {

constexpr unsigned bits_of_thread = 12;

constinit atomic<std::uint32_t> threads_seen;

std::uint32_t first_number_of_thread() noexcept { return threads_seen.fetch_add(1); }

} // namespace

constinit thread_local const task_boundary *task_boundary::innermost = nullptr;

std::uint32_t task_boundary::next_number() noexcept {
  static thread_local std::uint32_t number = first_number_of_thread();
  number += 1u << bits_of_thread;
  return number != 0 ? number : next_number();
}

} // namespace xfork::detail
