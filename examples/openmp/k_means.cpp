// Clusters points: every thread has sums of its own, by its number. That part stays OpenMP.
#include <cstdio>
#include <cstdlib>
#include <omp.h>
#include <vector>

int main(int argc, char **argv) {
  const int n = argc > 1 ? std::atoi(argv[1]) : 20000;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  const int k = 8;
  std::vector<long> points(n), centres(k);
  std::vector<int> label(n, 0);
  for (int i = 0; i < n; ++i)
    points[i] = i * 7919L % 100003;
  for (int c = 0; c < k; ++c)
    centres[c] = 100003L * c / k;
  for (int round = 0; round < rounds; ++round) {
#pragma omp parallel for schedule(static)
    for (int i = 0; i < n; ++i) {
      int best = 0;
      for (int c = 1; c < k; ++c)
        if (std::labs(points[i] - centres[c]) < std::labs(points[i] - centres[best]))
          best = c;
      label[i] = best;
    }
    const int threads = omp_get_max_threads();
    std::vector<long> sums(threads * k), counts(threads * k);
#pragma omp parallel
    {
      const int me = omp_get_thread_num();
#pragma omp for
      for (int i = 0; i < n; ++i) {
        sums[me * k + label[i]] += points[i];
        counts[me * k + label[i]] += 1;
      }
    }
    for (int c = 0; c < k; ++c) {
      long sum = 0, count = 0;
      for (int t = 0; t < threads; ++t)
        sum += sums[t * k + c], count += counts[t * k + c];
      centres[c] = count ? sum / count : centres[c];
    }
  }
  for (long centre : centres)
    std::printf("%ld ", centre);
  std::printf("\n");
}
