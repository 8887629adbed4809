// RUN: %check_run --allow-warning=fork-unproven-independence %s
// Bounds that call something, as most loops of real programs have.
#include <cstdio>
#include <iterator>
#include <string>
#include <vector>

struct Grid {
  int w, h;
  int width() const { return w; }
  int height() const { return h; }
};

int main() {
  std::vector<int> v(25);
  [[fork::parallel]] for (std::size_t i = 0; i < v.size(); ++i) v[i] = static_cast<int>(i * i);
  [[fork::parallel]] for (int i = 0; i < static_cast<int>(v.size()); ++i) v[i] += 1;
  [[fork::parallel]] for (int i = 0; i < (int)v.size() - 1; ++i) v[i] += 1;
  [[fork::parallel]] for (auto i = 0; i != std::ssize(v); ++i) v[static_cast<std::size_t>(i)] += 10;
  for (int x : v)
    std::printf("%d ", x);

  const Grid grid{8, 5};
  std::string text(static_cast<std::size_t>(grid.width() * grid.height()), '.');
  [[fork::parallel]] for (int y = 0; y < grid.height(); ++y)
    for (int x = 0; x < grid.width(); ++x)
      text[static_cast<std::size_t>(y * grid.width() + x)] = static_cast<char>('a' + (x + y) % 26);
  std::printf("\n%s\n", text.c_str());
}
