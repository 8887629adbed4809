#include "analyse/AppendedCall.h"
#include "analyse/Access.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace xfork;

static const llvm::StringSet<> Appenders = {"push_back", "emplace_back", "push_front", "emplace_front", "insert", "emplace",
                                            "insert_or_assign", "try_emplace", "emplace_hint", "push", "append"};

/// The parts of a braced argument, else the argument.
static void addLeaves(const Expr *E, llvm::SmallVectorImpl<const Expr *> &Leaves) {
  const Expr *Bare = stripped(E);
  if (const auto *List = dyn_cast<InitListExpr>(Bare)) {
    for (const Expr *Part : List->inits())
      addLeaves(Part, Leaves);
    return;
  }
  const auto *Construct = dyn_cast<CXXConstructExpr>(Bare);
  if (Construct && !isa<CXXTemporaryObjectExpr>(Construct) && Construct->isListInitialization() && !Construct->isStdInitListInitialization()) {
    for (const Expr *Part : Construct->arguments())
      addLeaves(Part, Leaves);
    return;
  }
  // `insert({a, b})` of a class is a temporary made from a braced list.
  if (Construct && !isa<CXXTemporaryObjectExpr>(Construct) && Construct->getNumArgs() == 1 && Construct->getParenOrBraceRange().isInvalid())
    return addLeaves(Construct->getArg(0), Leaves);
  Leaves.push_back(E);
}

/// Calls anything, or with `OfProgram`, something that does not belong to the standard library.
static bool calls(const Stmt *Code, bool OfProgram) {
  if (!Code || isa<LambdaExpr>(Code))
    return false;
  if (const auto *C = dyn_cast<CallExpr>(Code))
    if (!OfProgram || !C->getDirectCallee() || !isStd(C->getDirectCallee()))
      return true;
  if (isa<CXXTemporaryObjectExpr, CXXUnresolvedConstructExpr>(Code))
    return true;
  return llvm::any_of(Code->children(), [&](const Stmt *Child) { return calls(Child, OfProgram); });
}

static bool leadsInto(const Expr *E, const Expr *Container, const ASTContext &Context) {
  Place Of = PlaceFinder().place(Container);
  return llvm::any_of(collectAccesses(Context, E).List, [&](const Access &A) { return A.Place.sameRoot(Of); });
}

std::optional<AppendedCall> xfork::readAppendedCall(const Expr *Statement, const ASTContext &Context) {
  const auto *M = dyn_cast<CXXMemberCallExpr>(Statement);
  const CXXMethodDecl *Method = M ? M->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier() || !isStd(Method) || !Appenders.contains(Method->getName()))
    return std::nullopt;
  llvm::SmallVector<const Expr *, 4> Leaves;
  for (const Expr *Argument : M->arguments())
    if (!isa<CXXDefaultArgExpr>(Argument))
      addLeaves(Argument, Leaves);
  const Expr *Container = M->getImplicitObjectArgument();
  bool OfProgram = llvm::any_of(Leaves, [](const Expr *E) { return calls(E, true); });
  AppendedCall Result{Container, nullptr, {}};
  for (const Expr *Leaf : Leaves) {
    bool IsCall = calls(Leaf, OfProgram) && (OfProgram || Leaves.size() == 1 || !leadsInto(Leaf, Container, Context));
    if (IsCall && Result.Forked)
      return std::nullopt;
    IsCall ? (void)(Result.Forked = Leaf) : Result.Others.push_back(Leaf);
  }
  if (!Result.Forked)
    return std::nullopt;
  const std::vector<Access> Task = collectAccesses(Context, Result.Forked).List;
  for (const Expr *Other : Result.Others)
    for (const Access &A : collectAccesses(Context, Other).List)
      if (A.mayWrite() || llvm::any_of(Task, [&](const Access &B) { return B.mayWrite() && mayOverlap(A.Place, B.Place); }))
        return std::nullopt;
  return Result;
}
