// The annotations of xfork, in one table.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace xfork {

enum class Annotation { Parallel, Thread, Process, CpuBound, IoBound, Ordered, Independent, Reduce, Scratch, Grain };

struct AnnotationInfo {
  Annotation Kind;
  llvm::StringLiteral Name;
  bool OnFunctionsOnly; ///< Describes a function; stands on its declaration.
  bool IsQualifier;     ///< Stands beside `parallel` on a loop.
  bool TakesArguments;
  llvm::StringLiteral Place; ///< Where it belongs, for messages.
};

/// All annotations, in the order of `Annotation`.
llvm::ArrayRef<AnnotationInfo> annotations();
const AnnotationInfo &info(Annotation Kind);
/// The annotation called `fork::Name`, if there is one.
std::optional<Annotation> annotationNamed(llvm::StringRef Name);
/// The closest existing name, empty if nothing is close.
llvm::StringRef closestAnnotation(llvm::StringRef Misspelt);

} // namespace xfork
