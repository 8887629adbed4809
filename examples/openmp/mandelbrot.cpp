// A picture by rows and columns, collapsed into one loop; and two summaries of it in sections.
#include <cstdio>
#include <cstdlib>
#include <vector>

static int escape(double cr, double ci, int limit) {
  double x = 0, y = 0;
  int n = 0;
  for (; n < limit && x * x + y * y <= 4; ++n) {
    const double next = x * x - y * y + cr;
    y = 2 * x * y + ci;
    x = next;
  }
  return n;
}

static long total(const std::vector<int> &picture) {
  long sum = 0;
  for (int value : picture)
    sum += value;
  return sum;
}

static int inside(const std::vector<int> &picture, int limit) {
  int count = 0;
  for (int value : picture)
    count += value == limit;
  return count;
}

int main(int argc, char **argv) {
  const int width = argc > 1 ? std::atoi(argv[1]) : 120;
  const int limit = argc > 2 ? std::atoi(argv[2]) : 200;
  const int height = width / 2;
  std::vector<int> picture(width * height);
#pragma omp parallel for collapse(2) \
    schedule(dynamic, 16)
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      picture[y * width + x] = escape(3.0 * x / width - 2.2, 2.4 * y / height - 1.2, limit);
  long sum = 0;
  int dark = 0;
#pragma omp parallel sections
  {
#pragma omp section
    sum = total(picture);
#pragma omp section
    dark = inside(picture, limit);
  }
  std::printf("sum %ld inside %d\n", sum, dark);
}
