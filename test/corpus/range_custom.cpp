// RUN: %check_run %s
// Ranges of the user's own: members begin and end, free functions found by their argument.
#include <cstddef>
#include <cstdio>
#include <iterator>

class Countdown {
public:
  class iterator {
  public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = int;
    using difference_type = std::ptrdiff_t;
    using pointer = const int *;
    using reference = int;
    iterator() = default;
    explicit iterator(int n) : m_n(n) {}
    int operator*() const { return m_n; }
    iterator &operator++() {
      --m_n;
      return *this;
    }
    iterator operator++(int) {
      const iterator old = *this;
      --m_n;
      return old;
    }
    bool operator==(const iterator &other) const { return m_n == other.m_n; }

  private:
    int m_n = 0;
  };
  explicit Countdown(int n) : m_n(n) {}
  iterator begin() const { return iterator(m_n); }
  iterator end() const { return iterator(0); }

private:
  int m_n;
};

namespace shop {
struct Shelf {
  double prices[6];
};
double *begin(Shelf &s) { return s.prices; }
double *end(Shelf &s) { return s.prices + 6; }
} // namespace shop

int main() {
  int sum = 0;
  [[fork::parallel]] for (int x : Countdown(20)) sum += x;
  const Countdown countdown(7);
  [[fork::parallel]] for (auto x : countdown) sum += 100 * x;

  shop::Shelf shelf{{1, 2, 3, 4, 5, 6}};
  [[fork::parallel]] for (double &price : shelf) price *= 2;

  std::printf("%d %g %g\n", sum, shelf.prices[0], shelf.prices[5]);
}
