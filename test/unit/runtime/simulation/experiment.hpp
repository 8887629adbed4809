// A program of known work and span on some number of workers.
#pragma once

#include "machine.hpp"
#include "xfork/scheduler/statistics.hpp"

#include <string>

namespace xfork::simulation {

/// Returns its span: the work on its longest path, without what forks and joins cost.
using program = nanoseconds (*)();

struct named_program {
  const char *name, *description;
  program run;
};
extern const std::vector<named_program> programs;
program program_named(const std::string &name);

/// In what state the other workers are when the program begins.
enum class beginning { searching, asleep };

struct outcome {
  nanoseconds work, span, time;
  double least_share; ///< of the work, by the least busy worker, times the number of workers: 1 is its fair share
  unsigned threads;   ///< that worked; more than the workers if some were blocked and got substitutes
  statistics counts;
};

/// In a process of its own.
outcome try_out(program, unsigned workers, beginning = beginning::searching);

} // namespace xfork::simulation
