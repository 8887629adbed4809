#include "machine.hpp"

#include "xfork/loop/loop_site.hpp"
#include "xfork/task/task_stack.hpp"

#include <algorithm>
#include <bitset>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <queue>
#include <setjmp.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unordered_map>

namespace xfork::simulation {

namespace {

constexpr std::size_t most_threads = 1024, stack_size = 64 << 20;
constexpr nanoseconds never = UINT64_MAX, most_time = 100'000'000;

struct thread {
  int number = 0;
  std::function<void()> body;
  nanoseconds clock = 0, worked = 0;
  const void *sleeps_on = nullptr;
  std::uint64_t turn = 1; ///< counts its sleeps
  bool begun = false;
  jmp_buf place;
  ucontext_t start;
  // The runtime's thread_local variables.
  detail::task_stack *stack = &detail::no_task_stack;
  decltype(detail::watch_of_loops) watch{};
};

/// A thread that goes on at some time, unless it has done so earlier.
struct event {
  nanoseconds time;
  std::uint64_t order; // of those at one time, the first to ask
  thread *who;
  std::uint64_t turn;
  bool operator>(const event &other) const { return time != other.time ? time > other.time : order > other.order; }
};

struct line {
  nanoseconds busy_until = 0;
  std::bitset<most_threads> holders;
  int writer = -1; // has it alone
};

std::vector<std::unique_ptr<thread>> threads;
std::priority_queue<event, std::vector<event>, std::greater<>> events;
std::uint64_t asked = 0;
std::unordered_map<std::uintptr_t, line> lines;
thread *running = nullptr;
jmp_buf ended;

void main_of_thread() {
  running->body();
  if (running->number == 0)
    _longjmp(ended, 1);
  sleep_on(running, never); // for good: nobody wakes it
}

void schedule(thread &who, nanoseconds time) { events.push({time, ++asked, &who, who.turn}); }

[[noreturn]] void enter(thread &next) {
  running = &next;
  detail::current_stack = next.stack;
  detail::watch_of_loops = next.watch;
  if (next.begun)
    _longjmp(next.place, 1);
  next.begun = true;
  getcontext(&next.start);
  next.start.uc_stack.ss_sp =
      mmap(nullptr, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  next.start.uc_stack.ss_size = stack_size;
  next.start.uc_link = nullptr;
  makecontext(&next.start, &main_of_thread, 0);
  setcontext(&next.start);
  std::abort();
}

/// Somebody goes on, whoever is next; returns when that is the caller again.
void give_way() {
  running->stack = detail::current_stack;
  running->watch = detail::watch_of_loops;
  if (_setjmp(running->place) != 0)
    return;
  for (;;) {
    if (events.empty()) {
      std::fputs("every thread sleeps\n", stderr);
      std::abort();
    }
    const event next = events.top();
    events.pop();
    if (next.turn != next.who->turn)
      continue; // woken before its deadline
    if (next.who->sleeps_on) {
      next.who->sleeps_on = nullptr;
      ++next.who->turn;
    }
    next.who->clock = std::max(next.who->clock, next.time);
    enter(*next.who);
  }
}

} // namespace

void reach(const void *address, access kind) noexcept {
  thread *self = running;
  if (!self)
    return;
  if (self->clock > most_time) {
    std::fputs("no end in sight\n", stderr);
    std::abort();
  }
  if (!events.empty() && events.top().time < self->clock) {
    schedule(*self, self->clock);
    give_way();
  }
  line &l = lines[reinterpret_cast<std::uintptr_t>(address) / 64];
  const auto me = static_cast<std::size_t>(self->number);
  if (kind == access::load) {
    if (l.holders[me]) {
      self->clock += cost::hit;
    } else {
      self->clock = std::max(self->clock, l.busy_until) + cost::transfer;
      l.holders[me] = true;
      l.writer = -1;
    }
    return;
  }
  if (l.writer != self->number) {
    l.busy_until = self->clock = std::max(self->clock, l.busy_until) + cost::transfer;
    l.holders.reset();
    l.holders[me] = true;
    l.writer = self->number;
  }
  self->clock += kind == access::modify ? cost::locked : cost::hit;
}

void advance(nanoseconds time) noexcept {
  if (running)
    running->clock += time;
}

void work(nanoseconds time) noexcept {
  advance(time);
  running->worked += time;
}

nanoseconds now() noexcept { return running ? running->clock : 0; }
int this_thread() noexcept { return running ? running->number : 0; }
state state_of(int thread) noexcept {
  const auto &of = *threads[static_cast<std::size_t>(thread)];
  return {of.sleeps_on != nullptr, of.turn};
}

void sleep_on(const void *address, nanoseconds deadline) noexcept {
  running->sleeps_on = address;
  if (deadline != never)
    schedule(*running, std::max(deadline, running->clock));
  give_way();
}

void wake(const void *address, bool all) noexcept {
  if (!running)
    return;
  reach(address, access::load);
  advance(cost::call);
  for (const auto &t : threads)
    if (t->sleeps_on == address) {
      t->sleeps_on = nullptr;
      ++t->turn;
      schedule(*t, running->clock + cost::wake_up);
      if (!all)
        return;
    }
}

void start_thread(std::function<void()> body) {
  auto made = std::make_unique<thread>();
  made->number = static_cast<int>(threads.size());
  made->body = std::move(body);
  if (threads.size() == most_threads)
    std::abort();
  schedule(*made, now() + cost::start);
  threads.push_back(std::move(made));
}

void run(const std::function<void()> &program) {
  start_thread(program);
  if (_setjmp(ended) == 0) {
    const event first = events.top();
    events.pop();
    enter(*first.who);
  }
  running = nullptr;
}

std::vector<nanoseconds> worked() {
  std::vector<nanoseconds> all;
  for (const auto &t : threads)
    all.push_back(t->worked);
  return all;
}

} // namespace xfork::simulation

void xfork::observed::before(const void *address, access kind) noexcept { simulation::reach(address, kind); }
