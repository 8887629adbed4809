// A million values, each on the heap by itself, made and then summed: what std::unique_ptr<int> costs.
#include "contestant.hpp"

#include <memory>
#include <vector>

std::uint64_t contest(long size) {
  std::vector<std::unique_ptr<int>> values;
  values.reserve(static_cast<std::size_t>(size));
  for (long i = 0; i < size; ++i)
    values.push_back(std::make_unique<int>(static_cast<int>(i)));
  long sum = 0;
  for (const auto &value : values)
    sum += *value;
  return static_cast<std::uint64_t>(sum);
}
