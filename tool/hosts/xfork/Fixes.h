// What `--export-fixes` writes: the replacements of a whole project in the form that clang-apply-replacements reads.
#pragma once

#include "Project.h"

namespace xfork {

std::string fixesAsYaml(const Project &);

} // namespace xfork
