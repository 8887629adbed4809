#include "analyse/ExitEffects.h"
#include "analyse/Mentions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

namespace {
/// Changes of atomics, which are no data races, and happen all the same.
struct AtomicFinder : RecursiveASTVisitor<AtomicFinder> {
  std::vector<const Expr *> Changed;

  void look(const Expr *Object, const CXXMethodDecl *M) {
    const auto *R = Object->IgnoreParenImpCasts()->getType()->getAsCXXRecordDecl();
    const bool IsAtomic = R && isStd(R) && R->getIdentifier() && (R->getName() == "atomic" || R->getName() == "atomic_ref");
    const bool Reads = M && (isa<CXXConversionDecl>(M) || (M->getIdentifier() && M->getName() == "load"));
    if (IsAtomic && !Reads)
      Changed.push_back(stripped(Object));
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *C) {
    if (!C->getImplicitObjectArgument()->getType()->isPointerType())
      look(C->getImplicitObjectArgument(), C->getMethodDecl());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *C) {
    look(C->getArg(0), dyn_cast_or_null<CXXMethodDecl>(C->getDirectCallee()));
    return true;
  }
};

class ExitJudge {
public:
  ExitJudge(const Site &S, const LoopHeader &Header, const ExitFacts &Exits, const SourceText &Source)
      : S(S), Header(Header), Exits(Exits), Source(Source),
        OnlyReturns(llvm::none_of(Exits.Jumps, [](const JumpFact &J) { return J.IsBreak; }) &&
                    !StringRef(Exits.Leave).starts_with("goto")) {}

  std::vector<Finding> Found;

  void write(const Access &A) {
    if (!diesWithFunction(A.Place.Kind == Place::Variable ? A.Place.Root : nullptr))
      say(A.Where, A.Place.Root, spelled(A, Source), A.Kind == AccessKind::Change ? "changed" : "written");
  }

  /// What a visible callee writes to what it is given.
  void write(const MemoryAccess &A) {
    const bool IsNamed = A.Where.Root == Location::Variable || A.Where.Root == Location::This;
    if (IsNamed && !diesWithFunction(A.Where.Decl))
      say(A.At, A.Where.Decl, A.Where.Decl ? A.Where.Decl->getNameAsString() : "*this", "written", A.Call);
  }

  void atomic(const Expr *E) {
    const auto *D = dyn_cast<DeclRefExpr>(E);
    const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
    if (V && !diesWithFunction(V) && !isInBody(V->getLocation()))
      say(E, V, V->getNameAsString(), "changed");
  }

private:
  /// Nobody can see it once the function has returned.
  bool diesWithFunction(const ValueDecl *D) const {
    const auto *V = dyn_cast_or_null<VarDecl>(D);
    if (!OnlyReturns || !V || !V->hasLocalStorage() || V->getType()->isReferenceType() || V->getType()->isPointerType() ||
        V->getDeclContext() != S.Function)
      return false;
    struct ReturnFinder : RecursiveASTVisitor<ReturnFinder> {
      const VarDecl *V;
      const SourceText &Source;
      bool Found = false;
      ReturnFinder(const VarDecl *V, const SourceText &Source) : V(V), Source(Source) {}
      bool VisitReturnStmt(ReturnStmt *R) {
        Found |= findMentions(R, V, Source).Count != 0;
        return true;
      }
    } Returns(V, Source);
    Returns.TraverseStmt(const_cast<Stmt *>(Header.Body));
    return !Returns.Found;
  }

  bool isInBody(SourceLocation Loc) const {
    return Source.sources().isPointWithin(Loc, Header.Body->getBeginLoc(), Header.Body->getEndLoc());
  }

  void say(const Expr *Where, const ValueDecl *Root, std::string Text, StringRef What, SourceLocation Call = {}) {
    if (Root && !Said.insert(cast<ValueDecl>(Root->getCanonicalDecl())).second)
      return;
    SourceLocation Loc = Call.isValid() ? Call : Where->getExprLoc();
    Found.push_back({Diag::AfterExit, Loc, {std::move(Text), What.str()},
                     {{Diag::AccessHere, Exits.Statements.front()->getBeginLoc(), "the loop is left"}}});
  }

  const Site &S;
  const LoopHeader &Header;
  const ExitFacts &Exits;
  const SourceText &Source;
  bool OnlyReturns;
  llvm::SmallPtrSet<const ValueDecl *, 8> Said;
};
} // namespace

std::vector<Finding> xfork::judgeExitEffects(const Site &S, const LoopHeader &Header, const ExitFacts &Exits,
                                             const Accesses &All, const ElementProofs &Proofs, const SourceText &Source,
                                             llvm::function_ref<bool(const Access &)> IsHandled) {
  ExitJudge Judge(S, Header, Exits, Source);
  if (Exits.Jumps.empty())
    return {};
  for (const Access &A : All.List)
    if (A.writes() && !A.IsOutput && !IsHandled(A))
      Judge.write(A);
  for (const MemoryAccess &A : Proofs.trace().Accesses)
    if (A.Writes && A.IsCertain && A.Call.isValid() && !A.Where.IsPrivate)
      Judge.write(A);
  AtomicFinder Atomics;
  Atomics.TraverseStmt(const_cast<Stmt *>(Header.Body));
  for (const Expr *E : Atomics.Changed)
    Judge.atomic(E);
  return std::move(Judge.Found);
}
