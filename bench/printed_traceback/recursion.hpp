// An exception thrown under a hundred calls.
#pragma once

#include "contestant.hpp"

#include <stdexcept>

__attribute__((noinline)) inline long recurse(long depth) {
  if (depth == 0)
    throw std::range_error("bottom");
  volatile long result = recurse(depth - 1) + 1;
  return result;
}
