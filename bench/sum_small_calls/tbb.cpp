#include "call.hpp"
#include "tbb_workers.hpp"

#include <tbb/task_group.h>

#include <atomic>

std::uint64_t contest(long size) {
  limit_tbb();
  std::atomic<std::uint64_t> sum = 0;
  tbb::task_group group;
  for (long i = 0; i < size; ++i)
    group.run([&sum, i] { sum.fetch_add(f(i), std::memory_order_relaxed); });
  group.wait();
  return sum;
}
