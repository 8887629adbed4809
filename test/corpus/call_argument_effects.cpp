// RUN: %check_run --allow-warning=fork-no-overlap %s
// Arguments with effects of their own: they happen at the fork, in the caller, whenever the call runs.
#include <cstdio>

int twice(int x) { return 2 * x; }

struct Reader {
  int position = 0;
  int next() { return position += 3; }
};

int counter() {
  int i = 0;
  [[fork::parallel]] int a = twice(i++);
  [[fork::parallel]] int b = twice(i++);
  [[fork::parallel]] int c = twice(++i);
  i *= 100;
  return a + 10 * b + 100 * c + i;
}

int reader() {
  Reader reader;
  [[fork::parallel]] int a = twice(reader.next());
  [[fork::parallel]] int b = twice(reader.next());
  int sum = 0;
  for (int i = 0; i < 5; ++i)
    [[fork::parallel]] sum += twice(reader.next());
  return a + 100 * b + 10000 * sum + reader.position;
}

int main() {
  int n = 0, total = 0;
  while (n < 30)
    [[fork::parallel]] total += twice(n++);
  std::printf("%d %d %d %d\n", n, total, counter(), reader());
}
