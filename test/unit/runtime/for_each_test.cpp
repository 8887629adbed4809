#include "with_workers.hpp"

#include <array>
#include <atomic>
#include <deque>
#include <forward_list>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <ranges>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

using for_each_test = with_workers;

template <class Range> void expect_sum(Range &&range, long expected) {
  std::atomic<long> sum = 0;
  xfork::for_each(range, [&](const auto &value) { sum += value; });
  EXPECT_EQ(sum, expected);
}

TEST_P(for_each_test, random_access_ranges) {
  std::vector<int> data(1000);
  for (int i = 0; i < 1000; ++i)
    data[static_cast<std::size_t>(i)] = i;
  expect_sum(data, 499'500);
  expect_sum(std::deque<int>(data.begin(), data.end()), 499'500);
  expect_sum(std::span<const int>(data), 499'500);
  expect_sum(std::string(10, 'a'), 970);
  expect_sum(std::array<long, 3>{1, 2, 3}, 6);
  expect_sum(std::views::iota(0, 100), 4950);
  expect_sum(data | std::views::transform([](int i) { return 2 * i; }), 999'000);
  expect_sum(data | std::views::reverse | std::views::take(3), 2994);
  const int array[] = {1, 2, 3, 4};
  expect_sum(array, 10);
  expect_sum(std::vector<int>(), 0);
  int grid[3][4] = {};
  xfork::for_each(grid, [](auto &row) {
    for (int &cell : row)
      cell = 1;
  });
  EXPECT_EQ(grid[2][3], 1);
}

TEST_P(for_each_test, braced_lists) {
  std::atomic<long> sum = 0;
  xfork::for_each({1, 2, 3}, [&](int i) { sum += i; });
  const auto list = {4, 5, 6};
  xfork::for_each(list, [&](int i) { sum += i; });
  EXPECT_EQ(sum, 21);
}

TEST_P(for_each_test, forward_ranges) {
  for (const int n : {0, 1, 255, 256, 257, 512, 1000, 5000}) {
    std::list<int> list;
    std::forward_list<int> forward;
    std::map<int, int> map;
    std::unordered_map<int, int> hashed;
    for (int i = 0; i < n; ++i) {
      list.push_back(i);
      forward.push_front(i);
      map[i] = hashed[i] = i;
    }
    const long sum = static_cast<long>(n) * (n - 1) / 2;
    expect_sum(list, sum);
    expect_sum(forward, sum);
    expect_sum(std::set<int>(list.begin(), list.end()), sum);
    std::atomic<long> of_map = 0;
    xfork::for_each(map, [&](auto &entry) { of_map += entry.second; });
    xfork::for_each(hashed, [&](const std::pair<const int, int> &entry) { of_map += entry.second; });
    EXPECT_EQ(of_map, 2 * sum);
    expect_sum(list | std::views::filter([](int i) { return i % 2 == 0; }), ((n + 1) / 2) * ((n + 1) / 2 - 1L));
  }
}

TEST_P(for_each_test, order_of_reductions_over_forward_ranges) {
  std::list<int> list;
  std::string expected;
  for (int i = 0; i < 3333; ++i) {
    list.push_back(i);
    expected += std::to_string(i);
  }
  std::string text;
  xfork::for_each(list, xfork::reduction_plus(text), [](int i, std::string &part) { part += std::to_string(i); });
  EXPECT_EQ(text, expected);
  text.clear();
  xfork::for_each(list, xfork::grain(100), xfork::reduction_plus(text),
                  [](int i, std::string &part) { part += std::to_string(i); });
  EXPECT_EQ(text, expected);
}

TEST_P(for_each_test, elements_are_the_originals) {
  std::vector<std::unique_ptr<int>> owners(100);
  xfork::for_each(owners, [](auto &owner) { owner = std::make_unique<int>(1); });
  for (auto &owner : owners)
    ASSERT_EQ(*owner, 1);
}

TEST_P(for_each_test, elements_that_share_bytes) {
  std::vector<bool> bits(10'000);
  xfork::for_each(bits, [](auto &&bit) { bit = !bit; });
  xfork::for_each(bits, [](std::vector<bool>::reference bit) { bit = bool(bit); });
  EXPECT_EQ(bits, std::vector<bool>(10'000, true));
  std::atomic<int> set = 0;
  xfork::for_each(std::as_const(bits), [&](bool bit) { set += bit; });
  EXPECT_EQ(set, 10'000);
}

// A range with begin and end found by argument-dependent lookup, and an end of another type.
namespace elsewhere {

struct countdown {
  int from;
};
struct bottom {};
struct position {
  using iterator_category = std::forward_iterator_tag;
  int at = 0;
  int operator*() const { return at; }
  position &operator++() {
    --at;
    return *this;
  }
  bool operator!=(bottom) const { return at > 0; }
};
position begin(const countdown &c) { return {c.from}; }
bottom end(const countdown &) { return {}; }

} // namespace elsewhere

TEST_P(for_each_test, begin_and_end_by_argument_dependent_lookup) {
  expect_sum(elsewhere::countdown{1000}, 500'500);
  int visited = 0;
  for (int i : elsewhere::countdown{10})
    visited += i;
  EXPECT_EQ(visited, 55);
}

/// As little as range-for asks for: no category, no default constructor, no assignment, members that are not const.
template <class Value> class bare_list {
  struct node {
    Value value;
    node *next;
  };

public:
  class iterator {
  public:
    iterator(node *at, const bare_list &list) : m_at(at), m_list(list) {}
    Value &operator*() { return m_at->value; }
    void operator++() { m_at = m_at->next; }
    bool operator!=(const iterator &other) { return m_at != other.m_at; }

  private:
    node *m_at;
    const bare_list &m_list;
  };

  ~bare_list() {
    while (m_first)
      delete std::exchange(m_first, m_first->next);
  }
  void push_front(Value value) { m_first = new node{value, m_first}; }
  iterator begin() { return {m_first, *this}; }
  iterator end() { return {nullptr, *this}; }

private:
  node *m_first = nullptr;
};

TEST_P(for_each_test, iterators_that_say_nothing_of_themselves) {
  for (const int n : {0, 1, 256, 257, 3000}) {
    bare_list<int> list;
    for (int i = 0; i < n; ++i)
      list.push_front(i);
    xfork::for_each(list, [](int &value) { value *= 2; });
    expect_sum(list, static_cast<long>(n) * (n - 1));
  }
}

struct unmarked {
  int *at;
  int &operator*() const { return *at; }
  unmarked &operator++() { return ++at, *this; }
  bool operator==(const unmarked &) const = default;
};
struct single_pass : unmarked {
  using iterator_category = std::input_iterator_tag;
};
struct single_pass_by_concept : unmarked {
  using iterator_concept = std::input_iterator_tag;
  using iterator_category = std::forward_iterator_tag; // the concept is what counts
};
struct single_pass_by_traits : unmarked {};
struct nothing_after_increment : unmarked {
  using unmarked::operator++;
  void operator++(int) { ++at; }
};
struct not_comparable {
  int operator*() const;
  not_comparable &operator++();
  bool operator!=(std::default_sentinel_t) const;
};
struct not_copyable : unmarked {
  not_copyable(not_copyable &&) = default;
};

} // namespace
template <> struct std::iterator_traits<single_pass_by_traits> {
  using iterator_category = std::input_iterator_tag;
};
namespace {

static_assert(xfork::detail::multipass<unmarked>);
static_assert(!xfork::detail::random_access<unmarked, unmarked>);
static_assert(!xfork::detail::multipass<single_pass>);
static_assert(!xfork::detail::multipass<single_pass_by_concept>);
static_assert(!xfork::detail::multipass<single_pass_by_traits>);
static_assert(!xfork::detail::multipass<nothing_after_increment>);
static_assert(!xfork::detail::multipass<not_comparable>);
static_assert(!xfork::detail::multipass<not_copyable>);
static_assert(!xfork::detail::multipass<std::istream_iterator<int>>);

struct not_movable {
  explicit not_movable(int v) : value(v) {}
  not_movable(not_movable &&) = delete;
  int value;
};

TEST_P(for_each_test, elements_are_bound_as_by_range_for) {
  auto made = std::views::iota(0, 50) | std::views::transform([](int i) { return not_movable(i); });
  std::atomic<int> sum = 0;
  xfork::for_each(made, [&](not_movable element) { sum += element.value; });
  EXPECT_EQ(sum, 1225);
}

XFORK_WITH_WORKERS(for_each_test);

} // namespace
