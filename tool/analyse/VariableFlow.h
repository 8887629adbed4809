// In which order a function assigns and reads a variable: Clang's control-flow graph, asked about one loop.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>
#include <optional>

namespace xfork {

/// What one iteration of a loop does to a variable that is declared outside it.
struct IterationFlow {
  bool ReadsFirst = false;      ///< On some path it is read before it is assigned.
  bool AlwaysAssigns = true;    ///< On every path to the next iteration, or out of the loop but by `return`.
  bool LeavesOnAssign = false;  ///< Once it is assigned, there is no next iteration.
};

class VariableFlow {
public:
  /// Of the function whose body is `Body`.
  VariableFlow(const clang::FunctionDecl *Function, const clang::ASTContext &Context);

  /// Whether an inner loop runs equally often in all iterations. If it does not run at all, nothing it assigns is
  /// assigned anywhere, so that the value from before the loop is the last one.
  using RunsAlike = llvm::function_ref<bool(const clang::ForStmt *)>;

  /// Nothing if the graph does not tell.
  std::optional<IterationFlow> iteration(const clang::Stmt *Loop, const clang::VarDecl *Variable, RunsAlike Alike) const;
  /// Whether the value it has when the loop ends may be read. True if the graph does not tell.
  bool isReadAfter(const clang::Stmt *Loop, const clang::VarDecl *Variable) const;
  /// Whether it can be reached but by its name: its address is taken, a reference or a closure refers to it.
  bool isAliased(const clang::VarDecl *Variable) const;

private:
  bool alwaysAssigns(const clang::Stmt *Loop, const clang::VarDecl *Variable, RunsAlike Alike) const;

  const clang::FunctionDecl *Function;
  const clang::Stmt *Body;
  std::unique_ptr<clang::CFG> Graph;
};

} // namespace xfork
