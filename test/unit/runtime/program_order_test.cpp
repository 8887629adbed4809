// The exception that comes first in program order wins, in whatever order tasks are joined, destroyed and unwound.
#include "with_workers.hpp"

#include <functional>
#include <memory>
#include <random>
#include <thread>
#include <vector>

namespace {

using program_order_test = with_workers;

struct failure {
  int number;
};

template <class F> int failure_of(F f) {
  try {
    f();
  } catch (const failure &caught) {
    return caught.number;
  }
  return -1;
}

auto throwing(int number) {
  return [number] { throw failure{number}; };
}

TEST_P(program_order_test, a_get_is_earlier_than_what_is_still_pending) {
  EXPECT_EQ(failure_of([] {
              try {
                auto a = xfork::stack_task(throwing(1));
                auto b = xfork::stack_task(throwing(2));
                a.get();
              } catch (...) {
                xfork::rethrow_first();
              }
            }),
            1);
}

TEST_P(program_order_test, also_when_it_leaves_an_inner_block_first) {
  EXPECT_EQ(failure_of([] {
              try {
                auto a = xfork::stack_task(throwing(1));
                try {
                  auto b = xfork::stack_task(throwing(2));
                  a.get();
                } catch (...) {
                  xfork::rethrow_first(); // a is still there, and earlier than b
                }
              } catch (...) {
                xfork::rethrow_first();
              }
            }),
            1);
}

TEST_P(program_order_test, an_entry_forked_after_a_task_is_later_though_its_scope_is_older) {
  EXPECT_EQ(failure_of([] {
              try {
                xfork::task_scope forks;
                auto b = xfork::stack_task(throwing(2));
                forks.fork(throwing(3));
                forks.join();
              } catch (...) {
                xfork::rethrow_first();
              }
            }),
            2);
}

TEST_P(program_order_test, an_entry_of_an_outer_scope_may_be_later_than_what_left_an_inner_block) {
  EXPECT_EQ(failure_of([] {
              try {
                xfork::task_scope forks;
                try {
                  auto b = xfork::stack_task(throwing(2));
                  forks.fork(throwing(3));
                  throw failure{9};
                } catch (...) {
                  xfork::rethrow_first();
                }
              } catch (...) {
                xfork::rethrow_first();
              }
            }),
            2);
}

TEST_P(program_order_test, a_scope_that_has_thrown_is_no_later_than_a_task_forked_since) {
  EXPECT_EQ(failure_of([] {
              try {
                xfork::task_scope forks;
                forks.fork(throwing(1));
                auto b = xfork::stack_task(throwing(2));
                forks.join();
              } catch (...) {
                xfork::rethrow_first();
              }
            }),
            1);
}

TEST_P(program_order_test, a_handler_may_fork_before_it_rethrows) {
  EXPECT_EQ(failure_of([] {
              try {
                xfork::task_scope forks;
                forks.fork(throwing(1));
                auto b = xfork::stack_task(throwing(2));
                try {
                  forks.join();
                } catch (const failure &) {
                  xfork::task_scope reports;
                  for (int i = 0; i < 100; ++i)
                    reports.fork([i] { return i; });
                  auto last = xfork::stack_task([] { return 7; });
                  EXPECT_EQ(last.get(), 7);
                  reports.join();
                  throw; // still earlier than what b threw
                }
              } catch (...) {
                xfork::rethrow_first();
              }
            }),
            1);
}

TEST_P(program_order_test, exceptions_live_no_longer_than_needed) {
  auto payload = std::make_shared<int>(1);
  const std::weak_ptr<int> watched = payload;
  EXPECT_THROW(([payload = std::move(payload)] {
                 try {
                   auto a = xfork::stack_task([payload] { throw payload; });
                   a.get();
                 } catch (...) {
                   xfork::rethrow_first();
                 }
               }()),
               std::shared_ptr<int>);
  EXPECT_TRUE(watched.expired());
}

// Random programs: every step has a number, in program order, and the lowest that throws must win.

struct step {
  enum kind { task, scope, entry, join, get, compute, block, guarded_block, call, cleanup } what;
  int number = 0;
  bool throws = false;
  unsigned which = 0;     // of the scopes or tasks at hand
  bool variant = false;   // an entry: throws in its commit; a task: runs a program
  std::vector<step> body; // of a block, a call, a cleanup, or a task
};

struct random_program {
  std::minstd_rand random;
  int steps = 0, lowest = -1;

