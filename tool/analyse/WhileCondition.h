// The condition of a `while` loop that produces the next item:
//
//   while (std::getline(in, line)) total += parse(line);
//
// It is evaluated by the thread that runs the loop; what it gives a value, and the body uses, each iteration gets a copy of.
#pragma once

#include "analyse/Access.h"
#include "analyse/LoopHeader.h"
#include "analyse/VariableFlow.h"

namespace xfork {

/// The local variables that the condition may give a value and that the body mentions.
std::vector<const clang::VarDecl *> takenVariables(const clang::WhileStmt *Loop, const clang::ASTContext &Context,
                                                   const SourceText &Source);

/// What speaks against evaluating the condition before the bodies of earlier iterations have run.
std::vector<Finding> judgeCondition(const Site &S, const LoopHeader &Header, const Accesses &Body, const ExitFacts &Exits,
                                    const clang::ASTContext &Context, const SourceText &Source);

/// The same of the elements of a range that can be walked only once.
std::vector<Finding> judgeTakenRange(const Site &S, const LoopHeader &Header, const Accesses &Body, const ExitFacts &Exits,
                                     const clang::ASTContext &Context, const SourceText &Source);

} // namespace xfork
