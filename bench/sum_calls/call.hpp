// A serial loop around calls of a quarter of a microsecond, whose results are summed.
#pragma once

#include "contestant.hpp"

__attribute__((noinline)) inline std::uint64_t f(long i) {
  auto value = static_cast<std::uint64_t>(i);
  for (int round = 0; round < 60; ++round)
    value = mix(value);
  return value;
}
