// RUN: %check_run --repeat=3 %s
// What the call reads is changed after the fork: the call must see what was there at the fork.
#include <cstdio>
#include <string>
#include <vector>

int slow(int x) {
  volatile int sum = 0;
  for (int i = 0; i < 20000; ++i)
    sum = sum + i % 3;
  return x + (sum > 0);
}
std::size_t measure(const std::string &text) { return text.size() + static_cast<std::size_t>(slow(0)); }
int sum_of(const std::vector<int> &v) {
  int sum = slow(0);
  for (int x : v)
    sum += x;
  return sum;
}

struct Pair {
  int a, b;
};
int add(const Pair &p) { return slow(p.a) + p.b; }

int parameter(int n) {
  [[fork::parallel]] int r = slow(n);
  n = 1000;
  return r + n;
}

int main() {
  int x = 1;
  [[fork::parallel]] auto r = slow(x);
  x = 500;
  [[fork::parallel]] auto s = slow(x + 1);
  x += 5;
  std::printf("%d %d %d\n", r, s, x);

  std::string text = "before";
  [[fork::parallel]] auto length = measure(text);
  text = "after the fork";
  text += "!";
  std::printf("%zu %s\n", length, text.c_str());

  std::vector<int> v{1, 2, 3};
  [[fork::parallel]] auto total = sum_of(v);
  v.push_back(1000);
  v[0] = 77;
  std::printf("%d %zu\n", total, v.size());

  Pair p{1, 2};
  [[fork::parallel]] auto both = add(p);
  p.b = 300;
  std::printf("%d %d\n", both, p.b);

  int *q = &x;
  int y = 9;
  [[fork::parallel]] auto at = slow(*q);
  q = &y;
  *q += 1;
  std::printf("%d %d\n", at, *q);

  int sum = 0;
  for (int i = 0; i < 10; ++i) {
    int k = i;
    [[fork::parallel]] sum += slow(k);
    k = -1000;
    sum += k / 1000;
  }
  std::printf("%d %d\n", sum, parameter(4));
}
