// Takes the annotations out again: what is left is the sequential program.
#pragma once

#include "rewrite/Edit.h"

namespace xfork {

/// Removes every annotation in the project's files: also those in text that `#if` leaves out, and in macros. A line
/// that held nothing else goes with it.
std::vector<Edit> annotationRemovals(const SourceText &Source);

} // namespace xfork
