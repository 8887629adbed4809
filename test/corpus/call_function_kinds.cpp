// RUN: %check_run %s
// Everything that can be called: free and member functions, function objects, lambdas, pointers, templates.
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace library {
int free_function(int x) { return x + 1; }
struct Tag {};
int found_by_argument(Tag, int x) { return x + 2; }
} // namespace library

struct Shape {
  Shape(int s = 3) : side(s) {}
  int side;
  virtual ~Shape() = default;
  int area(int times) const { return side * side * times; }
  virtual int corners() const { return 0; }
  static int count(int x) { return x * 10; }
  int operator()(int x) const { return x - side; }
  int operator[](int x) const { return x * side; }
};
struct Square : Shape {
  int corners() const override { return 4; }
};
Shape operator+(const Shape &a, const Shape &b) { return Shape{a.side + b.side}; }

template <class T> T doubled(T x) { return x + x; }
template <int N> int times(int x) { return N * x; }
int overloaded(int) { return 1; }
int overloaded(const std::string &) { return 2; }
int with_default(int x, int y = 30) { return x + y; }
constexpr int at_compile_time(int x) { return x * 5; }
int variadic(std::initializer_list<int> list) { return static_cast<int>(list.size()); }

int main() {
  const Shape shape;
  const std::unique_ptr<Shape> pointer = std::make_unique<Square>();
  auto lambda = [&](int x) { return x * shape.side; };
  auto generic = [](auto x) { return x; };
  int (*const function)(int) = &library::free_function;
  int (Shape::*const member)(int) const = &Shape::area;
  const std::function<int(int)> wrapped = lambda;

  [[fork::parallel]] auto a = library::free_function(1);
  [[fork::parallel]] auto b = found_by_argument(library::Tag{}, 2);
  [[fork::parallel]] auto c = shape.area(2);
  [[fork::parallel]] auto d = pointer->corners();
  [[fork::parallel]] auto e = Shape::count(5);
  [[fork::parallel]] auto f = shape(6);
  [[fork::parallel]] auto g = shape[7];
  [[fork::parallel]] auto h = (shape + shape).side;
  [[fork::parallel]] auto i = lambda(8);
  [[fork::parallel]] auto j = generic(std::string("nine"));
  [[fork::parallel]] auto k = function(10);
  [[fork::parallel]] auto l = (*function)(11);
  [[fork::parallel]] auto m = (shape.*member)(12);
  [[fork::parallel]] auto n = wrapped(13);
  [[fork::parallel]] auto o = doubled(14) + doubled<long>(1);
  [[fork::parallel]] auto p = times<3>(15);
  [[fork::parallel]] auto q = overloaded("sixteen");
  [[fork::parallel]] auto r = with_default(17);
  [[fork::parallel]] auto s = at_compile_time(18);
  [[fork::parallel]] auto t = std::as_const(shape).area(1);
  [[fork::parallel]] auto u = [](int x) { return -x; }(20);
  [[fork::parallel]] auto v = variadic({1, 2, 3});
  [[fork::parallel]] auto w = Shape{9}.area(1);
  std::printf("%d %d %d %d %d %d %d %d %d %s %d %d %d %d %ld %d %d %d %d %d %d %d %d\n", a, b, c, d, e, f, g, h, i,
              j.c_str(), k, l, m, n, o, p, q, r, s, t, u, v, w);
}
