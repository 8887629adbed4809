#include "analyse/HandlerReads.h"
#include "analyse/Access.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

/// The handlers that an exception of the site may come to, innermost first.
static std::vector<const CXXCatchStmt *> handlersAround(const Site &S) {
  std::vector<const CXXCatchStmt *> Result;
  for (size_t I = S.Ancestors.size(); I-- > 0;) {
    const Stmt *Child = I + 1 < S.Ancestors.size() ? S.Ancestors[I + 1] : S.Statement;
    const auto *Try = dyn_cast<CXXTryStmt>(S.Ancestors[I]);
    if (Try && Try->getTryBlock() == Child)
      for (unsigned N = 0; N != Try->getNumHandlers(); ++N)
        Result.push_back(Try->getHandler(N));
  }
  return Result;
}

static const VarDecl *localOf(const Access &A) {
  const auto *V = A.Place.Kind == Place::Variable ? dyn_cast_or_null<VarDecl>(A.Place.Root) : nullptr;
  return V && V->hasLocalStorage() && !V->getType()->isReferenceType() ? V : nullptr;
}

/// The first access to each variable, if that is no assignment of all of it: it sees what was there before.
static std::vector<Access> readsOf(const CXXCatchStmt *Handler, const ASTContext &Context) {
  std::vector<Access> Result;
  llvm::SmallPtrSet<const VarDecl *, 8> Known;
  for (const Access &A : collectAccesses(Context, Handler->getHandlerBlock()).List)
    if (const VarDecl *V = localOf(A); V && Known.insert(V).second && (A.Kind != AccessKind::Write || !A.Place.isWholeObject()))
      Result.push_back(A);
  return Result;
}

std::vector<Finding> xfork::judgeHandlerReads(const Site &S, llvm::ArrayRef<const Stmt *> Overlapped, const ASTContext &Context) {
  const std::vector<const CXXCatchStmt *> Handlers = handlersAround(S);
  if (Handlers.empty())
    return {};
  llvm::DenseMap<const VarDecl *, SourceLocation> Written;
  for (const Stmt *Code : Overlapped)
    for (const Access &A : collectAccesses(Context, Code).List)
      if (const VarDecl *V = A.writes() ? localOf(A) : nullptr)
        Written.try_emplace(V, A.Where->getExprLoc());
  std::vector<Finding> Found;
  for (const CXXCatchStmt *Handler : Handlers)
    for (const Access &Read : readsOf(Handler, Context)) {
      const auto Write = Written.find(localOf(Read));
      if (Write == Written.end())
        continue;
      Found.push_back({Diag::HandlerReads, S.location(), {Write->first->getNameAsString()},
                       {{Diag::AccessHere, Write->second, "it is changed"}, {Diag::AccessHere, Read.Where->getExprLoc(), "it is read"}}});
      Written.erase(Write);
    }
  return Found;
}
