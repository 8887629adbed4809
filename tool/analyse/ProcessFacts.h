// What becomes of a call or a loop whose work is done in another process: what comes back, and what is lost.
#pragma once

#include "analyse/Access.h"
#include "analyse/CallFacts.h"
#include "analyse/Captures.h"
#include "analyse/LoopFacts.h"

namespace xfork {

/// A call, or a whole statement (then null). The child is a snapshot, so nothing need be captured that the child can look up itself.
void considerProcess(const clang::Stmt *Task, llvm::ArrayRef<Access> Made, const CaptureAnalysis &Captures,
                     const clang::ASTContext &Context, const SourceText &Source, CallFacts &Facts);

/// A loop.
void considerProcess(const Site &Loop, const clang::ASTContext &Context, const SourceText &Source,
                     LoopFacts &Facts);

} // namespace xfork
