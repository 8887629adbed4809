// What the clauses of a directive mean for its annotation.
#pragma once

#include "openmp/Conversion.h"
#include "source/SourceText.h"

namespace clang {
class OMPExecutableDirective;
}

namespace xfork {

/// Adds attributes, names what is dropped, or says why the directive has to stay.
void readClauses(const clang::OMPExecutableDirective &D, const SourceText &Source, Conversion &C);

} // namespace xfork
