#include "call.hpp"
#include "openmp_root.hpp"

#include <atomic>

std::uint64_t contest(long size) {
  std::atomic<std::uint64_t> sum = 0;
  return openmp_root([&] {
    for (long i = 0; i < size; ++i) {
#pragma omp task shared(sum)
      sum.fetch_add(f(i), std::memory_order_relaxed);
    }
#pragma omp taskwait
    return sum.load();
  });
}
