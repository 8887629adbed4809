#include "call.hpp"

std::uint64_t contest(long size) {
  std::uint64_t sum = 0;
  for (long i = 0; i < size; ++i)
    [[fork::parallel]] sum += f(i);
  return sum;
}
