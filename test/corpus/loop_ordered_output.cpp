// What iterations print comes out in their order: streams, stdout, formats, callees, exceptions, beside other options.
// RUN: %check_run %s
#include <cmath>
#include <cstdio>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

struct Point {
  double x, y;
  friend std::ostream &operator<<(std::ostream &out, const Point &p) { return out << '(' << p.x << ", " << p.y << ')'; }
};

static double work(int i) {
  double x = i;
  for (int k = 0; k < (i * 7919) % 300; ++k)
    x = std::sin(x) + 1.0 / (k + i + 1);
  return x;
}

static void describe(std::ostream &out, const std::string &name, double value) {
  out << name << ": ";
  const auto flags = out.flags();
  out << std::hexfloat << value;
  out.flags(flags);
  out << '\n';
}

static void line(std::FILE *to, int i) { std::fprintf(to, "<%d>\n", i); }

struct Report {
  std::ostringstream text;
  std::ostream *log = &text;
  void fill(const std::vector<double> &values) {
    [[fork::parallel, fork::ordered]] for (std::size_t i = 0; i < values.size(); ++i) {
      text << i << '=' << values[i] << ';';
      if (i % 10 == 0) this->text.put('\n').write("--", 2);
    }
    [[fork::parallel, fork::ordered]] for (double v : values)
      *log << v << '|';
  }
};

template <class T> void print_all(std::ostream &out, const std::vector<T> &values) {
  [[fork::parallel, fork::ordered]] for (const T &v : values) out << v << ' ';
  out << '\n';
}

static int risky(const std::vector<int> &a) {
  int sum = 0;
  try {
    [[fork::parallel, fork::ordered]] for (int x : a) {
      std::cout << "at " << x << std::endl;
      if (x % 100 == 77)
        throw std::runtime_error("bad " + std::to_string(x));
      sum += x;
      printf("past %d\n", x);
    }
  } catch (const std::exception &e) {
    std::cout << "caught " << e.what() << " with " << sum << '\n';
  }
  return sum;
}

int main() {
  const int n = 700;
  std::vector<double> values(n);
  for (int i = 0; i < n; ++i)
    values[i] = work(i);

  double sum = 0, product = 1;
  float small = 1;
  std::vector<int> odd;
  int count = 0;
  [[fork::parallel, fork::ordered]] for (int i = 0; i < n; ++i) {
    sum += work(i);
    sum = sum + 1.0 / (i + 1) - 0.25;
    product *= 1 + 1e-9 * i;
    small -= 0.1 * i;
    if (i % 2) odd.push_back(i);
    count++;
    std::cout << std::setw(5) << i << ' ' << Point{work(i), 0.5} << '\n';
  }
  std::printf("%a %a %a %d %zu %d\n", sum, product, static_cast<double>(small), count, odd.size(), odd.back());

  // Formats that stay.
  [[fork::parallel, fork::ordered]] for (int i = 0; i < n; ++i)
    std::cout << i << " " << std::fixed << std::setprecision(3) << std::setw(12) << std::setfill('.') << values[i] << std::hex << i << '\n';
  std::cout << 255 << ' ' << 0.1 << std::setw(8) << 1 << '\n';
  std::cout << std::dec << std::defaultfloat << std::setfill(' ') << std::setprecision(6);

  // Both kinds of output, and callees that are given where to print.
  [[fork::parallel, fork::ordered]] for (int i = 0; i < n; ++i) {
    std::cout << "a" << i;
    std::printf(" b%d ", i);
    describe(std::cout, "value", values[i]);
    puts("d");
    line(stdout, i);
    if (i % 3 == 0) {
      putchar('x');
      fputs("\n", stdout);
      continue;
    }
    std::clog << "to the log";
  }

  Report report;
  report.fill(values);
  std::cout << report.text.str() << '\n';
  print_all(std::cout, values);
  print_all(std::cout, std::vector<std::string>(50, "word"));

  std::vector<int> a(300);
  for (int i = 0; i < 300; ++i)
    a[i] = i;
  std::cout << risky(a) << '\n';

  const std::map<int, std::string> names{{1, "one"}, {2, "two"}, {3, "three"}};
  [[fork::parallel, fork::ordered]] for (const auto &[number, name] : names) std::cout << number << name << '\n';

  // A loop in a loop.
  [[fork::parallel, fork::ordered]] for (int i = 0; i < 20; ++i) {
    [[fork::parallel, fork::ordered]] for (int j = 0; j < 30; ++j) {
      std::cout << i * j << ' ';
      printf("%d,", j);
    }
    std::cout << std::endl;
  }
}
