// The runtime's header is C++20. Said once at the top, instead of by a page of errors from inside that
// header.
#pragma once

#include "diagnose/Diagnose.h"
#include "clang/Frontend/CompilerInstance.h"

namespace xfork {

/// Reports an error if the file that is compiled, and has annotations, is compiled as an older C++.
inline bool rejectOldStandard(clang::CompilerInstance &CI) {
  if (CI.getLangOpts().CPlusPlus20)
    return false;
  Diagnoser(CI.getDiagnostics()).report(Diag::OldStandard, {}, {CI.getFrontendOpts().Inputs.front().getFile()});
  return true;
}

} // namespace xfork
