// Calls that throw and catch in themselves: an exception that never leaves its task costs what it costs without xfork.
#include "contestant.hpp"

#include <stdexcept>

__attribute__((noinline)) static std::uint64_t parse(std::uint64_t value) {
  if (value % 2 == 0)
    throw std::invalid_argument("even");
  return value;
}

__attribute__((noinline)) static std::uint64_t parse_or_zero(std::uint64_t value) {
  try {
    return parse(value);
  } catch (const std::invalid_argument &) {
    return 0;
  }
}

__attribute__((noinline)) static std::uint64_t parse_ten(long first) {
  std::uint64_t sum = 0;
  for (long i = 0; i < 10; ++i)
    sum += parse_or_zero(mix(static_cast<std::uint64_t>(10 * first + i)));
  return sum;
}

std::uint64_t contest(long size) {
  std::uint64_t sum = 0;
  for (long i = 0; i < size; ++i)
    [[fork::parallel]] sum += parse_ten(i);
  return sum;
}
