// RUN: %check_run --repeat=3 %s
// Loops that are left early: the lowest iteration that leaves counts, and what later ones have gathered does not.
#include <cstdio>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

enum class Verdict { good, bad };

int position(const std::vector<int> &a, int wanted) {
  [[fork::parallel]] for (int i = 0; i < static_cast<int>(a.size()); ++i)
    if (a[static_cast<std::size_t>(i)] == wanted) return i;
  return -1;
}

bool is_sorted(const std::vector<int> &a) {
  [[fork::parallel]] for (std::size_t i = 1; i < a.size(); ++i) {
    if (a[i - 1] > a[i])
      return false;
  }
  return true;
}

Verdict judge(const std::vector<int> &a) {
  [[fork::parallel]] for (int x : a) if (x < 0) return Verdict::bad;
  return Verdict::good;
}

long sum_until(const std::vector<int> &a, int end, std::vector<int> &seen) {
  long sum = 0;
  [[fork::parallel]] for (int x : a) {
    if (x == end)
      break;
    seen.push_back(x);
    sum += x;
  }
  return sum;
}

int count_until(const std::vector<int> &a, int end) {
  int count = 0;
  [[fork::parallel]] for (int x : a) {
    if (x == end)
      return count;
    count++;
  }
  return -count;
}

const std::string *find(const std::list<std::string> &words, std::string_view prefix) {
  [[fork::parallel]] for (const auto &word : words)
    if (word.starts_with(prefix)) return &word;
  return nullptr;
}

int &slot(std::vector<int> &a, int wanted) {
  [[fork::parallel]] for (int &x : a)
    if (x == wanted) return x;
  throw std::out_of_range("no such slot");
}

std::string describe(const std::vector<int> &a) {
  [[fork::parallel]] for (int x : a) {
    if (x == 40)
      return "forty";
    if (x == 50)
      return {3, 'x'};
    std::string text = "<" + std::to_string(x) + ">";
    if (x == 60)
      return text;
  }
  return "nothing";
}

std::unique_ptr<int> first_square(const std::vector<int> &a, int above) {
  [[fork::parallel]] for (int x : a) {
    auto square = std::make_unique<int>(x * x);
    if (*square > above)
      return square;
  }
  return nullptr;
}

std::optional<std::pair<int, int>> cell(const std::vector<std::vector<int>> &rows, int wanted) {
  [[fork::parallel]] for (int y = 0; y < static_cast<int>(rows.size()); ++y)
    [[fork::parallel]] for (int x = 0; x < static_cast<int>(rows[static_cast<std::size_t>(y)].size()); ++x)
      if (rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] == wanted)
        return std::pair(y, x);
  return std::nullopt;
}

void first_in_row(const std::vector<std::vector<int>> &rows, std::vector<int> &firsts) {
  [[fork::parallel]] for (const auto &row : rows) {
    int first = -1;
    [[fork::parallel]] for (int x : row) {
      if (x % 7 == 0) {
        first = x;
        break;
      }
    }
    firsts.push_back(first);
    if (first == 49)
      return;
  }
  firsts.push_back(-2);
}

int gotos(const std::vector<int> &a) {
  int result = 0;
  [[fork::parallel]] for (int x : a) {
    if (x % 2) goto next;
    if (x > 100) goto done;
    result += x;
  next:;
  }
  result = -result;
done:
  return result;
}

template <class Container, class T> typename Container::const_iterator::difference_type index_of(const Container &c, const T &wanted) {
  typename Container::const_iterator::difference_type n = 0;
  [[fork::parallel]] for (const auto &x : c) {
    if (x == wanted)
      return n;
    ++n;
  }
  return -1;
}

template <class T> T first_above(const std::vector<T> &v, T limit) {
  [[fork::parallel]] for (const T &x : v) {
    if (limit < x)
      return x;
  }
  return T();
}

struct Table {
  std::map<std::string, int> entries;
  int missing = 0;

  int of(const std::string &key) {
    [[fork::parallel]] for (const auto &[name, value] : entries)
      if (name == key) return value;
    return --missing;
  }
};

int switches(const std::vector<int> &a) {
  int total = 0;
  [[fork::parallel]] for (int x : a) {
    switch (x % 4) {
    case 0:
      total += 1;
      break;
    case 1:
      continue;
    case 2:
      if (x > 70) return -1;
      break;
    default:
      for (int k = 0; k < x; ++k) {
        if (k == 3)
          break;
        total += k;
      }
    }
    if (x == 93)
      break;
  }
  return total;
}

