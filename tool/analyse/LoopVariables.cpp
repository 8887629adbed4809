#include "analyse/LoopVariables.h"
#include "analyse/Assignments.h"
#include "analyse/Mentions.h"
#include "analyse/UserReductions.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace xfork;

LoopVariables::LoopVariables(const Site &S, const LoopHeader &Header, const Accesses &All, const ASTContext &Context,
                             const SourceText &Source, LoopFacts &Facts)
    : S(S), Header(Header), All(All), Context(Context), Source(Source), Facts(Facts), Flow(S.Function, Context) {}

/// Whether a copy of an object of this type has elements of its own.
static bool ownsElements(QualType T) {
  if (T->isArrayType())
    return !T->getPointeeOrArrayElementType()->isPointerType();
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || !R->getIdentifier() || !isStd(R))
    return false;
  return llvm::StringSwitch<bool>(R->getName())
      .Cases({"vector", "basic_string", "array", "deque", "list", "map", "set", "multimap", "multiset", "valarray", "bitset"}, true)
      .Cases({"unordered_map", "unordered_set", "unordered_multimap", "unordered_multiset", "optional", "pair", "tuple"}, true)
      .Cases({"basic_stringstream", "basic_ostringstream", "basic_istringstream", "priority_queue", "queue", "stack"}, true)
      .Default(false);
}

bool LoopVariables::covers(const Access &A) const {
  if (CoveredTargets.contains(A.Where))
    return true;
  const auto *V = A.Place.Kind == Place::Variable ? dyn_cast<VarDecl>(A.Place.Root) : nullptr;
  return V && Covered.contains(V->getCanonicalDecl()) && (A.Place.Path.empty() || ownsElements(V->getType()) || (llvm::is_contained(Header.Taken, V) && A.Place.isWholeObject()));
}

void LoopVariables::recognise() {
  if (!Header.Taken.empty())
    add("copies", Header.Taken, "_own");
  addScratch();
  UserReductions(S, Header, Context, Source, Facts).recognise([&](const VarDecl *V) { Covered.insert(V->getCanonicalDecl()); });
  addSelections();
  addExitValues();
  llvm::SmallVector<const VarDecl *, 8> Written;
  for (const Access &A : All.List) {
    const auto *V = A.Place.Kind == Place::Variable ? dyn_cast<VarDecl>(A.Place.Root) : nullptr;
    if (V && A.writes() && !llvm::is_contained(Written, V))
      Written.push_back(V);
  }
  for (const VarDecl *V : Written)
    if (isCandidate(V))
      consider(V);
}

/// Everything that is known by name alone, and to this function alone. A range that is assigned while the loop walks it is
/// not: the walk goes on in what was assigned.
bool LoopVariables::isCandidate(const VarDecl *V) const {
  bool IsWalked = Header.Range && findMentions(Header.Range, V, Source).Count != 0;
  return !IsWalked && !All.Locals.contains(V) && V != Header.Variable && !Covered.contains(V->getCanonicalDecl()) && V->hasLocalStorage() &&
         !V->getType()->isReferenceType() && !V->getType().isVolatileQualified() && !V->isConstexpr();
}

void LoopVariables::add(StringRef Option, llvm::ArrayRef<const VarDecl *> Variables, StringRef Suffix) {
  OptionFact Fact{Option.str(), {}};
  for (const VarDecl *V : Variables) {
    Mentions Found = findMentions(Header.Body, V, Source);
    std::string Name = V->getNameAsString();
    Fact.Parts.push_back({Name, Name + Suffix.str(), identity(V), Found.Places, Found.IsHidden});
    Covered.insert(V->getCanonicalDecl());
  }
  Facts.Options.push_back(std::move(Fact));
}

void LoopVariables::addScratch() {
  const AnnotateAttr *Scratch = S.Attributes.find(Annotation::Scratch);
  if (!Scratch)
    return;
  for (const Expr *E : Scratch->args())
    if (const auto *D = dyn_cast<DeclRefExpr>(stripped(E)))
      if (const auto *V = dyn_cast<VarDecl>(D->getDecl()))
        add("scratch", {V}, "_own");
}

void LoopVariables::addSelections() {
  struct IfFinder : RecursiveASTVisitor<IfFinder> {
    std::vector<const IfStmt *> Found;
    bool VisitIfStmt(IfStmt *If) { return Found.push_back(If), true; }
    bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  } Ifs;
  Ifs.TraverseStmt(const_cast<Stmt *>(Header.Body));
  for (const IfStmt *If : Ifs.Found) {
    std::optional<Selection> Found = matchSelection(Context, If);
    if (!Found || Found->Companions.empty())
      continue;
    llvm::SmallVector<const VarDecl *, 4> Variables;
    bool AreAlone = true;
    auto Take = [&](const Expr *E, unsigned Mentions) {
      const auto *D = dyn_cast<DeclRefExpr>(stripped(E));
      const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
      AreAlone &= V && isCandidate(V) && !llvm::is_contained(Variables, V) &&
                  findMentions(Header.Body, V, Source).Count == Mentions;
      Variables.push_back(V);
    };
    Take(Found->Target, Found->Mentions);
    for (const Expr *Companion : Found->Companions)
      Take(Companion, 1);
    if (!AreAlone)
      continue;
    if (Found->LastCounts)
      Reasons[Variables[0]] = "of equal values the last one would count; write '<' or '>', so that the first one does";
    else
      add("reduction_" + name(Found->Op).str(), Variables, "_part");
  }
}

