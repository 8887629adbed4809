// The head of a loop with #if in it has several texts, of which the parser saw one.
#pragma once

#include "analyse/LoopFacts.h"

namespace xfork {

/// Refuses such a loop. For hosts whose text is kept: the other branches would stay as they are, and not compile any
/// more. A compiler that gets the text at once takes the branch that was rewritten.
void refuseConditionalHead(LoopFacts &Facts, const SourceText &Source);

} // namespace xfork
