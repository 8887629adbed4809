// RUN: %check_run --allow-warning=fork-unproven-independence %s
// Subscripts: two and three dimensions, flattened, shifted, strided, several writes of one iteration.
#include <array>
#include <cstdio>
#include <vector>

constexpr int w = 12, h = 7;

void print(const char *what, const int *values, int n) {
  long hash = 7;
  for (int i = 0; i < n; ++i)
    hash = (hash * 31 + values[i]) % 1000003;
  std::printf("%s %ld\n", what, hash);
}

int main() {
  int a[h][w], b[h][w] = {}, flat[h * w], cube[3][h][w];
  [[fork::parallel]] for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      a[y][x] = y * y - x;
  print("rows", &a[0][0], h * w);

  [[fork::parallel]] for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      flat[x + y * w] = a[y][x];
  print("flat", flat, h * w);

  [[fork::parallel]] for (int y = 1; y < h - 1; ++y)
    for (int x = 1; x < w - 1; ++x)
      b[y][x] = a[y - 1][x] + a[y + 1][x] + a[y][x - 1] + a[y][x + 1] - 4 * a[y][x];
  print("stencil", &b[0][0], h * w);

  [[fork::parallel]] for (int z = 0; z < 3; ++z)
    for (int y = 0; y < h; ++y)
      for (int x = 0; x < w; ++x)
        cube[z][y][x] = b[y][x] * (z + 1);
  print("cube", &cube[0][0][0], 3 * h * w);

  [[fork::parallel]] for (int i = 0; i < h * w / 2; ++i) {
    flat[2 * i] += 1;
    flat[2 * i + 1] -= flat[2 * i];
  }
  print("strided", flat, h * w);

  [[fork::parallel]] for (int i = 0; i < 40; ++i) flat[i] = flat[i + 42];
  print("shifted", flat, h * w);

  [[fork::parallel]] for (int i = 0; i < h * w / 2; ++i) {
    const int other = h * w - 1 - i, old = flat[i];
    flat[i] = flat[other];
    flat[other] = old;
  }
  print("reversed", flat, h * w);

  std::vector<std::array<int, 3>> triples(20);
  [[fork::parallel]] for (std::size_t i = 0; i < triples.size(); ++i) {
    triples[i][0] = static_cast<int>(i);
    triples[i][1] = triples[i][0] * 2;
    triples[i][2] = triples[i][0] + triples[i][1];
  }
  print("triples", triples[0].data(), 60);
}
