// Loops and maps in processes.
#include "with_workers.hpp"
#include "xfork/process.hpp"
#include "xfork/process/map_process.hpp"

#include <csignal>
#include <list>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

#ifndef XFORK_TEST_TSAN // which does not support threads after fork

namespace {

using process_loop_test = with_workers;

TEST_P(process_loop_test, elements_come_back) {
  std::vector<std::string> words;
  for (int i = 0; i < 100; ++i)
    words.push_back(std::to_string(i));
  xfork::process_for_each(words, [](std::string &w) { w += "!"; });
  EXPECT_EQ(words[7], "7!");
  EXPECT_EQ(words[99], "99!");
  xfork::process_for_each(words, [](auto &w) { w += "?"; });
  EXPECT_EQ(words[0], "0!?");
  std::list<int> list(5'000);
  std::iota(list.begin(), list.end(), 0);
  xfork::process_for_each(list, xfork::grain(100), [](int &x) { x *= 2; });
  int expected = 0;
  for (const int x : list) {
    ASSERT_EQ(x, expected);
    expected += 2;
  }
  int array[3] = {1, 2, 3};
  xfork::process_for_each(array, [](int &x) { ++x; });
  EXPECT_EQ(array[2], 4);
}

TEST_P(process_loop_test, values_of_a_map_come_back) {
  std::map<std::string, std::vector<int>> map{{"a", {1}}, {"b", {}}, {"c", {2, 3}}};
  std::vector<std::vector<int> *> values;
  xfork::process_for_each(map, xfork::grain(2),
                          [](const std::pair<const std::string, std::vector<int>> &) {});
  std::vector<std::pair<std::string, std::vector<int>>> copy(map.begin(), map.end());
  xfork::process_for_each(copy, [](auto &entry) { entry.second.push_back(9); });
  EXPECT_EQ(copy[2].second, (std::vector<int>{2, 3, 9}));
}

TEST_P(process_loop_test, what_is_not_changed_need_not_travel) {
  const std::vector<const char *> words{"a", "b"};
  xfork::process_for_each(words, [](const char *w) { EXPECT_NE(w, nullptr); });
  std::vector<const char *> others{"a", "b"};
  xfork::process_for_each(others, [](const auto &w) { EXPECT_NE(w, nullptr); });
}

TEST_P(process_loop_test, index_loops_return_what_they_name) {
  std::vector<double> a(1'000), b(1'000, 2);
  xfork::process_for_loop(
      xfork::below<int>(0, 1'000),
      xfork::returning([&](int i) -> auto & { return a[static_cast<std::size_t>(i)]; }), xfork::grain(10),
      [&](int i) { a[static_cast<std::size_t>(i)] = b[static_cast<std::size_t>(i)] * i; });
  for (std::size_t i = 0; i < a.size(); ++i)
    ASSERT_EQ(a[i], 2.0 * static_cast<double>(i));
  xfork::process_for_loop(xfork::above(3, 0), [](int) {});
  xfork::process_for_loop(xfork::below<int>(0, 0), [](int) { FAIL(); });
}

TEST_P(process_loop_test, other_changes_are_lost) {
  if (serial())
    GTEST_SKIP();
  std::vector<int> v(10);
  int touched = 0;
  xfork::process_for_each(v, [&](int &x) { x = ++touched; });
  EXPECT_EQ(touched, 0);
}

TEST_P(process_loop_test, the_lowest_exception_is_thrown_and_what_came_before_it_has_happened) {
  std::vector<int> v(300, 0);
  const auto body = [&](int &x) {
    const auto i = &x - v.data();
    x = 1;
    if (i == 150 || i == 200)
      throw std::range_error(std::to_string(i));
  };
  for (const int grain : {1, 7, 1'000}) {
    std::fill(v.begin(), v.end(), 0);
    try {
      xfork::process_for_each(v, xfork::grain(grain), body);
      ADD_FAILURE();
    } catch (const std::range_error &e) {
      EXPECT_STREQ(e.what(), "150");
    }
    EXPECT_EQ(std::accumulate(v.begin(), v.begin() + 151, 0), 151);
  }
}

TEST_P(process_loop_test, a_process_that_dies_costs_its_iteration_only) {
  if (serial())
    GTEST_SKIP();
  std::vector<int> v(40, 0);
  try {
    xfork::process_for_each(v, [&](int &x) {
      x = 1;
      if (&x == &v[20])
        raise(SIGKILL);
    });
    ADD_FAILURE();
  } catch (const xfork::process_died &e) {
    EXPECT_STREQ(e.signal_name(), "SIGKILL");
  }
  EXPECT_EQ(std::accumulate(v.begin(), v.begin() + 20, 0), 20);
}

TEST_P(process_loop_test, map_returns_values_in_order) {
  std::vector<int> numbers(500);
  std::iota(numbers.begin(), numbers.end(), 0);
  int captured = 3;
  const auto texts = xfork::block_map_process([&](int n) { return std::to_string(n * captured); }, numbers);
  ASSERT_EQ(texts.size(), 500u);
  EXPECT_EQ(texts[499], "1497");
  const auto sums = xfork::block_map_process(std::plus<>(), numbers, std::list<int>{10, 20, 30});
  EXPECT_EQ(sums, (std::vector<int>{10, 21, 32}));
  xfork::block_map_process([](int) {}, numbers);
  EXPECT_TRUE(xfork::block_map_process([](int n) { return n; }, std::vector<int>()).empty());
}

TEST_P(process_loop_test, map_uses_several_processes) {
  if (serial() || xfork::detail::default_team() < 2)
    GTEST_SKIP();
  int there[2], back[2];
  ASSERT_EQ(pipe(there) + pipe(back), 0);
  const auto meet = [&](int who) { // each waits for the other
    char c = 'x';
    return write(who ? there[1] : back[1], &c, 1) + read(who ? back[0] : there[0], &c, 1);
  };
  const auto sums = xfork::block_map_process(meet, std::vector<int>{0, 1});
  EXPECT_EQ(sums, (std::vector<ssize_t>{2, 2}));
  for (const int end : {there[0], there[1], back[0], back[1]})
    close(end);
}

TEST_P(process_loop_test, map_heals) {
  if (serial())
    GTEST_SKIP();
  std::vector<int> numbers(60);
  std::iota(numbers.begin(), numbers.end(), 0);
  for (const int fatal : {0, 30, 59}) {
    const auto f = [&](int n) {
      if (n == fatal)
        _exit(9);
      return n;
    };
    try {
      xfork::block_map_process(f, numbers);
      ADD_FAILURE();
    } catch (const xfork::process_died &e) {
      EXPECT_EQ(e.exit_code(), 9);
    }
  }
}

TEST_P(process_loop_test, a_team_goes_on_after_deaths) {
  if (serial())
    GTEST_SKIP();
  const auto odd_ones_die = [](void *, std::uint64_t item, xfork::writer &out) {
    if (item % 2 == 1)
      raise(SIGKILL);
    xfork::write(out, item);
  };
  xfork::detail::process_team team({}, 2, 40, {odd_ones_die, nullptr});
  for (std::uint64_t item = 0; item < 40; ++item) {
    auto reply = team.wait(item);
    if (item % 2 == 1) {
      EXPECT_THROW(xfork::detail::open_reply(std::move(reply)), xfork::process_died);
    } else {
      xfork::reader in(xfork::detail::open_reply(std::move(reply)));
      EXPECT_EQ(xfork::read<std::uint64_t>(in), item);
    }
  }
}

TEST_P(process_loop_test, limits_hold_for_each_item) {
  if (serial())
    GTEST_SKIP();
  xfork::process_options options;
  options.cpu_seconds = 0.3;
  const auto spin = [](int milliseconds) {
    const std::clock_t until = std::clock() + milliseconds * (CLOCKS_PER_SEC / 1'000);
    while (std::clock() < until)
      ;
    return milliseconds;
  };
  EXPECT_EQ(xfork::block_map_process(options, spin, std::vector<int>(10, 50)), std::vector<int>(10, 50));
  EXPECT_THROW(xfork::block_map_process(options, spin, std::vector<int>{1, 2'000}), xfork::limit_exceeded);
}

XFORK_WITH_WORKERS(process_loop_test);

} // namespace

#endif
