// The same as a user writes it: any function, any arguments that travel, exceptions and deaths told.
#include "contestant.hpp"

#include <xfork/process.hpp>

namespace {
long twice_and_one(long n) { return 2 * n + 1; }
} // namespace

std::uint64_t contest(long size) {
  std::uint64_t sum = 0;
  for (long i = 0; i < size; ++i)
    sum += static_cast<std::uint64_t>(xfork::block_warm_process(twice_and_one, i));
  return sum;
}
