// Reductions that the program declares: `fork::reduce(op, x)`, and the statements that fold into `x`.
//
//   x = op(x, e);   op(x, e);   x = x + e;   x += e;   (the last two where op is a std::plus)
//
// The element of a chunk's first fold is what the chunk begins with, so it must be of the variable's own type.
#pragma once

#include "analyse/LoopHeader.h"
#include "clang/AST/ASTContext.h"

namespace xfork {

class UserReductions {
public:
  UserReductions(const Site &S, const LoopHeader &Header, const clang::ASTContext &Context, const SourceText &Source,
                 LoopFacts &Facts)
      : S(S), Header(Header), Context(Context), Source(Source), Facts(Facts) {}

  /// Adds an option for each variable; calls `Covers` for those, also where something is wrong with them.
  void recognise(llvm::function_ref<void(const clang::VarDecl *)> Covers);

private:
  struct Fold {
    const clang::Stmt *Statement;
    const clang::Expr *Element;
    bool InPlace;
    unsigned Mentions;
  };
  void variable(const clang::Expr *Operation, const clang::VarDecl *V);
  std::optional<Fold> match(const clang::Expr *Statement, const clang::Expr *Operation, const clang::VarDecl *V) const;
  bool isOperation(const clang::CallExpr *Call, const clang::Expr *Operation) const;
  void refuse(clang::SourceLocation Loc, std::string Why);

  const Site &S;
  const LoopHeader &Header;
  const clang::ASTContext &Context;
  const SourceText &Source;
  LoopFacts &Facts;
};

} // namespace xfork
