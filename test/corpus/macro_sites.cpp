// RUN: %check_run %s --hosts=plugin,xfork++,xfork++-g++ --flags='"-DFORK=[[fork::parallel]]" -DLIMIT=40'
// Sites that macros produce, whole or in part. The compiling hosts write the macros out; lines stay.
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <vector>

#define FOR_ALL(i, n) [[fork::parallel]] for (int i = 0; i < (n); ++i)
#define SUM_UP(sum, values) [[fork::parallel]] for (const auto &value : values) { sum += value; }
#define COUNT int i = 0; i < LIMIT; ++i
#define BEGIN_LOOP(type, name, values) FORK for (type name : values) {
#define END_LOOP }
#define IN_BACKGROUND(type, name, ...) [[fork::parallel]] type name = __VA_ARGS__
#define DECLARATION(name, call) long name = call
#define GET(x) x
#define TWICE(x) (x) + (x)
#define NEGATIVE -1
#define WORKER(name, T)                                                                                           \
  T name(const std::vector<T> &values) {                                                                          \
    T total{};                                                                                                    \
    [[fork::parallel]] for (std::size_t i = 0; i < values.size(); ++i)                                            \
      total += values[i] * values[i];                                                                             \
    return total;                                                                                                 \
  }
#define FIB(name)                                                                                                 \
  long name(int n) {                                                                                              \
    if (n < 2)                                                                                                    \
      return n;                                                                                                   \
    [[fork::parallel]] long a = name(n - 1);                                                                      \
    long b = name(n - 2);                                                                                         \
    return a + b;                                                                                                 \
  }

WORKER(squares, int)
WORKER(long_squares, long)
FIB(fib)

static long square(long x) { return x * x; }

template <class T> struct Table {
  std::vector<T> cells = std::vector<T>(LIMIT);
  void fill(T by) { FOR_ALL(i, LIMIT) cells[static_cast<std::size_t>(i)] = static_cast<T>(i) * by; }
};

static void bump(int *a) { FORK for (COUNT) a[i] = a[i] -NEGATIVE; }

int main() {
  std::vector<int> a(LIMIT), b(LIMIT);
  FOR_ALL(i, LIMIT) a[static_cast<std::size_t>(i)] = i;
  FOR_ALL(i,
          LIMIT
          ) {
    assert(i >= 0 && "with what assert makes of its line");
    b[static_cast<std::size_t>(i)] = i * TWICE(i);
    if (__LINE__ != 55) std::abort(); // lines have moved
  }
  bump(a.data());

  long sum = 0;
  SUM_UP(sum, a) SUM_UP(sum, b)
  std::vector<long> kept;
  BEGIN_LOOP(int, x, a)
    if (x % 3 == 0)
      kept.push_back(square(x));
  END_LOOP

  IN_BACKGROUND(long, first, square(7));
  [[fork::parallel]] DECLARATION(second, square(8));
  FORK auto third = square(9);
  for (int i = 0; i < 3; ++i) {
    FORK sum += square(i);
  }
  std::printf("%ld %ld %ld\n", GET(first), TWICE(second), third);

  Table<double> table;
  table.fill(0.5);
  double half = 0;
  SUM_UP(half, table.cells)
  std::printf("%ld %zu %g %d %ld %ld\n", sum, kept.size(), half, squares(a), long_squares(kept), fib(12));
}
