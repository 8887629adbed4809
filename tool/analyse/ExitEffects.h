// What a loop that is left early does although the serial program would not: iterations behind the one that leaves may
// have run already. What they gathered in options is dropped; what they wrote to memory stays.
#pragma once

#include "analyse/Access.h"
#include "analyse/LoopHeader.h"
#include "prove/ElementProofs.h"

namespace xfork {

/// Warnings about writes that stay. `IsHandled` tells of those that are buffered, private or complained about.
std::vector<Finding> judgeExitEffects(const Site &S, const LoopHeader &Header, const ExitFacts &Exits, const Accesses &All,
                                      const ElementProofs &Proofs, const SourceText &Source,
                                      llvm::function_ref<bool(const Access &)> IsHandled);

} // namespace xfork
