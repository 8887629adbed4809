#include "nap.hpp"

#include <future>
#include <vector>

std::uint64_t contest(long size) {
  std::vector<std::future<int>> results;
  for (int i = 0; i < size; ++i)
    results.push_back(std::async(std::launch::async, nap, i));
  long sum = 0;
  for (auto &result : results)
    sum += result.get();
  return static_cast<std::uint64_t>(sum);
}
