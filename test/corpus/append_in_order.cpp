// RUN: %check_run %s
// Appending to containers declared outside the loop: the elements come in the order of the iterations.
#include <cstdio>
#include <deque>
#include <list>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

struct Report {
  std::vector<std::string> lines;
  int count = 0;
  void fill(const std::vector<int> &a) {
    [[fork::parallel]] for (int x : a) {
      if (x % 5 == 0)
        lines.push_back(std::to_string(x));
      ++count;
    }
  }
};

template <class Out> void halves(const std::vector<int> &a, Out &out) {
  [[fork::parallel]] for (int x : a) {
    if (x % 2 == 0)
      out.push_back(x / 2);
  }
}

int main() {
  std::vector<int> a(700);
  [[fork::parallel]] for (int i = 0; i < 700; ++i) a[i] = (i * 389) % 1009;

  std::vector<int> out{-1};
  std::deque<std::pair<int, int>> pairs;
  std::list<std::string> names;
  std::string text = ">";
  [[fork::parallel]] for (int i = 0; i < 700; ++i) {
    if (a[i] % 7 == 3) {
      out.push_back(a[i]);
      out.push_back(i);
    }
    if (a[i] % 11 == 3)
      pairs.emplace_back(i, a[i]);
    if (a[i] % 50 == 0) {
      std::string name = "n" + std::to_string(i);
      names.push_back(std::move(name));
    }
    text += static_cast<char>('a' + a[i] % 26);
    out.insert(out.end(), a.begin() + i, a.begin() + i + i % 2);
  }
  std::string more;
  [[fork::parallel]] for (int x : a) more.append(x % 3, '.');
  std::printf("%zu %zu %zu %s %s\n", out.size(), pairs.size(), names.size(), text.c_str(), more.c_str());
  for (int x : out)
    std::printf("%d ", x);
  for (const auto &[i, x] : pairs)
    std::printf("%d:%d ", i, x);
  for (const std::string &name : names)
    std::printf("%s ", name.c_str());

  Report report;
  report.fill(a);
  std::vector<int> half;
  halves(a, half);
  std::printf("\n%zu %s %d %zu %d\n", report.lines.size(), report.lines.back().c_str(), report.count, half.size(), half.back());

  // What was appended before an exception stays.
  std::vector<int> begun;
  try {
    [[fork::parallel]] for (int i = 0; i < 700; ++i) {
      begun.push_back(i);
      if (i == 321)
        throw std::runtime_error("enough");
    }
  } catch (const std::exception &e) {
    std::printf("%s %zu %d\n", e.what(), begun.size(), begun.back());
  }
}