int thrown(const std::vector<int> &a, int at, int out) {
  try {
    [[fork::parallel]] for (int x : a) {
      if (x == at)
        throw x;
      if (x == out)
        return -x;
    }
  } catch (int x) {
    return 1000 + x;
  }
  return 0;
}

int in_branches(const std::vector<int> &a, bool up) {
  if (up)
    [[fork::parallel]] for (std::size_t i = 0; i < a.size(); ++i) if (a[i] > 10) return static_cast<int>(i);
    else continue;
  else
    [[fork::parallel]] for (std::size_t i = a.size() - 1; i > 0; --i) if (a[i] > 10) return static_cast<int>(i);
  return -1;
}

int index_outside(const std::vector<int> &a) {
  int i, n = static_cast<int>(a.size());
  [[fork::parallel]] for (i = 0; i < n; ++i) if (a[static_cast<std::size_t>(i)] == 30) break;
  const int at_break = i;
  [[fork::parallel]] for (i = 5; i < n; ++i) if (a[static_cast<std::size_t>(i)] == 70) return at_break * 1000 + i;
  return -i;
}

#define FAIL -77
int macro_value(const std::vector<int> &a) {
  [[fork::parallel]] for (int x : a) if (x == 20) return FAIL;
  [[fork::parallel]] for (int x : a) if (x == 33) return x + FAIL;
  return 0;
}

int main() {
  std::vector<int> a;
  for (int i = 0; i < 100; ++i)
    a.push_back(i * 37 % 101);
  std::printf("%d %d %d\n", position(a, 37), position(a, 64), position(a, 1000));
  std::vector<int> up;
  for (int i = 0; i < 5000; ++i)
    up.push_back(i);
  std::printf("%d %d\n", is_sorted(a), is_sorted(up));
  std::printf("%d %d\n", judge(a) == Verdict::good, judge({1, 2, -3}) == Verdict::good);
  std::vector<int> seen;
  std::printf("%ld ", sum_until(a, 13, seen));
  std::printf("%zu %d\n", seen.size(), seen.back());
  std::printf("%d %d\n", count_until(a, 50), count_until(a, -5));
  const std::list<std::string> words{"oak", "elm", "ash", "alder", "birch", "beech"};
  const std::string *b = find(words, "b"), *z = find(words, "z");
  std::printf("%s %d\n", b ? b->c_str() : "-", z == nullptr);
  slot(a, 74) = 740;
  std::printf("%d\n", a[2]);
  a[2] = 74;
  try {
    slot(a, 99999);
  } catch (const std::out_of_range &error) {
    std::puts(error.what());
  }
  std::printf("%s %s %s %s\n", describe(a).c_str(), describe({1, 50, 40}).c_str(), describe({1, 60}).c_str(), describe({}).c_str());
  const auto square = first_square(a, 7000);
  std::printf("%d %d\n", *square, first_square(a, 70000) == nullptr);
  std::vector<std::vector<int>> rows;
  for (int y = 0; y < 30; ++y)
    rows.emplace_back(), rows.back().assign(a.begin() + y, a.end() - y);
  const auto at = cell(rows, 85);
  std::printf("%d %d %d\n", at->first, at->second, cell(rows, 1234).has_value());
  std::vector<int> firsts;
  first_in_row(rows, firsts);
  std::printf("%zu %d\n", firsts.size(), firsts.back());
  std::printf("%d %d\n", gotos(a), gotos(up));
  std::printf("%td %td\n", index_of(a, 64), index_of(words, "ash"));
  std::printf("%d %s\n", first_above(a, 90), first_above<std::string>({"a", "c", "b"}, "b").c_str());
  Table table{{{"one", 1}, {"two", 2}}, 0};
  std::printf("%d %d\n", table.of("two"), table.of("three"));
  std::printf("%d %d\n", switches(a), switches({1, 2, 3, 4, 7, 93, 8}));
  std::printf("%d %d %d\n", thrown(a, 50, 60), thrown(a, 60, 50), thrown(a, -1, -1));
  std::printf("%d %d\n", in_branches(a, true), in_branches(a, false));
  std::printf("%d %d\n", index_outside(a), macro_value(a));

  const auto in_lambda = [&](int wanted) {
    [[fork::parallel]] for (int x : a) if (x > wanted) return x * 2;
    return 0;
  };
  [[fork::parallel]] for (int k = 0; k < 20; ++k) {
    const auto same = [&](int wanted) -> bool {
      [[fork::parallel]] for (int x : a) if (x == wanted) return true;
      return false;
    };
    if (!same(k)) std::abort();
  }
  std::printf("%d %d\n", in_lambda(80), in_lambda(800));
}
