// As many threads for oneTBB as the harness allows.
#pragma once

#include "contestant.hpp"

#include <tbb/global_control.h>

inline void limit_tbb() {
  static const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                         static_cast<std::size_t>(bench_workers()));
}