/// Not through a reference, a pointer or the element of a range.
bool LoopVariables::isNamedWhereWritten(const VarDecl *V) const {
  return llvm::all_of(All.List, [&](const Access &A) {
    return A.Place.Root != V || A.Place.Path.empty() || findMentions(A.Where, V, Source).Count != 0;
  });
}

/// Every assignment stores the same constant, and nothing reads.
bool LoopVariables::storesOneConstant(const VarDecl *V) const {
  struct Finder : RecursiveASTVisitor<Finder> {
    const VarDecl *V;
    const ASTContext &Context;
    unsigned Stores = 0;
    bool IsOne = true;
    std::optional<llvm::APSInt> Stored;
    Finder(const VarDecl *V, const ASTContext &Context) : V(V), Context(Context) {}
    bool VisitBinaryOperator(BinaryOperator *B) {
      const auto *D = B->getOpcode() == BO_Assign ? dyn_cast<DeclRefExpr>(B->getLHS()->IgnoreParens()) : nullptr;
      if (!D || D->getDecl() != V)
        return true;
      ++Stores;
      Expr::EvalResult Value;
      if (B->getRHS()->isInstantiationDependent() || !B->getRHS()->EvaluateAsInt(Value, Context))
        return IsOne = false;
      IsOne &= !Stored || llvm::APSInt::isSameValue(*Stored, Value.Val.getInt());
      Stored = Value.Val.getInt();
      return true;
    }
  } Stores(V, Context);
  if (!V->getType()->isIntegralOrEnumerationType())
    return false;
  Stores.TraverseStmt(const_cast<Stmt *>(Header.Body));
  return Stores.IsOne && Stores.Stores == findMentions(Header.Body, V, Source).Count;
}

/// Its head speaks of its own counter, and of what is the same in all iterations.
bool LoopVariables::runsAlike(const ForStmt *Inner) const {
  struct Finder : RecursiveASTVisitor<Finder> {
    llvm::SmallPtrSet<const ValueDecl *, 4> Mentioned;
    bool HasCall = false;
    bool VisitDeclRefExpr(DeclRefExpr *D) { return Mentioned.insert(D->getDecl()), true; }
    bool VisitCallExpr(CallExpr *) { return HasCall = true; }
    bool VisitMemberExpr(MemberExpr *) { return HasCall = true; }
  } Head;
  for (const Stmt *Part : {Inner->getInit(), static_cast<const Stmt *>(Inner->getCond())})
    Head.TraverseStmt(const_cast<Stmt *>(Part));
  const Stmt *Init = Inner->getInit();
  auto IsCounter = [&](const ValueDecl *D) {
    if (const auto *Declared = dyn_cast_or_null<DeclStmt>(Init))
      return llvm::is_contained(Declared->decls(), D);
    const auto *Assign = dyn_cast_or_null<BinaryOperator>(Init);
    return Assign && Assign->getOpcode() == BO_Assign && names(Assign->getLHS(), dyn_cast<VarDecl>(D));
  };
  return !Head.HasCall && llvm::all_of(Head.Mentioned, [&](const ValueDecl *D) {
    bool Varies = D == Header.Variable || All.Locals.contains(D) ||
                  llvm::any_of(All.List, [&](const Access &A) { return A.Place.Root == D && A.writes(); });
    return IsCounter(D) || !Varies;
  });
}

void LoopVariables::consider(const VarDecl *V) {
  bool ThroughCallee = llvm::any_of(All.List, [&](const Access &A) { return A.Place.Root == V && A.Call.isValid(); });
  bool IsFold = llvm::all_of(All.List, [&](const Access &A) { return A.Place.Root != V || A.Kind == AccessKind::Update; });
  if (ThroughCallee || IsFold || !isNamedWhereWritten(V) || Flow.isAliased(V))
    return;
  std::optional<IterationFlow> In = Flow.iteration(Header.Loop, V, [&](const ForStmt *Inner) { return runsAlike(Inner); });
  if (!In)
    return;
  if (!In->ReadsFirst) {
    bool IsSeen = Flow.isReadAfter(Header.Loop, V);
    if (!IsSeen || In->AlwaysAssigns)
      return add(IsSeen ? "last_value" : "scratch", {V}, "_own");
    if ((In->LeavesOnAssign && V->getType()->isScalarType()) || storesOneConstant(V))
      return add("changed_value", {V}, "_own");
    Reasons.try_emplace(V, "its last value is used after the loop, and not every iteration assigns it");
    return;
  }
  Reasons.try_emplace(V, "an iteration may read the value that an earlier one left");
}
