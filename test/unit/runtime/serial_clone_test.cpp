// Recursive functions in the form the rewriter gives them: they go serial, yet trees made to defeat that are shared.
// Counts who has visited how many nodes, and steals; never times anything.
#include "with_workers.hpp"

#include <atomic>
#include <thread>

namespace {

using serial_clone_test = with_workers;

/// Nodes visited by the thread that began, and by all others.
struct visits {
  std::thread::id owner = std::this_thread::get_id();
  std::atomic<long> own = 0, others = 0;

  void count() { (std::this_thread::get_id() == owner ? own : others).fetch_add(1, std::memory_order_relaxed); }
  long all() const { return own + others; }
};

/// A node is its depth below the root and some randomness; a shape says how many children it has.
struct node {
  int depth;
  unsigned state;

  node child(int i) const {
    unsigned next = (state + static_cast<unsigned>(i) + 1) * 2654435761u;
    next ^= next >> 15;
    return {depth + 1, next * 2246822519u};
  }
};

/// Every node has a leaf and the rest of the comb: what is forked is always tiny.
struct comb {
  static constexpr int length = 3000;
  static int children(node n) { return n.depth < length && n.state != 1 ? 2 : 0; }
  static node child(node n, int i) { return i == 0 ? node{n.depth + 1, 1} : node{n.depth + 1, 0}; }
};

/// Subtrees differ by orders of magnitude, and nobody can tell which is large.
struct binomial {
  static int children(node n) { return n.depth == 0 ? 500 : (n.state >> 8) % 1000 < 141 ? 7 : 0; }
  static node child(node n, int i) { return n.child(i); }
};

/// Nothing to fork for long, then a full binary tree.
struct late_branch {
  static constexpr int stem = 2000, height = 13;
  static int children(node n) { return n.depth < stem ? 1 : n.depth < stem + height ? 2 : 0; }
  static node child(node n, int i) { return n.child(i); }
};

// As the rewriter writes it for a function that forks its calls of itself in a loop.
template <class Shape> long visit(node n, visits &seen);
template <class Shape> long visit_serial(node n, visits &seen);
template <class mode, class Shape> inline long visit_call(node n, visits &seen);
template <class mode, class Shape> inline long visit_clone(node n, visits &seen) {
  seen.count();
  long count = 1;
  typename mode::task_scope forks;
  for (int i = 0, end = Shape::children(n); i < end; ++i)
    forks.fork([=, &seen] { return visit_call<mode, Shape>(Shape::child(n, i), seen); },
               [&](long value) { count += value; });
  forks.join();
  return count;
}
template <class mode, class Shape> inline long visit_call(node n, visits &seen) {
  if constexpr (mode::forks)
    return visit<Shape>(n, seen);
  else if constexpr (mode::inlines)
    return visit_clone<typename mode::next, Shape>(n, seen);
  else
    return visit_serial<Shape>(n, seen);
}
template <class Shape> long visit_serial(node n, visits &seen) {
  return xfork::must_fork() ? visit<Shape>(n, seen) : visit_clone<xfork::serial_mode<2>, Shape>(n, seen);
}
template <class Shape> long visit(node n, visits &seen) {
  return xfork::may_go_serial() ? visit_serial<Shape>(n, seen) : visit_clone<xfork::parallel_mode, Shape>(n, seen);
}

// And for one that forks a single call: a stack task.
long leaves(int height, visits &seen);
long leaves_serial(int height, visits &seen);
template <class mode> inline long leaves_call(int height, visits &seen);
template <class mode> inline long leaves_clone(int height, visits &seen) {
  seen.count();
  if (height == 0)
    return 1;
  auto left = mode::stack_task([=, &seen] { return leaves_call<mode>(height - 1, seen); });
  const long right = leaves_call<mode>(height - 1, seen);
  return left.get() + right;
}
template <class mode> inline long leaves_call(int height, visits &seen) {
  if constexpr (mode::forks)
    return leaves(height, seen);
  else if constexpr (mode::inlines)
    return leaves_clone<typename mode::next>(height, seen);
  else
    return leaves_serial(height, seen);
}
long leaves_serial(int height, visits &seen) {
  return xfork::must_fork() ? leaves(height, seen) : leaves_clone<xfork::serial_mode<2>>(height, seen);
}
long leaves(int height, visits &seen) {
  return xfork::may_go_serial() ? leaves_serial(height, seen) : leaves_clone<xfork::parallel_mode>(height, seen);
}

/// A machine that is busy with other things may leave a worker without a processor for a whole run, but not for many.
template <class Run> bool some_run_is_shared(Run run, long one_in) {
  for (int attempt = 0; attempt < 500; ++attempt) {
    visits seen;
    run(seen);
    if (seen.others >= seen.all() / one_in)
      return true;
  }
  return false;
}

template <class Shape> long size_of() {
  visits seen;
  const long count = visit<Shape>({0, 42}, seen);
  EXPECT_EQ(count, seen.all());
  return count;
}

TEST_P(serial_clone_test, visits_every_node_once) {
  EXPECT_EQ(size_of<comb>(), 2 * comb::length + 1);
  EXPECT_EQ(size_of<late_branch>(), late_branch::stem + (1 << (late_branch::height + 1)) - 1);
  EXPECT_EQ(size_of<binomial>(), size_of<binomial>());
  visits seen;
  EXPECT_EQ(leaves(14, seen), 1 << 14);
}

TEST_P(serial_clone_test, with_one_worker_nothing_is_offered) {
  if (GetParam() != 1)
    GTEST_SKIP();
  size_of<comb>(); // the first fork of a thread finds out
  const auto before = xfork::current_statistics();
  size_of<binomial>();
  visits seen;
  leaves(14, seen);
  const auto after = xfork::current_statistics();
  EXPECT_EQ(after.offers, before.offers);
  EXPECT_EQ(after.inlined, before.inlined);
}

TEST_P(serial_clone_test, a_full_tree_goes_serial_and_is_shared) {
  if (!parallel())
    GTEST_SKIP();
  const auto before = xfork::current_statistics();
  EXPECT_TRUE(some_run_is_shared([](visits &seen) { leaves(14, seen); }, 4));
  EXPECT_GT(xfork::current_statistics().serial_entries, before.serial_entries);
}

TEST_P(serial_clone_test, a_comb_is_shared) {
  if (!parallel())
    GTEST_SKIP();
  EXPECT_TRUE(some_run_is_shared([](visits &seen) { visit<comb>({0, 0}, seen); }, 20));
}

TEST_P(serial_clone_test, a_late_branch_is_shared) {
  if (!parallel())
    GTEST_SKIP();
  EXPECT_TRUE(some_run_is_shared([](visits &seen) { visit<late_branch>({0, 42}, seen); }, 5));
}

TEST_P(serial_clone_test, an_unbalanced_tree_is_shared_in_few_pieces) {
  if (!parallel())
    GTEST_SKIP();
  const auto before = xfork::current_statistics();
  long nodes = 0;
  EXPECT_TRUE(some_run_is_shared(
      [&](visits &seen) {
        visit<binomial>({0, 42}, seen);
        nodes += seen.all();
      },
      5));
  const auto after = xfork::current_statistics();
  EXPECT_LT(after.steals + after.leaps - before.steals - before.leaps, static_cast<std::uint64_t>(nodes) / 2);
}

XFORK_WITH_WORKERS(serial_clone_test);

} // namespace
