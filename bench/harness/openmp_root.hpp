// The task that all others of an OpenMP contestant descend from.
#pragma once

template <class F> auto openmp_root(F work) {
  decltype(work()) result{};
#pragma omp parallel
#pragma omp single
  result = work();
  return result;
}
