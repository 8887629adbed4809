#include "analyse/WhileCondition.h"
#include "analyse/Mentions.h"
#include "prove/Modified.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

static const VarDecl *localOf(const Place &P) {
  const auto *V = P.Kind == Place::Variable ? dyn_cast<VarDecl>(P.Root) : nullptr;
  return V && V->hasLocalStorage() && !V->getType()->isReferenceType() ? V : nullptr;
}

/// Not memory behind a pointer that it holds.
static bool isInVariable(const Access &A, const VarDecl *V) { return A.Place.Path.empty() || !V->getType()->isPointerType(); }

std::vector<const VarDecl *> xfork::takenVariables(const WhileStmt *Loop, const ASTContext &Context, const SourceText &Source) {
  std::vector<const VarDecl *> Result;
  // In a template, nobody knows yet what `in >> x` does to x.
  const bool IsOpen = Loop->getCond()->isInstantiationDependent();
  const VariableSet Modified = modifiedVariables(Loop->getCond()); // knows of `in >> a >> b`, which is one access to `in`
  for (const Access &A : collectAccesses(Context, Loop->getCond()).List)
    if (const VarDecl *V = IsOpen || A.mayWrite() || Modified.contains(A.Place.Root) ? localOf(A.Place) : nullptr)
      if (isInVariable(A, V) && !llvm::is_contained(Result, V) && findMentions(Loop->getBody(), V, Source).Count != 0)
        Result.push_back(V);
  return Result;
}

namespace {
/// Copies of it are independent of each other: no stream, queue or handle.
bool canBeCopied(QualType T) {
  if (const auto *Array = T->getAsArrayTypeUnsafe())
    return isa<ConstantArrayType>(Array) && canBeCopied(Array->getElementType());
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || T->isDependentType())
    return true;
  auto IsUsable = [](const CXXConstructorDecl *C) { return C->isCopyOrMoveConstructor() && !C->isDeleted() && C->getAccess() == AS_public; };
  if (llvm::any_of(R->ctors(), IsUsable))
    return true;
  return (R->needsImplicitCopyConstructor() && !R->defaultedCopyConstructorIsDeleted()) ||
         (R->needsImplicitMoveConstructor() && !R->defaultedMoveConstructorIsDeleted());
}

/// A copy that leads to the same memory as the original.
bool leadsElsewhere(QualType T) {
  if (T->isPointerType())
    return true;
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  return R && R->getIdentifier() && isStd(R) &&
         (R->getName() == "basic_string_view" || R->getName() == "span" || R->getName() == "shared_ptr" || R->getName() == "reference_wrapper");
}

class ConditionJudge {
public:
  /// `Condition`: what produces the items.
  ConditionJudge(const Site &S, const LoopHeader &Header, const Expr *Condition, const Accesses &Body, const ExitFacts &Exits,
                 const ASTContext &Context, const SourceText &Source)
      : Header(Header), Body(Body), Exits(Exits), Context(Context), Source(Source), Condition(collectAccesses(Context, Condition)),
        Flow(S.Function, Context) {}

  std::vector<Finding> Found;

  void run() {
    if (llvm::none_of(Condition.List, [](const Access &A) { return A.mayWrite(); })) {
      if (std::optional<std::string> For = asFor())
        return refuse(Header.Condition, "its body takes the step to the next item; write it as '" + *For + "', the variable declared in the head if nothing needs it afterwards");
    }
    if (llvm::none_of(Condition.List, [](const Access &A) { return A.mayWrite(); }))
      return refuse(Header.Condition, "its condition does not produce the next item, as 'std::getline(in, line)' does");
    for (const VarDecl *V : Header.Taken)
      judgeTaken(V);
    for (const Access &A : Condition.List)
      if (!isTaken(A.Place))
        judgeShared(A);
  }

  void runOnRange() {
    const VarDecl *Element = Header.Variable;
    if (Element->getType()->isReferenceType())
      for (const Access &A : Body.List)
        if (A.writes() && A.Place.Kind == Place::Variable && A.Place.Root == Element)
          return refuse(A.Where, "its range can be walked only once, so that each iteration has a copy of its element, and what it writes there would be lost");
    for (const Access &A : Condition.List)
      if (A.mayWrite())
        judgeShared(A);
  }

private:
  /// `for (; p; p = p->next)` of `while (p) { …; p = p->next; }`
  std::optional<std::string> asFor() const {
    const auto *Block = dyn_cast<CompoundStmt>(Header.Body);
    const auto *Step = Block && !Block->body_empty() ? dyn_cast<Expr>(Block->body_back()) : nullptr;
    if (!Step)
      return std::nullopt;
    bool IsStep = llvm::any_of(collectAccesses(Context, Step).List, [&](const Access &A) {
      return A.writes() && localOf(A.Place) && A.Place.Path.empty() &&
             llvm::any_of(Condition.List, [&](const Access &C) { return localOf(C.Place) == localOf(A.Place); });
    });
    std::optional<Span> Cond = Source.span(Header.Condition->getSourceRange()), Text = Source.span(Step->getSourceRange());
    if (!IsStep || !Cond || !Text)
      return std::nullopt;
    return ("for (; " + Source.text(*Cond) + "; " + Source.text(*Text) + ")").str();
  }

