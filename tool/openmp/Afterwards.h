// OpenMP's private variables keep the value that they had before the construct; in a plain loop they have the last one
// afterwards. That is the same program only if nobody looks.
#pragma once

#include "clang/AST/ASTContext.h"
#include <string>

namespace clang {
class OMPExecutableDirective;
}

namespace xfork {

/// The name of a private variable of `D` whose value may be read behind it in `F`; empty if there is none.
std::string privateReadAfterwards(const clang::OMPExecutableDirective &D, const clang::FunctionDecl &F, clang::ASTContext &Context);

} // namespace xfork
