// RUN: %check_traceback %s
// Member functions, constructors, operators, virtual functions.
#include "report.hpp"
#include <stdexcept>

struct shape {
  virtual ~shape() = default;
  virtual double area() const = 0;
};

struct square : shape {
  double side;
  explicit square(double s) : side(s) {}
  double area() const override {
    if (side < 0)
      throw std::domain_error("negative side");
    return side * side;
  }
};

struct sum {
  double total = 0;
  sum &operator+=(const shape &s) {
    total += s.area();
    return *this;
  }
};

double area_of(const shape &s) { return s.area(); }

class drawing {
public:
  drawing(const shape &a, const shape &b) {
    [[fork::parallel]] double first = area_of(a);
    double second = area_of(b);
    m_area = first + second;
  }
  double area(const shape &more) const {
    [[fork::parallel]] double extra = area_of(more);
    double own = m_area;
    return own + extra;
  }

private:
  double m_area = 0;
};

double added(const shape &a) {
  sum s;
  s += a;
  return s.total;
}

double operators(const shape &a) {
  [[fork::parallel]] double x = added(a);
  double y = 2;
  return x + y;
}

template <class Function> void attempt(const char *what, Function function) {
  try {
    function();
  } catch (const std::domain_error &) {
    report(what);
  }
}

int main() {
  const square good(1), bad(-1);
  attempt("constructor", [&] { drawing d(bad, good); });
  attempt("member", [&] { drawing(good, good).area(bad); });
  attempt("operators", [&] { operators(bad); });
}
