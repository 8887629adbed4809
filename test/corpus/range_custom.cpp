// RUN: %check_run %s
// Ranges of the user's own: members begin and end, free functions found by their argument, a sentinel.
#include <cstdio>

class Countdown {
public:
  class iterator {
  public:
    explicit iterator(int n) : m_n(n) {}
    int operator*() const { return m_n; }
    iterator &operator++() {
      --m_n;
      return *this;
    }
    bool operator!=(const iterator &other) const { return m_n != other.m_n; }

  private:
    int m_n;
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

struct Terminated {
  const char *text;
  struct End {};
  struct iterator {
    const char *at;
    char operator*() const { return *at; }
    iterator &operator++() { return ++at, *this; }
    bool operator!=(End) const { return *at != '\0'; }
  };
  iterator begin() const { return {text}; }
  End end() const { return {}; }
};

int main() {
  int sum = 0;
  [[fork::parallel]] for (int x : Countdown(20)) sum += x;
  const Countdown countdown(7);
  [[fork::parallel]] for (auto x : countdown) sum += 100 * x;

  shop::Shelf shelf{{1, 2, 3, 4, 5, 6}};
  [[fork::parallel]] for (double &price : shelf) price *= 2;

  int letters = 0;
  [[fork::parallel]] for (char c : Terminated{"a range with a sentinel"}) if (c != ' ') ++letters;
  std::printf("%d %g %g %d\n", sum, shelf.prices[0], shelf.prices[5], letters);
}
