// Whether a parallel region means the same when one thread runs it.
#pragma once

#include "clang/AST/ASTContext.h"
#include <string>

namespace clang {
class OMPExecutableDirective;
}

namespace xfork {

/// What speaks against it; empty if nothing does.
std::string dependsOnThreads(const clang::OMPExecutableDirective &Region, const clang::ASTContext &Context);

/// The statement a directive is about, out of the wrapping that Clang gives it.
const clang::Stmt *associated(const clang::OMPExecutableDirective &D);

} // namespace xfork
