#include "nap.hpp"

std::uint64_t contest(long size) {
  long sum = 0;
  for (int i = 0; i < size; ++i)
    [[fork::parallel]] sum += nap(i);
  return static_cast<std::uint64_t>(sum);
}
