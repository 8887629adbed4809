// Whether a task of OpenMP is a call that can be annotated, and takes the same values with it.
#pragma once

#include "openmp/Conversion.h"
#include "source/SourceText.h"

namespace clang {
class ASTContext;
class OMPExecutableDirective;
} // namespace clang

namespace xfork {

void convertTask(const clang::OMPExecutableDirective &Task, const clang::ASTContext &Context, const SourceText &Source, Conversion &C);

} // namespace xfork
