// What is assigned on the way out of the loop only:
//
//   if (a[i] == wanted) { position = i; return true; }      position a variable, a reference, a member
//   if (a[i] == wanted) { if (out) *out = i; break; }       or what a pointer points to
//
// Of all iterations that do so, the one that leaves the loop in the serial program counts.
#include "analyse/LoopVariables.h"
#include "analyse/Mentions.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

namespace {
/// The targets of assignments in blocks, from which a jump out of the loop follows.
struct TargetFinder : RecursiveASTVisitor<TargetFinder> {
  const ExitFacts &Exits;
  std::vector<const Expr *> Targets;
  explicit TargetFinder(const ExitFacts &Exits) : Exits(Exits) {}

  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitCompoundStmt(CompoundStmt *Block) {
    bool Leaves = false;
    for (const Stmt *S : llvm::reverse(Block->body())) {
      Leaves |= llvm::is_contained(Exits.Statements, S);
      if (Leaves)
        add(S);
    }
    return true;
  }

private:
  void add(const Stmt *S) {
    if (const auto *If = dyn_cast<IfStmt>(S); If && !If->getElse()) {
      if (const auto *Block = dyn_cast<CompoundStmt>(If->getThen()))
        for (const Stmt *Inner : Block->body())
          add(Inner);
      else
        add(If->getThen());
      return;
    }
    const auto *E = dyn_cast<Expr>(S);
    E = E ? E->IgnoreImplicit() : nullptr;
    if (const auto *B = dyn_cast_or_null<BinaryOperator>(E); B && B->getOpcode() == BO_Assign)
      Targets.push_back(B->getLHS());
    if (const auto *C = dyn_cast_or_null<CXXOperatorCallExpr>(E); C && C->getOperator() == OO_Equal && C->getNumArgs() == 2)
      Targets.push_back(C->getArg(0));
  }
};

/// The pointer `p` in `*p`.
const VarDecl *dereferenced(const Expr *E) {
  const auto *U = dyn_cast<UnaryOperator>(stripped(E));
  const auto *D = U && U->getOpcode() == UO_Deref ? dyn_cast<DeclRefExpr>(stripped(U->getSubExpr())) : nullptr;
  const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
  return V && V->getType()->isPointerType() ? V : nullptr;
}

/// All accesses to what `Target` names, if they are assignments on the way out.
std::vector<const Expr *> assignmentsOf(const Access &Target, const Accesses &All, llvm::ArrayRef<const Expr *> OnTheWayOut,
                                        bool ThroughPointer) {
  std::vector<const Expr *> Found;
  for (const Access &A : All.List) {
    if (!mayOverlap(A.Place, Target.Place))
      continue;
    bool ReadsPointer = ThroughPointer && A.Place.Path.empty() && A.Kind == AccessKind::Read;
    if (ReadsPointer)
      continue;
    if (A.Kind != AccessKind::Write || A.Place.Path.size() != Target.Place.Path.size() || !llvm::is_contained(OnTheWayOut, A.Where))
      return {};
    Found.push_back(A.Where);
  }
  return Found;
}
} // namespace

void LoopVariables::addExitValues() {
  TargetFinder Finder(Facts.Exits);
  if (!Facts.Exits.Statements.empty())
    Finder.TraverseStmt(const_cast<Stmt *>(Header.Body));
  for (const Access &A : All.List)
    if (A.Kind == AccessKind::Write && llvm::is_contained(Finder.Targets, A.Where) && !CoveredTargets.contains(A.Where))
      addExitValue(A, Finder.Targets);
}

void LoopVariables::addExitValue(const Access &A, llvm::ArrayRef<const Expr *> OnTheWayOut) {
  const VarDecl *Pointer = dereferenced(A.Where);
  const auto *Root = A.Place.Kind == Place::Variable ? dyn_cast<VarDecl>(A.Place.Root) : nullptr;
  bool IsNamed = A.Place.isWholeObject() && (Root || A.Place.Kind == Place::This);
  QualType T = A.Where->getType();
  if ((!IsNamed && !Pointer) || All.isLocal(A.Place) || T->isArrayType() || T.isVolatileQualified())
    return;
  if (Root && (Root == Header.Variable || Covered.contains(Root->getCanonicalDecl()) || (!Pointer && Flow.isAliased(Root))))
    return;
  std::vector<const Expr *> Targets = assignmentsOf(A, All, OnTheWayOut, Pointer);
  if (Targets.empty())
    return;
  if (Root && A.Place.Path.empty() && findMentions(Header.Body, Root, Source).Count != Targets.size())
    return;
  const ValueDecl *Last = Pointer ? Pointer : A.Place.Path.empty() ? A.Place.Root : A.Place.Path.back().Field;
  PartFact Part;
  for (const Expr *Target : Targets) {
    std::optional<Span> Mention = Source.span(Target->getSourceRange());
    if (!Mention)
      return;
    Part.Variable = Pointer ? Pointer->getNameAsString() : Source.text(*Mention).str();
    Part.Mentions.push_back(*Mention);
  }
  Part.Name = Last->getNameAsString() + "_own";
  Part.Identity = identity(A.Place.Root ? A.Place.Root : Last);
  for (const PlaceStep &Step : A.Place.Path)
    Part.Identity += "." + (Step.Field ? identity(Step.Field) : "*");
  Facts.Options.push_back({Pointer ? "exit_value_at" : "exit_value", {std::move(Part)}});
  CoveredTargets.insert(Targets.begin(), Targets.end());
  if (Root && A.Place.Path.empty())
    Covered.insert(Root->getCanonicalDecl());
}
