// RUN: %check_run %s
// Names that the emitted code might use too, or that hide what it needs.
#include <cstdio>
#include <string>

namespace app {
namespace xfork {
inline int for_loop(int x) { return x + 1; }
} // namespace xfork
namespace std {
inline int move(int x) { return x + 2; }
} // namespace std

int value(int x) { return x * 2; }

int run() {
  int forks = 3, task = 4, get = 5, call = 6, body = 7, index = 8, sum_part = 9, result = 10;
  int sum = 0;
  for (int i = 0; i < 4; ++i)
    [[fork::parallel]] sum += value(forks + i);
  [[fork::parallel]] for (int i = 0; i < 4; ++i) sum += body + index + sum_part;
  [[fork::parallel]] for (int self = 0; self < 4; ++self) sum += self + result;
  [[fork::parallel]] int stack_task = value(task);
  [[fork::parallel]] auto join = value(get + call);
  forks += 1;
  return sum + stack_task * join + forks + xfork::for_loop(1) + std::move(2);
}
} // namespace app

struct Box {
  int get() const { return 41; }
};
Box box(int) { return {}; }

template <class T> struct below {};

int main() {
  [[fork::parallel]] auto r = box(1);
  [[fork::parallel]] auto copy = r.get();
  {
    [[fork::parallel]] auto r = box(2); // hides the outer one
    copy += r.get();
  }
  struct {
    int r = 7;
  } other;
  std::printf("%d %d %d %d\n", app::run(), r.get(), copy, other.r);
}
