// RUN: %check_run %s
// Loops whose values cannot be counted: linked lists, iterators that only go forward, conditions and steps of any kind.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <forward_list>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

struct Node {
  double value;
  Node *next;
  std::vector<int> items{};
};

static double weight(double x) { return std::sqrt(std::fabs(x)) + 1; }

static void change(Node *head) {
  [[fork::parallel]] for (Node *p = head; p; p = p->next) p->value = weight(p->value);
  [[fork::parallel]] for (auto *p = head; p != nullptr; p = p->next) {
    if (p->value > 5)
      continue;
    p->items.push_back(static_cast<int>(p->value));
    for (int &x : p->items)
      x += 1;
  }
}

static double sum(const Node *head) {
  double total = 0;
  [[fork::parallel]] for (const Node *p = head; p; p = p->next) total += p->value + static_cast<double>(p->items.size());
  return total;
}

static const Node *find(const Node *head, double limit) {
  [[fork::parallel]] for (const Node *p = head; p != nullptr; p = p->next)
    if (p->value > limit)
      return p;
  return nullptr;
}

static void containers() {
  std::list<double> list(500, 2.0);
  [[fork::parallel]] for (auto it = list.begin(); it != list.end(); ++it) *it = weight(*it);
  std::map<int, std::string> names;
  for (int i = 0; i < 300; ++i)
    names[i] = "n";
  [[fork::parallel]] for (std::map<int, std::string>::iterator it = names.begin(); it != names.end(); ++it)
    it->second += std::to_string(it->first);
  std::forward_list<int> few{1, 2, 3};
  long product = 1;
  [[fork::parallel]] for (auto it = few.begin(); it != few.end(); it = std::next(it)) product *= *it;
  std::vector<int> collected;
  [[fork::parallel]] for (auto it = names.rbegin(); it != names.rend(); ++it) collected.push_back(it->first);
  std::printf("%.10g %s %ld %d %d\n", std::accumulate(list.begin(), list.end(), 0.0), names[299].c_str(), product, collected.front(), collected.back());
}

static void conditions(int n) {
  double a[400];
  std::fill(a, a + 400, 1.0);
  [[fork::parallel]] for (int i = 0; i + 1 < n; ++i) a[i] += i;
  [[fork::parallel]] for (std::size_t i = 0; i + 2 < std::size(a); i += 2) a[i] *= 2;
  [[fork::parallel]] for (int i = n; i - 1 > 3; --i) a[i] += 1;
  [[fork::parallel]] for (int i = 0; i < n && i < 100; ++i) a[i] += 3;
  [[fork::parallel]] for (int i = 2; i * i <= n; ++i) a[i] -= 7;
  double area = 0;
  [[fork::parallel, fork::ordered]] for (double x = 0; x < 1; x += 0.01) area += std::sin(x);
  int next[100];
  for (int i = 0; i < 100; ++i)
    next[i] = i < 93 ? i + 7 : -1;
  long visited = 0;
  [[fork::parallel]] for (int i = 3; i != -1; i = next[i]) visited += i;
  std::vector<int> none;
  [[fork::parallel]] for (std::size_t i = 0; i + 1 < none.size(); ++i) none[i] = 1;
  std::printf("%.17g %.17g %ld\n", std::accumulate(a, a + 400, 0.0), area, visited);
}

static void extremes(int n) {
  std::map<int, double> most;
  std::map<int, int> least{{1, 3}};
  [[fork::parallel]] for (int i = 0; i < n; ++i) most[i % 7] = std::max(most[i % 7], std::sin(i));
  [[fork::parallel]] for (int i = 0; i < n; ++i) if (n - i < least[i % 5]) least[i % 5] = n - i;
  for (const auto &[key, value] : most)
    std::printf("%d %.17g\n", key, value);
  for (const auto &[key, value] : least)
    std::printf("%d %d\n", key, value);
}

int main() {
  static Node nodes[1000];
  for (int i = 0; i < 1000; ++i)
    nodes[i] = {i * 0.5, i < 999 ? &nodes[i + 1] : nullptr};
  change(nodes);
  const Node *found = find(nodes, 20);
  std::printf("%.10g %.17g %d %d\n", sum(nodes), found ? found->value : -1, find(nodes, 1e9) == nullptr, sum(nullptr) == 0);
  containers();
  conditions(300);
  conditions(1);
  extremes(1000);
}
