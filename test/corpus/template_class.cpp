// RUN: %check_run %s
// Class templates: members in and out of line, member templates, nested classes, specialisations, bases.
#include <array>
#include <cstdio>
#include <vector>

template <class T> struct Base {
  std::vector<T> items;
};

template <class T, int Width> class Matrix : public Base<T> {
public:
  explicit Matrix(int height) : m_height(height) { this->items.resize(static_cast<std::size_t>(height * Width)); }

  T &at(int y, int x) { return this->items[static_cast<std::size_t>(y * Width + x)]; }

  void fill(T value) {
    [[fork::parallel]] for (T &x : this->items) x = value;
  }
  void transposed_into(Matrix &other);
  template <class Function> void each(Function function) {
    [[fork::parallel]] for (int y = 0; y < m_height; ++y)
      for (int x = 0; x < Width; ++x)
        at(y, x) = function(y, x, at(y, x));
  }
  T sum() const {
    T total{};
    [[fork::parallel]] for (const T &x : this->items) total += x;
    return total;
  }

  struct Row {
    std::array<T, Width> cells{};
    void count_up() {
      [[fork::parallel]] for (int x = 0; x < Width; ++x) cells[static_cast<std::size_t>(x)] = static_cast<T>(x);
    }
  };

private:
  int m_height;
};

// Distinct as long as the height is at most the width, which nobody can see here.
template <class T, int Width> void Matrix<T, Width>::transposed_into(Matrix &other) {
  [[fork::parallel, fork::independent]] for (int y = 0; y < m_height; ++y)
    for (int x = 0; x < Width; ++x)
      other.at(x, y) = at(y, x);
}

template <class T> struct Name {
  static int length(const T *, int n) { return n; }
};
template <> struct Name<char> {
  static int length(const char *text, int n) {
    int letters = 0;
    [[fork::parallel]] for (int i = 0; i < n; ++i) letters += text[i] != ' ';
    return letters;
  }
};

int main() {
  Matrix<int, 6> a(6), b(6);
  a.fill(2);
  a.each([](int y, int x, int old) { return old + 10 * y + x; });
  a.transposed_into(b);
  std::printf("%d %d %d\n", b.sum(), b.at(5, 0), b.at(0, 5));
  Matrix<double, 3> c(4);
  c.fill(0.5);
  std::printf("%g\n", c.sum());
  Matrix<long, 5>::Row row;
  row.count_up();
  std::printf("%ld %d %d\n", row.cells[4], Name<char>::length("a b c", 5), Name<int>::length(nullptr, 3));
}
