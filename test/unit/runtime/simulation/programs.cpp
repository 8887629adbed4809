// What is simulated. Each function returns the span of what it has called.
#include "board.hpp"
#include "experiment.hpp"
#include "xfork/loop/for_loop.hpp"
#include "xfork/result/stack_task.hpp"
#include "xfork/result/task_scope.hpp"

#include <algorithm>
#include <stdexcept>

namespace xfork::simulation {

namespace {

nanoseconds working(nanoseconds time) {
  work(time);
  return time;
}

/// One task a call, without a cut-off.
nanoseconds fib(int n) {
  if (n < 2)
    return working(3);
  auto first = stack_task([n] { return fib(n - 1); });
  const nanoseconds own = working(3), second = fib(n - 2);
  return own + std::max(first.get(), second);
}

/// A fold over what the children return, as `[[fork::parallel]] count += count_nodes(child)` becomes.
template <class Children> nanoseconds unbalanced_tree(std::uint64_t state, int depth, Children children) {
  const nanoseconds own = working(100);
  nanoseconds longest = 0;
  task_scope forks;
  for (int i = 0, end = children(state, depth); i < end; ++i)
    forks.fork([=] { return unbalanced_tree(mix(state + static_cast<std::uint64_t>(i) + 1), depth + 1, children); },
               [&longest](nanoseconds span) { longest = std::max(longest, span); });
  forks.join();
  return own + longest;
}

nanoseconds uts_binomial() {
  return unbalanced_tree(42, 0, [](std::uint64_t state, int depth) {
    return depth == 0 ? 400 : mix(state) % 10000 < 1247 ? 8 : 0;
  });
}

/// Fewer and fewer children on average, down to a depth of 14.
nanoseconds uts_geometric() {
  return unbalanced_tree(42, 0, [](std::uint64_t state, int depth) {
    return depth >= 14 ? 0 : depth == 0 ? 8 : static_cast<int>(mix(state) % static_cast<unsigned>(2 + (14 - depth) / 2));
  });
}

nanoseconds queens(const board &b) {
  const nanoseconds own = working(10 + 5 * static_cast<nanoseconds>(b.size));
  nanoseconds longest = 0;
  task_scope forks;
  if (b.columns < b.size)
    for (int candidate = 0; candidate < b.size; ++candidate)
      if (b.safe(candidate))
        forks.fork([next = b.with(candidate)] { return queens(next); },
                   [&longest](nanoseconds span) { longest = std::max(longest, span); });
  forks.join();
  return own + longest;
}

/// The tooth is the caller's, the rest of the comb is on offer: at every step it must be stolen anew.
nanoseconds comb(int teeth) {
  if (teeth == 0)
    return 0;
  const nanoseconds own = working(20);
  auto rest = stack_task([teeth] { return comb(teeth - 1); });
  const nanoseconds tooth = working(5'000);
  return own + std::max(rest.get(), tooth);
}

/// The teeth are on offer, thousands at a time; each is worth little.
nanoseconds comb_of_forked_teeth(int teeth) {
  if (teeth == 0)
    return 0;
  auto tooth = stack_task([] { return working(5'000); });
  const nanoseconds rest = working(20) + comb_of_forked_teeth(teeth - 1);
  return std::max(tooth.get(), rest);
}

nanoseconds bush(int depth) {
  if (depth == 0)
    return working(2'000);
  auto left = stack_task([depth] { return bush(depth - 1); });
  const nanoseconds right = bush(depth - 1);
  return std::max(left.get(), right);
}

/// Each link forks something tiny; all that is worth sharing hangs on the last one.
nanoseconds chain(int links) {
  if (links == 0)
    return bush(13);
  auto tiny = stack_task([] { return working(50); });
  const nanoseconds rest = working(500) + chain(links - 1);
  return std::max(tiny.get(), rest);
}

template <class Cost> nanoseconds loop(int iterations, Cost cost_of) {
  nanoseconds longest = 0;
  for (int i = 0; i < iterations; ++i)
    longest = std::max(longest, cost_of(i));
  for_loop(below<int>(0, iterations), [&](int i) { work(cost_of(i)); });
  return longest;
}

} // namespace

const std::vector<named_program> programs = {
    {"fib", "fib(27), each call a task", [] { return fib(27); }},
    {"uts-geometric", "geometric tree, folds", &uts_geometric},
    {"uts-binomial", "binomial tree, folds", &uts_binomial},
    {"queens", "queens on 11 x 11, folds", [] { return queens(board{11}); }},
    {"comb", "comb whose spine is forked", [] { return comb(2000); }},
    {"comb-of-teeth", "comb whose teeth are forked", [] { return comb_of_forked_teeth(2000); }},
    {"chain", "chain of 1000, then a bush", [] { return chain(1000); }},
    {"loop", "loop of 10000 x 1 us", [] { return loop(10'000, [](int) -> nanoseconds { return 1'000; }); }},
    {"loop-heavy-tail", "loop, the last 64 x 100 us",
     [] { return loop(10'000, [](int i) -> nanoseconds { return i < 10'000 - 64 ? 500 : 100'000; }); }},
};

program program_named(const std::string &name) {
  for (const named_program &known : programs)
    if (name == known.name)
      return known.run;
  throw std::invalid_argument("no program " + name);
}

} // namespace xfork::simulation
