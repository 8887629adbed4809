#include "analyse/AtomicWrites.h"
#include "analyse/Place.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"
#include <utility>

using namespace clang;
using namespace xfork;

namespace {
constexpr unsigned MostCallees = 200; // beyond, nobody waits for the answer

bool isAtomic(QualType T) {
  T = T.getNonReferenceType();
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  return T->isAtomicType() || (R && isStd(R) && R->getIdentifier() &&
                               (R->getName() == "atomic" || R->getName() == "atomic_flag" || R->getName() == "atomic_ref" ||
                                R->getName() == "__atomic_base"));
}

class Visitor : public RecursiveASTVisitor<Visitor> {
public:
  explicit Visitor(std::vector<AtomicWrite> &Found) : Found(Found) {}

  bool VisitVarDecl(VarDecl *V) {
    Own.insert(V);
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *U) {
    if (U->isIncrementDecrementOp())
      write(U->getSubExpr());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isAssignmentOp())
      write(B->getLHS());
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    static const llvm::StringSet<> Reads{"load", "test", "is_lock_free", "wait", "notify_one", "notify_all"};
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && Method->getIdentifier() && !Reads.contains(Method->getName()))
      write(Call->getImplicitObjectArgument());
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Call); Op && (Op->isAssignmentOp() || Op->getOperator() == OO_PlusPlus || Op->getOperator() == OO_MinusMinus))
      write(Call->getArg(0));
    const FunctionDecl *Callee = Call->getDirectCallee();
    const FunctionDecl *Body = nullptr;
    if (Callee && !isStd(Callee) && Callee->hasBody(Body) && Entered.size() < MostCallees && Entered.insert(Body).second) {
      SourceLocation Before = std::exchange(Through, Through.isValid() ? Through : Call->getBeginLoc());
      TraverseStmt(Body->getBody());
      Through = Before;
    }
    return true;
  }

private:
  void write(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (!isAtomic(E->getType()))
      return;
    const ValueDecl *Named = nullptr;
    if (const auto *D = dyn_cast<DeclRefExpr>(E))
      Named = D->getDecl();
    else if (const auto *M = dyn_cast<MemberExpr>(E))
      Named = M->getMemberDecl();
    const auto *V = dyn_cast_or_null<VarDecl>(Named);
    const bool Outlives = V ? V->hasGlobalStorage() || (Through.isInvalid() && !Own.contains(V)) : Through.isInvalid();
    if (!Named || !Outlives || llvm::any_of(Found, [&](const AtomicWrite &W) { return W.Object == Named->getNameAsString(); }))
      return;
    Found.push_back({Named->getNameAsString(), Through.isValid() ? Through : E->getBeginLoc()});
  }

  std::vector<AtomicWrite> &Found;
  llvm::SmallPtrSet<const VarDecl *, 8> Own;
  llvm::SmallPtrSet<const FunctionDecl *, 16> Entered;
  SourceLocation Through; ///< The call in the code itself that has led here.
};
} // namespace

std::vector<AtomicWrite> xfork::atomicWrites(const Stmt *Code) {
  std::vector<AtomicWrite> Found;
  if (Code)
    Visitor(Found).TraverseStmt(const_cast<Stmt *>(Code));
  return Found;
}
