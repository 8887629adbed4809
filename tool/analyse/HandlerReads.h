// What a handler reads although the serial program would not have written it yet: by the time the exception of a forked call
// is noticed, statements behind the call have run.
//
//   int stage = 1;
//   try {
//     [[fork::parallel]] auto a = load(x);   // throws
//     stage = 2;                             // has run by then
//     use(a);
//   } catch (...) { report(stage); }         // serially 1
#pragma once

#include "analyse/Finding.h"
#include "find/Site.h"

namespace xfork {

/// A warning for each variable of the function that a handler around the site reads and `Overlapped` code writes. That is what
/// may run between the fork and the join.
std::vector<Finding> judgeHandlerReads(const Site &S, llvm::ArrayRef<const clang::Stmt *> Overlapped, const clang::ASTContext &Context);

} // namespace xfork
