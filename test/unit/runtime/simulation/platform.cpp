// What the runtime asks of the system, on the simulated machine.
#include "base/futex.hpp"
#include "base/processors.hpp"
#include "base/thread_state.hpp"
#include "machine.hpp"
#include "scheduler/pool_thread.hpp"
#include "xfork/base/atomic.hpp"

#include <cstring>
#include <unordered_map>

namespace xfork::detail {

void futex_wait(const void *address, std::uint32_t expected) noexcept {
  futex_wait_until(address, expected, INT64_MAX);
}
void futex_wait_until(const void *address, std::uint32_t expected, std::int64_t deadline) noexcept {
  simulation::advance(simulation::cost::call);
  simulation::reach(address, simulation::access::load);
  std::uint32_t found;
  std::memcpy(&found, address, sizeof found);
  if (found == expected)
    simulation::sleep_on(address, deadline == INT64_MAX ? UINT64_MAX : static_cast<simulation::nanoseconds>(deadline));
}
void futex_wake_one(const void *address) noexcept { simulation::wake(address, false); }
void futex_wake_all(const void *address) noexcept { simulation::wake(address, true); }

unsigned usable_processors() noexcept { return 1; }

int this_thread_id() noexcept { return simulation::this_thread() + 1; }
thread_state state_of_thread(int id) noexcept {
  simulation::advance(10 * simulation::cost::call); // reads files
  const auto now = simulation::state_of(id - 1);
  return {now.asleep, now.turns};
}

bool start_thread(pthread_t &, thread_body body) noexcept {
  simulation::start_thread([body] { body(nullptr); });
  return true;
}
bool start_detached_thread(thread_body body) noexcept {
  pthread_t thread;
  return start_thread(thread, body);
}

} // namespace xfork::detail

// Linked with --wrap, so that the runtime's std::mutex comes here.

namespace {

struct simulated_mutex {
  xfork::detail::atomic<std::uint32_t> state; // 1: held, 2: and somebody sleeps
};
simulated_mutex &simulated(pthread_mutex_t *mutex) {
  static std::unordered_map<pthread_mutex_t *, simulated_mutex> all;
  return all[mutex];
}

} // namespace

extern "C" {

int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex) { // Drepper, Futexes Are Tricky
  auto &state = simulated(mutex).state;
  std::uint32_t found = 0;
  if (!state.compare_exchange(found, 1))
    while (state.exchange(2) != 0)
      xfork::detail::futex_wait(state.address(), 2);
  return 0;
}
int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex) {
  auto &state = simulated(mutex).state;
  if (state.exchange(0) == 2)
    xfork::detail::futex_wake_one(state.address());
  return 0;
}
int __wrap_sched_yield() {
  xfork::simulation::advance(xfork::simulation::cost::call);
  return 0;
}

}
