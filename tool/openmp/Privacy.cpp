#include "openmp/Privacy.h"
#include "openmp/Region.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtOpenMP.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetOperations.h"
#include <set>

using namespace clang;
using namespace xfork;

namespace {

class ExclusionFinder : public RecursiveASTVisitor<ExclusionFinder> {
public:
  bool Found = false;

  bool VisitOMPCriticalDirective(OMPCriticalDirective *) { return !(Found = true); }
  bool VisitOMPAtomicDirective(OMPAtomicDirective *) { return !(Found = true); }
  bool VisitOMPOrderedDirective(OMPOrderedDirective *) { return !(Found = true); }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *F = Call->getDirectCallee(), *Definition = nullptr;
    if (!F)
      return true;
    Found |= F->getIdentifier() && F->getName().starts_with("omp_set_") && F->getName().ends_with("lock");
    if (F->hasBody(Definition) && Visited.insert(Definition).second)
      TraverseStmt(Definition->getBody());
    return !Found;
  }

private:
  llvm::SmallPtrSet<const FunctionDecl *, 8> Visited;
};

/// Where variables are mentioned in code, and which are declared in it. Clang walks some code twice.
struct MentionCounter : RecursiveASTVisitor<MentionCounter> {
  llvm::DenseMap<const VarDecl *, std::set<SourceLocation>> Mentions;
  llvm::SmallVector<const VarDecl *, 8> Declared;

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (const auto *V = dyn_cast<VarDecl>(E->getDecl()))
      Mentions[cast<VarDecl>(V->getCanonicalDecl())].insert(E->getLocation());
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (!V->isImplicit() && !isa<ParmVarDecl>(V) && V->hasLocalStorage())
      Declared.push_back(cast<VarDecl>(V->getCanonicalDecl()));
    return true;
  }
};

bool isNumber(const VarDecl *V) { return V->getType()->isArithmeticType() || V->getType()->isEnumeralType(); }
bool isBuffer(const VarDecl *V) { return V->getType()->isArrayType() || V->getType()->isRecordType(); }

template <class Clause> void collect(const OMPExecutableDirective &D, llvm::SmallVectorImpl<const VarDecl *> &Into) {
  for (const auto *Each : D.getClausesOfKind<Clause>())
    for (const Expr *E : Each->varlist()) {
      // `hist[:256]` is about `hist`.
      const Expr *Base = E->IgnoreParenImpCasts();
      while (const auto *Section = dyn_cast<ArraySectionExpr>(Base))
        Base = Section->getBase()->IgnoreParenImpCasts();
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Base))
        if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()))
          Into.push_back(cast<VarDecl>(V->getCanonicalDecl()));
    }
}

} // namespace

bool xfork::holdsExclusion(const Stmt *Code) {
  ExclusionFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(Code));
  return Finder.Found;
}

void xfork::readPrivacy(const OMPExecutableDirective &D, const OMPExecutableDirective *Region, Conversion &C) {
  MentionCounter Inside, InRegion;
  Inside.TraverseStmt(const_cast<Stmt *>(associated(D)));
  if (Region && Region != &D)
    InRegion.TraverseStmt(const_cast<Stmt *>(associated(*Region)));

  llvm::SmallVector<const VarDecl *, 8> Fresh, Kept;
  for (const OMPExecutableDirective *Each : {&D, Region == &D ? nullptr : Region})
    if (Each) {
      collect<OMPPrivateClause>(*Each, Fresh);
      collect<OMPFirstprivateClause>(*Each, Kept);
      collect<OMPLastprivateClause>(*Each, Kept);
      collect<OMPReductionClause>(*Each, Kept);
    }
  for (const VarDecl *V : InRegion.Declared)
    if (!llvm::is_contained(Inside.Declared, V))
      Fresh.push_back(V);

  std::string Scratch;
  for (const VarDecl *V : Fresh) {
    if (isNumber(V) || !Inside.Mentions.count(V))
      continue;
    if (isBuffer(V) && llvm::set_is_subset(InRegion.Mentions[V], Inside.Mentions[V]))
      Scratch += (Scratch.empty() ? "" : ", ") + V->getNameAsString();
    else
      C.HasExclusion = true;
  }
  for (const VarDecl *V : Kept)
    C.HasExclusion |= Inside.Mentions.count(V) && !isNumber(V);
  if (!Scratch.empty())
    C.Attributes.push_back("fork::scratch(" + Scratch + ")");
}