  bool isTaken(const Place &P) const {
    const VarDecl *V = localOf(P);
    return V && llvm::is_contained(Header.Taken, V);
  }

  void judgeTaken(const VarDecl *V) {
    std::string Name = V->getNameAsString();
    auto First = llvm::find_if(Condition.List, [&](const Access &A) { return localOf(A.Place) == V; });
    if (!canBeCopied(V->getType()))
      return refuse(First->Where, "its condition changes '" + Name + "', which the body uses and which cannot be copied");
    bool IsChanged = llvm::any_of(Body.List, [&](const Access &A) { return A.writes() && localOf(A.Place) == V && isInVariable(A, V); });
    bool IsReplaced = First->writes() && (First->Kind == AccessKind::Write || isReadByLibrary(*First));
    if (First->Kind == AccessKind::Change && !IsReplaced && IsChanged)
      return refuse(First->Where, "its body changes '" + Name + "', and so may its condition");
    if (First->Kind == AccessKind::Read && IsChanged)
      return refuse(First->Where, "its condition uses '" + Name + "', which the body changes");
    if (IsChanged && Flow.isReadAfter(Header.Loop, V))
      return refuse(First->Where, "'" + Name + "', which the body changes, is used after the loop");
    if (!Exits.Jumps.empty() && Flow.isReadAfter(Header.Loop, V))
      return refuse(First->Where, "'" + Name + "' is used after the loop, and its condition may have been evaluated for later iterations by then");
    if (leadsElsewhere(V->getType()) && hasCall(Header.Condition))
      Found.push_back({Diag::OpaqueCall, First->Where->getExprLoc(), {"what " + Name + " refers to", First->Callee.empty() ? "the condition" : First->Callee}, {}});
  }

  /// Nothing that the body does may matter to the condition, nor the other way round.
  void judgeShared(const Access &A) {
    for (const Access &B : Body.List) {
      if (!mayOverlap(A.Place, B.Place) || A.Place.Kind == Place::Unknown || (!A.mayWrite() && !B.mayWrite()))
        continue;
      if (A.mayWrite())
        return refuse(A.Where, "its condition changes '" + spelled(A, Source) + "', which the body uses");
      return refuse(A.Where, "its condition uses '" + spelled(A, Source) + "', which the body changes");
    }
    const VarDecl *V = localOf(A.Place);
    if (llvm::any_of(Found, [](const Finding &F) { return F.Id == Diag::AfterExit; }))
      return; // said
    bool IsSeen = !V || Flow.isReadAfter(Header.Loop, V);
    if (A.writes() && IsSeen && !Exits.Jumps.empty() && !A.IsOutput)
      Found.push_back({Diag::AfterExit, A.Where->getExprLoc(), {spelled(A, Source), "changed"},
                       {{Diag::AccessHere, Exits.Statements.front()->getBeginLoc(), "the loop is left"}}});
  }

  static bool isReadByLibrary(const Access &A) {
    return A.Kind == AccessKind::Change && (A.ByLibrary || A.Callee == "getline" || A.Callee == "fgets" || A.Callee == "operator>>");
  }

  static bool hasCall(const Stmt *S) {
    return isa<CallExpr>(S) || llvm::any_of(S->children(), [](const Stmt *Child) { return Child && hasCall(Child); });
  }

  void refuse(const Expr *Where, std::string Why) {
    Found.push_back({Diag::LoopForm, Where->getExprLoc(), {std::move(Why)}, {}});
  }

  const LoopHeader &Header;
  const Accesses &Body;
  const ExitFacts &Exits;
  const ASTContext &Context;
  const SourceText &Source;
  Accesses Condition;
  VariableFlow Flow;
};
} // namespace

std::vector<Finding> xfork::judgeCondition(const Site &S, const LoopHeader &Header, const Accesses &Body, const ExitFacts &Exits,
                                           const ASTContext &Context, const SourceText &Source) {
  ConditionJudge Judge(S, Header, Header.Condition, Body, Exits, Context, Source);
  Judge.run();
  return std::move(Judge.Found);
}

std::vector<Finding> xfork::judgeTakenRange(const Site &S, const LoopHeader &Header, const Accesses &Body, const ExitFacts &Exits,
                                            const ASTContext &Context, const SourceText &Source) {
  ConditionJudge Judge(S, Header, Header.Range, Body, Exits, Context, Source);
  Judge.runOnRange();
  return std::move(Judge.Found);
}
