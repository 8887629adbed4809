// Finds the OpenMP directives of a unit that was parsed with -fopenmp, and what could stand in their place.
//
// The program that runs every parallel region with one thread is one that OpenMP allows. So regions, barriers and critical
// sections can be left out, as long as nothing asks for the number of a thread; loops, sections and tasks are annotated, and
// the engine has to agree to each.
#pragma once

#include "openmp/Conversion.h"
#include "source/SourceText.h"

namespace clang {
class ASTContext;
}

namespace xfork {

std::vector<Conversion> findDirectives(clang::ASTContext &Context, const SourceText &Source);

} // namespace xfork
