// RUN: %check_run %s
// A million results folded in a plain loop: in the order of the program, to the bit, and never many at a time.
#include <atomic>
#include <cstdio>
#include <memory>

struct Counted {
  static inline std::atomic<int> live{0}, most{0};
  double value;
  explicit Counted(double v) : value(v) { add(); }
  Counted(const Counted &other) : value(other.value) { add(); }
  Counted &operator=(const Counted &) = default;
  ~Counted() { --live; }
  void add() {
    const int now = ++live;
    for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);)
      ;
  }
};
struct Sum {
  double value = 0;
  int count = 0;
  Sum &operator+=(const Counted &c) {
    value = value * 0.999999 + c.value;
    ++count;
    return *this;
  }
};

Counted term(int i) { return Counted(1.0 / (i % 977 + 1)); }
double part(int i) { return 1.0 / (i % 1013 + 3); }

int main() {
  Sum sum;
  for (int i = 0; i < 1000000; ++i)
    [[fork::parallel]] sum += term(i);
  double plain = 1;
  for (int i = 0; i < 1000000; ++i)
    [[fork::parallel]] plain += part(i);
  std::printf("%a %d %a\n", sum.value, sum.count, plain);
  // A bound that does not grow with the loop: results held back, and those of the workers.
  std::printf("%s\n", Counted::most < 5000 ? "bounded" : "unbounded");
}
