#include "tbb_workers.hpp"
#include "vectors.hpp"

#include <tbb/parallel_for.h>

static void saxpy(float a, const float *__restrict x, float *__restrict y, long size) {
  tbb::parallel_for(tbb::blocked_range<long>(0, size), [=](const tbb::blocked_range<long> &range) {
    for (long i = range.begin(); i < range.end(); ++i)
      y[i] += a * x[i];
  });
}

std::uint64_t contest(long size) {
  limit_tbb();
  vectors &v = shared_vectors(size);
  saxpy(0.5F, v.x.data(), v.y.data(), size);
  return size_of(v);
}
