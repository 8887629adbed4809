// RUN: %check_run %s
// Annotated calls in templates: dependent results, dependent callees, several instantiations.
#include <cstdio>
#include <numeric>
#include <string>
#include <vector>

template <class T> T combine(T a, T b) { return a + b; }

template <class T> T fold(const std::vector<T> &v, std::size_t from, std::size_t to) {
  if (to - from == 1)
    return v[from];
  const std::size_t middle = (from + to) / 2;
  [[fork::parallel]] auto left = fold(v, from, middle);
  auto right = fold(v, middle, to);
  return combine(left, right);
}

template <class Function, class... Arguments> auto apply_twice(Function function, Arguments... arguments) {
  [[fork::parallel]] auto first = function(arguments...);
  auto second = function(arguments...);
  return first + second;
}

template <class T> class Accumulator {
public:
  void add(T value) { m_sum += value; }
  template <class Range, class Function> void add_all(const Range &range, Function function) {
    for (const auto &x : range)
      [[fork::parallel]] m_sum += function(x);
  }
  T sum() const {
    [[fork::parallel]] const T result = identity(m_sum);
    return result;
  }

private:
  static T identity(T x) { return x; }
  T m_sum{};
};

template <class Container> typename Container::value_type total(const Container &c) {
  [[fork::parallel]] typename Container::value_type sum =
      std::accumulate(c.begin(), c.end(), typename Container::value_type{});
  return sum;
}

auto abbreviated(auto x) {
  [[fork::parallel]] auto y = combine(x, x);
  return y;
}

int main() {
  std::vector<int> v(100);
  std::iota(v.begin(), v.end(), 1);
  const std::vector<std::string> words{"a", "b", "c", "d", "e"};
  std::printf("%d %s\n", fold(v, 0, v.size()), fold(words, 0, words.size()).c_str());
  std::printf("%d %s\n", apply_twice([](int a, int b) { return a * b; }, 6, 7),
              apply_twice([](std::string s) { return s + "!"; }, std::string("hey")).c_str());
  Accumulator<long> sums;
  sums.add_all(v, [](int x) { return long{x} * x; });
  Accumulator<std::string> texts;
  texts.add_all(words, [](const std::string &s) { return s + s; });
  std::printf("%ld %s %d %s\n", sums.sum(), texts.sum().c_str(), total(v), total(words[0]) == 'a' ? "yes" : "no");
  std::printf("%d %s\n", abbreviated(4), abbreviated(std::string("x")).c_str());
}