  unsigned pick(unsigned n) { return static_cast<unsigned>(random() / 7) % n; }

  std::vector<step> make(int depth) {
    std::vector<step> made(1 + pick(6));
    for (step &s : made) {
      s.what = static_cast<step::kind>(pick(depth == 0 ? step::block : step::cleanup + 1));
      s.which = pick(4);
      s.variant = pick(3) == 0;
      if (s.what == step::cleanup) {
        random_program own{random};
        s.body = own.make(depth - 1);
        random = own.random;
        s.number = own.lowest;
        continue;
      }
      const bool has_body = s.what >= step::block || (s.what == step::task && s.variant && depth > 0);
      if (has_body)
        s.body = make(depth - 1);
      s.number = ++steps;
      s.throws = s.what != step::scope && s.what != step::join && s.what != step::get && pick(6) == 0;
      if (s.throws && lowest < 0)
        lowest = s.number;
    }
    return made;
  }
};

/// Runs a program; one for each thread's part of it, since scopes and tasks belong to the thread that made them.
class interpreter {
public:
  void run(const std::vector<step> &steps) try { from(steps, 0); } catch (...) {
    xfork::rethrow_first();
  }

private:
  struct cleanup {
    const step &s;
    ~cleanup() {
      EXPECT_EQ(failure_of([&] { interpreter().run(s.body); }), s.number);
    }
  };

  static void compute(const step &s) {
    if (s.which == 0)
      std::this_thread::yield();
    if (s.throws)
      throw failure{s.number};
  }

  /// What is declared on the way lives to the end of the block, as in a source.
  void from(const std::vector<step> &steps, std::size_t at) {
    const auto tasks = m_tasks.size(), scopes = m_scopes.size();
    struct leave {
      interpreter &self;
      std::size_t tasks, scopes;
      ~leave() { self.m_tasks.resize(tasks), self.m_scopes.resize(scopes); }
    } leave{*this, tasks, scopes};
    if (at == steps.size())
      return;
    const step &s = steps[at];
    if (s.what == step::task) {
      const auto task = xfork::stack_task([&s] {
        if (!s.body.empty())
          interpreter().run(s.body);
        compute(s);
      });
      m_tasks.push_back([&task] { task.get(); });
      from(steps, at + 1);
    } else if (s.what == step::scope) {
      xfork::task_scope scope;
      m_scopes.push_back(&scope);
      from(steps, at + 1);
    } else if (s.what == step::cleanup) {
      const cleanup at_exit{s};
      from(steps, at + 1);
    } else {
      simple(s);
      from(steps, at + 1);
    }
  }

  void simple(const step &s) {
    switch (s.what) {
    case step::entry:
      if (m_scopes.empty())
        compute(s);
      else if (s.variant)
        m_scopes[s.which % m_scopes.size()]->fork([] { return 1; }, [&s](int) { compute(s); });
      else
        m_scopes[s.which % m_scopes.size()]->fork([&s] { compute(s); });
      break;
    case step::join:
      if (!m_scopes.empty())
        m_scopes[s.which % m_scopes.size()]->join();
      break;
    case step::get:
      if (!m_tasks.empty())
        m_tasks[s.which % m_tasks.size()]();
      break;
    case step::block:
      from(s.body, 0);
      compute(s);
      break;
    case step::guarded_block:
      run(s.body);
      compute(s);
      break;
    case step::call:
      interpreter().run(s.body);
      compute(s);
      break;
    default:
      compute(s);
    }
  }

  std::vector<std::function<void()>> m_tasks;
  std::vector<xfork::task_scope *> m_scopes;
};

TEST_P(program_order_test, random_programs) {
  int threw = 0;
  for (unsigned seed = 1; seed <= 3000 / slowness; ++seed) {
    random_program program{std::minstd_rand(seed * 7919)};
    const std::vector<step> steps = program.make(3);
    ASSERT_EQ(failure_of([&] { interpreter().run(steps); }), program.lowest) << "seed " << seed;
    threw += program.lowest >= 0;
  }
  EXPECT_GT(threw, 500 / slowness);
}

XFORK_WITH_WORKERS(program_order_test);

} // namespace
