// lazy_values, twenty calls deep: what the stack of each fork costs.
#include "contestant.hpp"
#include "recursion.hpp"

#include <memory>
#include <vector>

std::uint64_t contest(long size) {
  return static_cast<std::uint64_t>(deep(20, [size] {
    std::vector<std::unique_ptr<int>> values;
    values.reserve(static_cast<std::size_t>(size));
    for (long i = 0; i < size; ++i)
      values.push_back(std::make_unique<int>(static_cast<int>(i)));
    long sum = 0;
    for (const auto &value : values)
      sum += *value;
    return sum;
  }));
}
