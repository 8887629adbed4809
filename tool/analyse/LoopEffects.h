// What the iterations of a loop do to the world outside it, and whether that keeps its serial meaning.
#pragma once

#include "analyse/LoopFacts.h"
#include "analyse/LoopHeader.h"
#include "find/Site.h"

namespace xfork {

/// Fills in the options and the findings.
void judgeEffects(const Site &S, const LoopHeader &Header, const clang::ASTContext &Context, const SourceText &Source,
                  LoopFacts &Facts);

} // namespace xfork
