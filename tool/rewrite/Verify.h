// The engine checks its own work before anybody sees it.
#pragma once

#include "diagnose/Diagnose.h"
#include "rewrite/Edit.h"

namespace xfork {

/// Edits must lie in order, not overlap, and keep every line where it was. Reports and returns false otherwise.
bool verify(const std::vector<Edit> &Sorted, const SourceText &Source, Diagnoser &Diags);

} // namespace xfork
