#include "items.hpp"
#include "tbb_workers.hpp"

#include <tbb/parallel_for.h>

std::uint64_t contest(long size) {
  limit_tbb();
  numbers all;
  for (long region = 0; region < size; ++region)
    tbb::parallel_for(0, items, [&](int i) { all.value[i] = step(all.value[i]); });
  return all.checksum();
}
