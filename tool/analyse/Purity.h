// Whether a call gives the same value whenever it is made with the same arguments, and does nothing else.
#pragma once

#include "clang/AST/Decl.h"

namespace xfork {

/// Proven from the body, where it is visible: it touches its own variables and constants only, and so do its callees.
bool isPure(const clang::FunctionDecl *F, const clang::ASTContext &Context);

} // namespace xfork
