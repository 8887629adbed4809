#include "explorer.hpp"

#include "access.hpp"

#include <algorithm>
#include <memory>
#include <setjmp.h>
#include <ucontext.h>

namespace xfork::model {

namespace {

using mask = unsigned; // of threads

constexpr mask bit(std::size_t thread) { return 1u << thread; }

bool dependent(operation a, operation b) { return a.address && a.address == b.address && (a.writes || b.writes); }

/// A coroutine: runs until it is about to do the next operation.
class thread {
public:
  explicit thread(std::function<void()> body) : m_body(std::move(body)), m_stack(new char[stack_size]) {}

  operation next;
  bool ended = false;
  const void *sleeps_on = nullptr;
  bool until_written = false;
  std::uint64_t asleep_since = 0;

  bool enabled() const { return !ended && !sleeps_on; }

  /// Until suspend() or the end.
  void resume() {
    running = this;
    if (_setjmp(m_resumer) == 0) {
      if (m_started)
        _longjmp(m_place, 1);
      m_started = true;
      getcontext(&m_start);
      m_start.uc_stack.ss_sp = m_stack.get();
      m_start.uc_stack.ss_size = stack_size;
      m_start.uc_link = nullptr;
      makecontext(&m_start, &thread::main, 0);
      setcontext(&m_start);
    }
    running = nullptr;
  }
  void suspend() {
    if (_setjmp(m_place) == 0)
      _longjmp(m_resumer, 1);
  }

  static inline thread *running = nullptr;

private:
  static constexpr std::size_t stack_size = 64 << 10;

  static void main() {
    thread &self = *running;
    self.m_body();
    self.ended = true;
    _longjmp(self.m_resumer, 1);
  }

  std::function<void()> m_body;
  std::unique_ptr<char[]> m_stack;
  bool m_started = false;
  ucontext_t m_start;
  jmp_buf m_place, m_resumer;
};

std::vector<std::unique_ptr<thread>> threads;
std::uint64_t sleeps = 0;

/// A point in a schedule at which some thread went on.
struct choice {
  mask enabled = 0;
  mask asleep = 0; ///< need not be tried here: a schedule tried before does the same
  mask tried = 0;
  std::size_t chosen = 0;

  mask left() const { return enabled & ~(asleep | tried); }
  void choose() { chosen = static_cast<std::size_t>(__builtin_ctz(left())); }
};

class search {
public:
  explicit search(const std::function<program *()> &make) : m_make(make) {}

  exploration run() {
    do
      run_once();
    while (m_result.failure.empty() && backtrack());
    return m_result;
  }

private:
  void run_once() {
    const std::unique_ptr<program> tried(m_make());
    threads.clear();
    for (std::function<void()> &body : tried->threads())
      threads.push_back(std::make_unique<thread>(std::move(body)));
    for (const auto &started : threads)
      started->resume();
    mask asleep = 0;
    for (std::size_t depth = 0; mask enabled = enabled_threads(); ++depth) {
      if (depth == m_path.size()) {
        m_path.push_back({enabled, asleep});
        if (m_path.back().left() == 0) {
          m_path.pop_back();
          return; // nothing new this way
        }
        m_path.back().choose();
      }
      const choice &here = m_path[depth];
      asleep = still_asleep(here);
      threads[here.chosen]->resume();
    }
    ++m_result.schedules;
    const bool stuck = std::any_of(threads.begin(), threads.end(), [](const auto &t) { return !t->ended; });
    const std::string wrong = stuck ? "every thread sleeps" : tried->verdict();
    if (!wrong.empty())
      m_result.failure = wrong + "; schedule: " + schedule();
  }

  static mask enabled_threads() {
    mask found = 0;
    for (std::size_t i = 0; i < threads.size(); ++i)
      if (threads[i]->enabled())
        found |= bit(i);
    return found;
  }

  static mask still_asleep(const choice &here) {
    mask found = 0;
    for (std::size_t i = 0; i < threads.size(); ++i)
      if (((here.asleep | here.tried) & bit(i)) && !dependent(threads[i]->next, threads[here.chosen]->next))
        found |= bit(i);
    return found;
  }

  bool backtrack() {
    for (; !m_path.empty(); m_path.pop_back()) {
      choice &last = m_path.back();
      last.tried |= bit(last.chosen);
      if (last.left() != 0) {
        last.choose();
        return true;
      }
    }
    return false;
  }

  std::string schedule() const {
    std::string text;
    for (const choice &step : m_path)
      text += static_cast<char>('0' + step.chosen);
    return text;
  }

  const std::function<program *()> &m_make;
  std::vector<choice> m_path;
  exploration m_result;
};

} // namespace

void before(operation next) {
  if (thread *self = thread::running) {
    self->next = next;
    self->suspend();
    if (next.writes) // now, before anybody else goes on
      for (const auto &t : threads)
        if (t->until_written && t->sleeps_on == next.address)
          t->until_written = false, t->sleeps_on = nullptr;
  }
}

void sleep_on(const void *address) {
  if (thread *self = thread::running) {
    self->sleeps_on = address;
    self->asleep_since = ++sleeps;
    before({address, true});
  }
}

void await_write(const void *address) {
  if (thread *self = thread::running) {
    self->sleeps_on = address;
    self->until_written = true;
    before({address, false});
  }
}

void wake(const void *address, bool all) {
  before({address, true});
  for (;;) {
    thread *first = nullptr;
    for (const auto &t : threads)
      if (t->sleeps_on == address && !t->until_written && (!first || t->asleep_since < first->asleep_since))
        first = t.get();
    if (!first)
      return;
    first->sleeps_on = nullptr;
    if (!all)
      return;
  }
}

exploration explore(const std::function<program *()> &make) { return search(make).run(); }

} // namespace xfork::model

void xfork::observed::before(const void *address, access kind) noexcept { model::before({address, kind != access::load}); }
