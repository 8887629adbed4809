// RUN: %check_run --repeat=50 %s
// Forked calls that need each other's values or objects: each begins when what it needs is there.
#include <array>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

int busy(int n) {
  volatile int sum = 0;
  for (int i = 0; i < n; ++i)
    sum = sum + i % 3;
  return sum;
}
std::vector<int> load(int n) {
  busy(n * 300);
  std::vector<int> v;
  for (int i = 0; i < n; ++i)
    v.push_back(i * i % 11);
  return v;
}
std::vector<int> merge(const std::vector<int> &a, std::vector<int> b) {
  busy(2000);
  b.insert(b.end(), a.begin(), a.end());
  return b;
}
int sum(const std::vector<int> &v) {
  int total = busy(1000) & 0;
  for (int x : v)
    total += x;
  return total;
}
int add(int a, int b) { return a + b; }
void fill(std::vector<int> &v, int x) {
  for (int &e : v)
    e = x + busy(100) % 2;
}
void append(std::string &text, int x) { text += std::to_string(x) + ' '; }

int diamond(int x, int y) {
  [[fork::parallel]] auto a = load(x);
  [[fork::parallel]] auto b = load(y);
  [[fork::parallel]] const auto c = merge(a, b);
  [[fork::parallel]] int left = sum(a), right = sum(b), both = sum(c);
  [[fork::parallel]] int all = add(add(left, right) * 1000, both + x);
  x = 1000;
  return all + x;
}

int moved(int n) {
  [[fork::parallel]] auto a = load(n);
  [[fork::parallel]] auto size = a.size();
  [[fork::parallel]] auto b = merge({1, 2, 3}, std::move(a));
  a = {7};
  [[fork::parallel]] auto total = sum(b);
  return total * 100 + static_cast<int>(size) + a[0];
}

int objects(int n) {
  std::vector<int> v(static_cast<std::size_t>(n)), w(static_cast<std::size_t>(n));
  std::string log;
  [[fork::parallel]] fill(v, 3);
  [[fork::parallel]] fill(w, 4);
  [[fork::parallel]] append(log, 1);
  [[fork::parallel]] int first = sum(v);
  [[fork::parallel]] fill(v, 5);
  [[fork::parallel]] append(log, first);
  [[fork::parallel]] auto [second, third] = std::array<int, 2>{sum(v), sum(w)};
  [[fork::parallel]] append(log, n);
  std::printf("%s", log.c_str());
  return first * 10000 + second * 100 + third;
}

int in_loops(int n) {
  int total = 0;
  for (int i = 0; i < n; ++i) {
    [[fork::parallel]] auto a = load(i);
    [[fork::parallel]] auto b = load(i + 1);
    if (i % 3 == 0)
      continue;
    [[fork::parallel]] auto c = merge(b, a);
    [[fork::parallel]] const int d = sum(c);
    if (i == n - 2)
      return total + d;
    [[fork::parallel]] total += sum(a);
    total += d;
  }
  return total;
}

int with_exception(int n) {
  [[fork::parallel]] auto a = load(n);
  [[fork::parallel]] int at = a.at(static_cast<std::size_t>(2 * n));
  [[fork::parallel]] int next = add(at, 1);
  [[fork::parallel]] int sure = sum(a);
  return next + sure;
}

int main() {
  std::printf("%d %d %d %d\n", diamond(5, 9), moved(12), objects(20), in_loops(9));
  try {
    std::printf("%d\n", with_exception(5));
  } catch (const std::exception &error) {
    std::printf("thrown: %d\n", static_cast<int>(std::string(error.what()).empty()));
  }
}
