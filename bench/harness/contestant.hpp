// What every contestant of a benchmark defines, and what the harness gives it.
#pragma once

#include <cstdint>
#include <cstdlib>

/// Does the case's work at the given size; returns a checksum that is the same for all contestants.
std::uint64_t contest(long size);

/// Threads that the contestant may use: BENCH_WORKERS, else 1.
inline int bench_workers() {
  const char *text = std::getenv("BENCH_WORKERS");
  return text ? std::atoi(text) : 1;
}

/// A hash that mixes well (splitmix64, Steele et al. 2014): pseudo-random work and checksums.
inline std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}
