// Calls in processes that are committed in program order, and what they change.
#include "with_workers.hpp"
#include "xfork/process.hpp"

#include <csignal>
#include <map>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

#ifndef XFORK_TEST_TSAN // which does not support threads after fork

namespace {

using process_scope_test = with_workers;

TEST_P(process_scope_test, commits_in_the_order_of_the_forks) {
  std::string text;
  xfork::process_scope forks;
  for (int i = 0; i < 50; ++i)
    forks.fork(
        [&] {
          usleep(static_cast<unsigned>(i % 5) * 1'000);
          return std::to_string(i);
        },
        [&](std::string &&part) { text += part + ' '; });
  forks.join();
  std::string expected;
  for (int i = 0; i < 50; ++i)
    expected += std::to_string(i) + ' ';
  EXPECT_EQ(text, expected);
}

TEST_P(process_scope_test, changes_come_back) {
  std::vector<std::string> words{"a", "b", "c"};
  std::map<int, int> table;
  {
    xfork::process_scope forks;
    for (auto &word : words)
      forks.fork([&] { word += word; }, xfork::changing(word));
    forks.fork(
        [&] {
          table[1] = 2;
          return 7;
        },
        [&](int n) { words.push_back(std::to_string(n) + std::to_string(table.at(1))); },
        xfork::changing(table));
  }
  EXPECT_EQ(words, (std::vector<std::string>{"aa", "bb", "cc", "72"}));
  auto task = xfork::process_task(
      [&] {
        words.clear();
        return table.size();
      },
      xfork::changing(words, table));
  EXPECT_EQ(task.get(), 1u);
  EXPECT_TRUE(words.empty());
}

TEST_P(process_scope_test, nothing_is_committed_after_the_first_error) {
  std::vector<int> seen;
  try {
    xfork::process_scope forks;
    for (int i = 0; i < 20; ++i)
      forks.fork(
          [&] {
            if (i == 5 || i == 9)
              throw std::range_error(std::to_string(i));
            return i;
          },
          [&](int n) { seen.push_back(n); });
    forks.join();
    ADD_FAILURE();
  } catch (const std::range_error &e) {
    EXPECT_STREQ(e.what(), "5");
  }
  EXPECT_EQ(seen, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST_P(process_scope_test, a_death_is_an_error_of_its_entry) {
  if (serial())
    GTEST_SKIP();
  xfork::process_scope forks;
  forks.fork([] { raise(SIGKILL); });
  EXPECT_THROW(forks.join(), xfork::process_died);
  int result = 0;
  forks.fork([] { return 3; }, [&](int n) { result = n; });
  forks.join();
  EXPECT_EQ(result, 3);
}

/// 10,000 tasks of which one in a hundred crashes: every one is accounted for, and nothing stays behind.
TEST_P(process_scope_test, stress) {
  if (GetParam() != 2)
    GTEST_SKIP() << "once is enough";
  constexpr int tasks = 10'000 / slowness;
  int died = 0, threw = 0;
  long sum = 0;
  for (int i = 0; i < tasks; i += 10) {
    const auto work = [](int n) {
      if (n % 100 == 50)
        n % 200 == 50 ? raise(SIGKILL) : (_exit(n % 7), 0);
      if (n % 100 == 75)
        throw std::out_of_range("bad");
      return std::vector<int>(static_cast<std::size_t>(n % 1'000 == 1 ? 20'000 : 2), n);
    };
    std::vector<std::unique_ptr<xfork::process_scope>> scopes;
    for (int n = i; n < i + 10; ++n) {
      scopes.push_back(std::make_unique<xfork::process_scope>());
      scopes.back()->fork([&] { return work(n); }, [&sum](std::vector<int> &&v) { sum += v.back(); });
    }
    for (auto &scope : scopes)
      try {
        scope->join();
      } catch (const xfork::process_died &) {
        ++died;
      } catch (const std::out_of_range &) {
        ++threw;
      }
  }
  EXPECT_EQ(died, tasks / 100);
  EXPECT_EQ(threw, tasks / 100);
  long expected = 0;
  for (int n = 0; n < tasks; ++n)
    if (n % 100 != 50 && n % 100 != 75)
      expected += n;
  EXPECT_EQ(sum, expected);
}

XFORK_WITH_WORKERS(process_scope_test);

} // namespace

#endif
