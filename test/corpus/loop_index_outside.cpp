// RUN: %check_run %s
// The index is declared outside the loop: it has its serial value afterwards, however the loop ends.
#include <cstdio>
#include <stdexcept>
#include <vector>

template <class T> T fill(std::vector<T> &v, T from) {
  T i, seen = 0;
  [[fork::parallel]] for (i = from; i < static_cast<T>(v.size()); i += 2) v[static_cast<std::size_t>(i)] = i;
  [[fork::parallel]] for (T k = 0; k < i; ++k) seen = static_cast<T>(seen + k);
  return static_cast<T>(i + seen);
}

int main() {
  const int n = 1000;
  std::vector<int> a(n), b(n);
  int i;
  [[fork::parallel]] for (i = 0; i < n; ++i) a[i] = i;
  std::printf("%d\n", i);
  [[fork::parallel]] for (i = n - 1; i >= 0; i -= 3) b[i] = a[i] + 1;
  std::printf("%d\n", i);
  i = 10;
  [[fork::parallel, fork::independent]] for (; i < n; i++) b[i] += i;
  std::printf("%d\n", i);
  [[fork::parallel]] for (i = 7; i < 3; ++i) b[i] = 0;
  std::printf("%d\n", i);
  unsigned char small = 3;
  [[fork::parallel]] for (small = 250; small != 4; ++small) b[small] = small;
  std::printf("%d\n", small);

  int *at;
  [[fork::parallel]] for (at = a.data(); at != a.data() + n; ++at) *at += 1;
  std::printf("%d\n", static_cast<int>(at - a.data()));
  std::vector<int>::iterator it;
  [[fork::parallel]] for (it = a.begin(); it < a.end(); ++it) *it *= 2;
  std::printf("%d\n", it == a.end());

  try {
    [[fork::parallel]] for (i = 0; i < n; ++i) if (i >= 400) throw std::runtime_error("at " + std::to_string(i));
  } catch (const std::exception &e) {
    std::printf("%s %d\n", e.what(), i);
  }

  // Several declarators, of which the loop steps one.
  long sum = 0;
  [[fork::parallel]] for (int k = 0, last = static_cast<int>(a.size()); k < last; ++k) sum += a[k] * last;
  [[fork::parallel]] for (std::size_t k = 1, step = 3; k < a.size(); k += step) sum += a[k];
  if (sum > 0)
    [[fork::parallel]] for (int k = 0, half = n / 2; k < half; ++k) b[k] = half;
  else
    b[0] = 1;
  [[fork::parallel]] for (i = 0, sum += 5; i < n; ++i) sum += b[i];
  std::printf("%ld %d\n", sum, i);

  // One index for all of a nest.
  int j;
  std::vector<std::vector<int>> rows(40, std::vector<int>(20));
  [[fork::parallel]] for (i = 0; i < 40; ++i)
    [[fork::parallel]] for (j = 0; j < 20; ++j) rows[i][j] = i * j;
  std::printf("%d %d %d\n", i, j, rows[39][19]);

  std::vector<short> shorts(300);
  std::vector<long> longs(300);
  std::printf("%d %ld\n", fill<short>(shorts, 4), fill<long>(longs, 5));
  for (int x : b)
    std::printf("%d ", x);
}
