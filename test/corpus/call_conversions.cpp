// RUN: %check_run %s
// The declared type is not what the call returns: the declared type must hold at every use.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

struct Base {
  virtual ~Base() = default;
  virtual int kind() const { return 1; }
};
struct Derived : Base {
  int kind() const override { return 2; }
};
struct Metres {
  double value;
  Metres(int whole) : value(whole) {}
  operator double() const { return value; }
};
enum Level { low, high };

int number(int x) { return x; }
double real(int x) { return x / 4.0; }
const char *name() { return "name"; }
std::unique_ptr<Derived> make() { return std::make_unique<Derived>(); }
Level level() { return high; }

int overloaded(long) { return 1; }
int overloaded(int) { return 2; }
int overloaded(double) { return 3; }

int main() {
  [[fork::parallel]] long wide = number(7);
  [[fork::parallel]] double promoted = number(8);
  [[fork::parallel]] int truncated = static_cast<int>(real(11));
  [[fork::parallel]] unsigned char narrow = static_cast<unsigned char>(number(300));
  [[fork::parallel]] std::string text = name();
  [[fork::parallel]] std::optional<int> maybe = number(9);
  [[fork::parallel]] Metres metres = number(10);
  [[fork::parallel]] std::unique_ptr<Base> base = make();
  [[fork::parallel]] std::shared_ptr<const Base> shared = make();
  [[fork::parallel]] bool yes = number(2);
  [[fork::parallel]] int as_int = level();
  [[fork::parallel]] const double &bound = number(5);
  static_assert(std::is_same_v<decltype(wide), long>);
  static_assert(std::is_same_v<decltype(text), std::string>);
  std::printf("%d %d %d\n", overloaded(wide), overloaded(truncated), overloaded(promoted));
  std::printf("%zu %d %d %g %s %d\n", text.size(), maybe.value(), truncated, static_cast<double>(metres),
              yes ? "yes" : "no", as_int);
  std::printf("%d %d %d %g %g\n", base->kind(), shared->kind(), narrow, bound, promoted / 3);
}
