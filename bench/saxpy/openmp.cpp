#include "vectors.hpp"

static void saxpy(float a, const float *__restrict x, float *__restrict y, long size) {
#pragma omp parallel for
  for (long i = 0; i < size; ++i)
    y[i] += a * x[i];
}

std::uint64_t contest(long size) {
  vectors &v = shared_vectors(size);
  saxpy(0.5F, v.x.data(), v.y.data(), size);
  return size_of(v);
}
