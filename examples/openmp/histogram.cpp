// Counts: privatised by hand and merged in a critical section; the extremes; what is over a limit, collected under a lock.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

static std::uint32_t mix(std::uint32_t x) {
  for (int round = 0; round < 8; ++round)
    x = (x ^ (x >> 15)) * 2246822519u + 374761393u;
  return x;
}

int main(int argc, char **argv) {
  const int n = argc > 1 ? std::atoi(argv[1]) : 20000;
  long odd = 0;
  std::uint32_t smallest = UINT32_MAX, largest = 0;
  int where = -1;
  std::vector<int> rare;

#pragma omp parallel
  {
    long mine = 0;
#pragma omp for nowait
    for (int i = 0; i < n; ++i)
      mine += mix(i) & 1;
#pragma omp atomic
    odd += mine;
  }

#pragma omp parallel for reduction(min : smallest)
  for (int i = 0; i < n; ++i)
    smallest = std::min(smallest, mix(i));

#pragma omp parallel for
  for (int i = 0; i < n; ++i) {
    const std::uint32_t value = mix(i);
#pragma omp critical
    if (value > largest) {
      largest = value;
      where = i;
    }
  }

#pragma omp parallel for
  for (int i = 0; i < n; ++i)
    if (mix(i) < 1u << 22) {
#pragma omp critical(collect)
      rare.push_back(i);
    }

  std::sort(rare.begin(), rare.end()); // OpenMP collects in any order
  long sum = 0;
  for (int i : rare)
    sum += i;
  std::printf("odd %ld smallest %u largest %u at %d rare %zu sum %ld\n", odd, smallest, largest, where, rare.size(), sum);
}
