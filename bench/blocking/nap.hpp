// Calls that do nothing but wait for 10 ms, as for a disk or a network.
#pragma once

#include "contestant.hpp"

#include <ctime>

inline int nap(int i) {
  const timespec ten_ms{0, 10'000'000};
  nanosleep(&ten_ms, nullptr);
  return i;
}
