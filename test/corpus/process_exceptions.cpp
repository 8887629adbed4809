// RUN: %check_run %s
// What arrives from other processes as what it is: exceptions of the program's own types, and objects of classes without a
// default constructor, of class templates, with arrays, with fields that cannot be assigned.
#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace geometry {
class Point {
  const std::string name;
  double places[3];
  std::vector<int> tags;

public:
  Point(std::string n, double x) : name(std::move(n)), places{x, x, x + 1}, tags(2, 7) {}
  std::string text() const { return name + " " + std::to_string(places[2]) + " " + std::to_string(tags.size()); }
};

template <class T> class Box {
  T value;
  std::string label;

public:
  Box(T v, std::string l) : value(std::move(v)), label(std::move(l)) {}
  const T &get() const { return value; }
  const std::string &name() const { return label; }
};

struct ParseError : std::runtime_error {
  int line;
  ParseError(const std::string &what, int l) : std::runtime_error("line " + std::to_string(l) + ": " + what), line(l) {}
};
class DeepError : public ParseError {
  Box<Point> where;

public:
  explicit DeepError(Point p) : ParseError("deep", 7), where(std::move(p), "where") {}
  std::string place() const { return where.get().text(); }
};
} // namespace geometry

namespace {
struct Quiet : std::exception {
  std::string text;
  explicit Quiet(std::string t) : text(std::move(t)) {}
  const char *what() const noexcept override { return text.c_str(); }
};
struct Abrupt {};
enum class Code { bad = 3 };

geometry::Point make(int n) { return geometry::Point("p" + std::to_string(n), n); }
geometry::Box<std::vector<int>> numbers(int n) { return {std::vector<int>(3, n), "numbers"}; }
geometry::Box<geometry::Point> boxed(int n) { return {make(n), "point"}; }

int fails(int n) {
  switch (n) {
  case 0:
    throw geometry::ParseError("syntax", 42);
  case 1:
    throw Quiet("quiet");
  case 2:
    throw Code::bad;
  case 3:
    throw 17;
  case 4:
    throw std::string("text");
  case 5:
    throw geometry::DeepError(make(5));
  case 6:
    throw Abrupt();
  case 7:
    throw std::out_of_range("range");
  default:
    return n;
  }
}

int nested(int n) {
  [[fork::process]] int r = fails(n);
  return r;
}

void tell(int n, int (*call)(int)) {
  try {
    [[fork::process]] int r = call(n);
    std::printf("%d\n", r);
  } catch (const geometry::DeepError &e) {
    std::printf("DeepError %s %s %d\n", e.what(), e.place().c_str(), e.line);
  } catch (const geometry::ParseError &e) {
    std::printf("ParseError %s %d\n", e.what(), e.line);
  } catch (const Quiet &e) {
    std::printf("Quiet %s\n", e.what());
  } catch (Code c) {
    std::printf("Code %d\n", static_cast<int>(c));
  } catch (int i) {
    std::printf("int %d\n", i);
  } catch (const std::string &s) {
    std::printf("string %s\n", s.c_str());
  } catch (const Abrupt &) {
    std::printf("Abrupt\n");
  } catch (const std::exception &e) {
    std::printf("exception %s\n", e.what());
  }
}
} // namespace

int main() {
  [[fork::process]] geometry::Point a = make(1);
  [[fork::process]] auto b = numbers(5);
  [[fork::process]] auto c = boxed(6);
  std::printf("%s, %d, %s %s\n", a.text().c_str(), b.get()[2], c.name().c_str(), c.get().text().c_str());
  for (int n = 0; n != 9; ++n)
    tell(n, fails);
  tell(0, nested);
  tell(5, nested);
  std::vector<int> v(10);
  try {
    [[fork::process]] for (int &x : v) {
      x = 1;
      if (&x == &v[5])
        throw geometry::ParseError("loop", 5);
    }
  } catch (const geometry::ParseError &e) {
    std::printf("ParseError %s %d %d\n", e.what(), e.line, v[5]);
  }
} // and no newline at the end