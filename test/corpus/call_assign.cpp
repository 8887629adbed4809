// RUN: %check_run %s
// r = f(x): into locals, members, elements, parameters, more than once.
#include <cstdio>
#include <string>
#include <vector>

int work(int x) {
  int sum = 0;
  for (int i = 0; i < x; ++i)
    sum += i * x % 7;
  return sum;
}
std::string text(int x) { return std::string(static_cast<std::size_t>(x), 'a'); }

struct Result {
  int left = 0, right = 0;
  std::string name;
};

int both(int n, int r) {
  int l;
  [[fork::parallel]] l = work(n);
  [[fork::parallel]] r = work(n + r);
  return l * 1000 + r;
}

int main() {
  int r = 0;
  [[fork::parallel]] r = work(100);
  const int other = work(50);
  std::printf("%d %d\n", r, other);

  [[fork::parallel]] r = work(30);
  r += 1;
  [[fork::parallel]] r = work(r);
  std::printf("%d %d\n", r, both(40, 2));

  Result result;
  [[fork::parallel]] result.left = work(20);
  [[fork::parallel]] result.right = work(21);
  [[fork::parallel]] result.name = text(4);
  std::printf("%d %d %s\n", result.left, result.right, result.name.c_str());

  std::vector<int> v(4);
  [[fork::parallel]] v[0] = work(10);
  [[fork::parallel]] v[1] = work(11);
  [[fork::parallel]] v[2] = work(12);
  v[3] = work(13);
  std::printf("%d %d %d %d\n", v[0], v[1], v[2], v[3]);

  int a[6];
  for (int i = 0; i < 6; ++i)
    [[fork::parallel]] a[i] = work(i + 20);
  for (int x : a)
    std::printf("%d ", x);
  std::printf("\n");
}
