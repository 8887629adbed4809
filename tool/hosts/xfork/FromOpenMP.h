// What `--from-openmp` does with one source file: directives become annotations where the engine agrees.
#pragma once

#include "Unit.h"

namespace xfork {

/// Parses the file as OpenMP, and then again and again as what it would become, until the engine has nothing against
/// it. What it refuses stays as it was, and a message says why.
UnitRun convertFromOpenMP(const clang::tooling::CompilationDatabase &Commands, const std::string &Source, const UnitOptions &Options);

} // namespace xfork
