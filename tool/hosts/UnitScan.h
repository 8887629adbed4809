// Whether a translation unit may contain an annotation, asked of a compiler that has not begun to parse it. A unit
// that has none costs no more than the reading of its files.
#pragma once

#include "llvm/ADT/StringRef.h"

namespace clang {
class CompilerInstance;
}

namespace xfork {

/// Looks at the source file, the project's headers that it includes, and what the command line adds. Never says no
/// where there is an annotation (see AnnotationScan.h).
bool mayAnnotate(clang::CompilerInstance &CI, llvm::StringRef File);

} // namespace xfork
