// RUN: %check_run --allow-warning=fork-no-overlap %s
// Calls for their effect alone, joined at the end of the function or where what they touch is touched.
#include <cstdio>
#include <vector>

void fill(std::vector<int> &v, int value) {
  for (int &x : v)
    x = value;
}
void scale(int *begin, int *end, int by) {
  for (int *p = begin; p != end; ++p)
    *p *= by;
}

struct Counter {
  int value = 0;
  void add(int n) { value += n; }
  static void add_to(Counter &counter, int n) { counter.value += n; }
};

template <class T> void assign(T &to, T value) { to = value; }

void fill_all(std::vector<std::vector<int>> &all) {
  for (std::size_t i = 0; i < all.size(); ++i)
    [[fork::parallel]] fill(all[i], static_cast<int>(i));
}

int main() {
  std::vector<int> a(10), b(12);
  [[fork::parallel]] fill(a, 3);
  [[fork::parallel]] fill(b, 4);
  std::printf("%d %d\n", a[9], b[11]);

  [[fork::parallel]] scale(b.data(), b.data() + 6, 10);
  [[fork::parallel]] scale(b.data() + 6, b.data() + 12, 100);
  int sum = 0;
  for (int x : b)
    sum += x;
  std::printf("%d\n", sum);

  Counter left, right;
  [[fork::parallel]] left.add(5);
  [[fork::parallel]] Counter::add_to(right, 6);
  std::printf("%d %d\n", left.value, right.value);

  auto set = [&](int value) { a[0] = value; };
  [[fork::parallel]] set(77);
  std::printf("%d\n", a[0]);
  double real = 0;
  [[fork::parallel]] assign(real, 2.5);
  std::printf("%g\n", real);

  for (int i = 0; i < 4; ++i) {
    [[fork::parallel]] i % 2 ? fill(a, i) : fill(b, i);
    std::printf("%d %d\n", a[1], b[1]);
  }

  std::vector<std::vector<int>> all(20, std::vector<int>(3));
  fill_all(all);
  for (const auto &v : all)
    std::printf("%d ", v[2]);
  std::printf("\n");
}
