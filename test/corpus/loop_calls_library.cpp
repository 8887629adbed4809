// RUN: %check_run %s
// Bodies that call the standard library on data of their own iteration.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

int main() {
  const std::vector<std::string> lines{"3 1 2", "10 20", "", "7", "5 5 5 5"};
  std::vector<std::vector<int>> numbers(lines.size());
  std::vector<std::string> sorted(lines.size());
  [[fork::parallel]] for (std::size_t i = 0; i < lines.size(); ++i) {
    std::istringstream in(lines[i]);
    for (int x; in >> x;)
      numbers[i].push_back(x);
    std::sort(numbers[i].begin(), numbers[i].end());
    std::ostringstream out;
    for (int x : numbers[i])
      out << x << ',';
    sorted[i] = out.str();
  }

  std::vector<double> roots(40);
  [[fork::parallel]] for (std::size_t i = 0; i < roots.size(); ++i)
    roots[i] = std::floor(std::sqrt(static_cast<double>(i)) * 8) / 8;

  std::vector<std::unique_ptr<std::map<char, int>>> counts(lines.size());
  [[fork::parallel]] for (std::size_t i = 0; i < lines.size(); ++i) {
    auto count = std::make_unique<std::map<char, int>>();
    for (char c : lines[i])
      ++(*count)[c];
    counts[i] = std::move(count);
  }

  char table[5][16];
  [[fork::parallel]] for (int i = 0; i < 5; ++i) {
    std::memset(table[i], 0, sizeof table[i]);
    std::memcpy(table[i], "row ", 4);
    std::snprintf(table[i] + 4, 8, "%d", i * 11);
  }

  const double total = std::accumulate(roots.begin(), roots.end(), 0.0);
  for (std::size_t i = 0; i < lines.size(); ++i)
    std::printf("%s %zu %s\n", sorted[i].c_str(), counts[i]->size(), table[i]);
  std::printf("%g\n", total);
}
