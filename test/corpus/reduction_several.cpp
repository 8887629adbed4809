// RUN: %check_run %s
// Several reductions in one loop, beside element writes and conditions; and in nested loops.
#include <algorithm>
#include <cstdio>
#include <vector>

struct Sample {
  int value;
  double weight;
};

int main() {
  std::vector<Sample> samples;
  for (int i = 0; i < 300; ++i)
    samples.push_back({i * 31 % 97, static_cast<double>(i % 8)});

  int count = 0, lowest = 1000, highest = -1000, bits = 0;
  long sum = 0, sum_of_squares = 0;
  double weight = 0;
  bool all_positive = true, any_large = false;
  [[fork::parallel]] for (std::size_t i = 0; i < samples.size(); ++i) {
    const Sample &sample = samples[i];
    if (sample.value % 10 == 3)
      continue;
    ++count;
    sum += sample.value;
    sum_of_squares += static_cast<long>(sample.value) * sample.value;
    weight += sample.weight;
    lowest = std::min(lowest, sample.value);
    if (sample.value > highest)
      highest = sample.value;
    bits |= sample.value;
    all_positive = all_positive && sample.value > 0;
    any_large = any_large || sample.value > 90;
    samples[i].value = -sample.value;
  }
  std::printf("%d %ld %ld %g %d %d %d %d %d\n", count, sum, sum_of_squares, weight, lowest, highest, bits,
              all_positive, any_large);

  int grid[8][8], pairs = 0, diagonal = 0;
  [[fork::parallel]] for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 8; ++x) {
      grid[y][x] = y * x;
      if (x == y)
        diagonal += grid[y][x];
      pairs++;
    }
  }
  [[fork::parallel]] for (int y = 0; y < 8; ++y)
    [[fork::parallel]] for (int x = 0; x < 8; ++x) pairs += grid[y][x] > 10;
  std::printf("%d %d\n", pairs, diagonal);
}
