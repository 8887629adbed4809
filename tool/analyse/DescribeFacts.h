// Facts as text, for `--dump=facts`: one line for the site, and one for each thing that is known of it.
#pragma once

#include "analyse/CallFacts.h"
#include "analyse/LoopFacts.h"

namespace xfork {

std::string describe(const LoopFacts &Facts, const SourceText &Source);
std::string describe(const CallFacts &Facts, const SourceText &Source);

} // namespace xfork
