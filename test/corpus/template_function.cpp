// RUN: %check_run %s
// Function templates: dependent ranges, indices and bodies, several instantiations, constexpr branches.
#include <cstdio>
#include <deque>
#include <list>
#include <string>
#include <type_traits>
#include <vector>

template <class T> void axpy(T a, const std::vector<T> &x, std::vector<T> &y) {
  [[fork::parallel]] for (std::size_t i = 0; i < x.size(); ++i) y[i] += a * x[i];
}

template <class Index> long triangle(Index n) {
  long sum = 0;
  [[fork::parallel]] for (Index i = 0; i < n; ++i) sum += static_cast<long>(i);
  return sum;
}

template <class Range, class Function> void apply(Range &range, Function function) {
  [[fork::parallel]] for (auto &x : range) x = function(x);
}

template <int N, class... Terms> int fill(int (&out)[N], Terms... terms) {
  [[fork::parallel]] for (int i = 0; i < N; ++i) out[i] = (i + ... + terms);
  return N;
}

template <class T> std::size_t measure(const std::vector<T> &v) {
  std::size_t sum = 0;
  [[fork::parallel]] for (const T &x : v) {
    if constexpr (std::is_arithmetic_v<T>)
      sum += static_cast<std::size_t>(x);
    else
      sum += x.size();
  }
  return sum;
}

void add_to_all(auto &range, auto value) {
  [[fork::parallel]] for (auto &x : range) x += value;
}

int main() {
  std::vector<int> x(10, 3), y(10, 1);
  axpy(2, x, y);
  std::vector<double> p(10, 0.5), q(10, 0.25);
  axpy(4.0, p, q);
  std::printf("%d %g\n", y[9], q[9]);
  std::printf("%ld %ld %ld\n", triangle<short>(100), triangle<unsigned>(200), triangle(300ll));

  std::list<int> list(5, 2);
  std::deque<std::string> texts(3, "a");
  apply(list, [](int i) { return i * 21; });
  apply(texts, [](const std::string &s) { return s + s; });
  int out[7];
  fill(out, 10, 20, 30);
  add_to_all(list, 8);
  add_to_all(texts, "!");
  std::printf("%d %s %d\n", list.back(), texts[2].c_str(), out[6]);
  std::printf("%zu %zu\n", measure(x), measure(std::vector<std::string>{"ab", "cde"}));
}
