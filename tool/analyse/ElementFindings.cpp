#include "analyse/ElementFindings.h"
#include "analyse/CalleeKnowledge.h"
#include "analyse/Reentrancy.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace xfork;

static std::string nameOf(const Location &L) {
  return L.Decl ? L.Decl->getNameAsString() : L.Root == Location::This ? "*this" : "a new object";
}

std::string ElementFindings::text(const Expr *E) const {
  if (std::optional<Span> Where = Source.span(E->getSourceRange()))
    return Source.text(*Where).str();
  return "*this";
}

SourceLocation ElementFindings::place(const MemoryAccess &A) { return A.Call.isValid() ? A.Call : A.At->getExprLoc(); }

std::optional<Finding> ElementFindings::about(const Access &A) const {
  ElementVerdict V = Proofs.verdict(A.Where);
  if (V.Write && V.Pair.Kind == PairVerdict::Unknown && V.Write->Where.Root != Location::Unknown)
    return finding(Proofs.worst(V)); // one message for a variable: an error, where there is one
  if (V.Write)
    return finding(V);
  if (Proofs.knows(A.Where))
    return std::nullopt;
  return Finding{Diag::Unproven, A.Where->getExprLoc(), {spelled(A, Source)}, {}};
}

std::optional<Finding> ElementFindings::finding(const ElementVerdict &V) const {
  switch (V.Pair.Kind) {
  case PairVerdict::Independent: return std::nullopt;
  case PairVerdict::Dependent: return carried(V);
  case PairVerdict::SameElement: return sameElement(V);
  case PairVerdict::Unknown: return unproven(V);
  }
  llvm_unreachable("all kinds are handled");
}

Finding ElementFindings::carried(const ElementVerdict &V) const {
  std::string What = "'" + text(V.Other->At) + "' is " + (V.Other->Writes ? "written " : "read ");
  if (std::optional<int64_t> D = V.Pair.Distance) {
    int64_t Apart = std::abs(*D);
    What += std::to_string(Apart) + (Apart == 1 ? " iteration " : " iterations ") + (*D > 0 ? "after" : "before");
  } else if (V.Pair.Example)
    What += "in another, such as iterations " + std::to_string(V.Pair.Example->first + 1) + " and " +
            std::to_string(V.Pair.Example->second + 1);
  else
    What += "in another";
  Finding F{Diag::LoopCarried, place(*V.Write), {text(V.Write->At), What}, {}};
  if (V.Write->Call.isValid())
    F.Notes.push_back({Diag::AccessHere, V.Write->At->getExprLoc(), "'" + text(V.Write->At) + "' is written"});
  F.Notes.push_back({Diag::AccessHere, V.Other->At->getExprLoc(), "'" + text(V.Other->At) + "'"});
  const auto &Written = V.Write->Where.Path, &Used = V.Other->Where.Path;
  if (!Written.empty() && !Used.empty() && shareWord(Written.back(), Used.back()))
    F.Notes.push_back({Diag::Advice, V.Other->At->getExprLoc(), "bit-fields that follow each other share a word, which is written as a whole"});
  return F;
}

Finding ElementFindings::sameElement(const ElementVerdict &V) const {
  Finding F{Diag::SameElement, place(*V.Write), {text(V.Write->At)}, {}};
  if (V.Write->Call.isValid())
    F.Notes.push_back({Diag::AccessHere, V.Write->At->getExprLoc(), "it is written"});
  if (V.Write->At != V.Other->At)
    F.Notes.push_back({Diag::AccessHere, V.Other->At->getExprLoc(), "'" + text(V.Other->At) + "' is the same element,"});
  return F;
}

Finding ElementFindings::unproven(const ElementVerdict &V) const {
  const MemoryAccess &W = *V.Write;
  if (!W.Callee.empty())
    return {Diag::OpaqueCall, place(W), {text(W.At), W.Callee}, {}};
  Finding F{Diag::Unproven, place(W), {text(W.At)}, {}};
  if (W.At != V.Other->At)
    F.Notes.push_back({Diag::AccessHere, V.Other->At->getExprLoc(), "it may be the same as '" + text(V.Other->At) + "'"});
  if (V.Since)
    F.Notes.push_back({Diag::Advice, V.Since->getExprLoc(),
                       "by this, '" + nameOf(W.Where) + "' and '" + nameOf(V.Other->Where) + "' may lead to the same memory"});
  else
    F.Notes.push_back({Diag::Advice, place(W), V.Pair.Unproven});
  return F;
}

/// Of a member of `*this`, the same member; else anything of the variable.
static bool isAbout(const Access &A, const Location &L) {
  if (A.Place.Kind != Place::This || L.Root != Location::This)
    return A.Place.Root && A.Place.Root == L.Decl;
  return !A.Place.Path.empty() && !L.Path.empty() && A.Place.Path.front().Field && A.Place.Path.front().Field == L.Path.front().Field;
}

bool ElementFindings::changes(const Access &A) const {
  return !Proofs.trace().IsComplete || llvm::any_of(Proofs.trace().Accesses, [&](const MemoryAccess &W) {
    bool IsSameRoot = A.Place.Kind == Place::This ? W.Where.Root == Location::This : W.Where.Decl == A.Place.Root;
    if (!W.Writes || !IsSameRoot)
      return false;
    const auto &Written = W.Where.Path;
    size_t Common = std::min(Written.size(), A.Place.Path.size());
    for (size_t I = 0; I != Common; ++I)
      if (Written[I].Field && A.Place.Path[I].Field && Written[I].Field != A.Place.Path[I].Field)
        return false;
    bool IsPart = Written.size() > A.Place.Path.size() && !W.Where.IsDeep;
    return !(IsPart && (A.Kind == AccessKind::Size || A.Where->getType()->isAnyPointerType()));
  });
}

std::vector<Finding> ElementFindings::unseen(const Accesses &Seen, llvm::ArrayRef<const Access *> Reported,
                                             llvm::function_ref<bool(const Access &)> IsOwn) const {
  std::vector<Finding> Result;
  llvm::DenseSet<const Expr *> Done;
  llvm::DenseSet<unsigned> WarnedAbout;
  for (const Access &A : Seen.List)
    if (A.writes() && !IsOwn(A))
      Done.insert(A.Where);
  for (const MemoryAccess &W : Proofs.trace().Accesses) {
    if (!W.Writes || !Done.insert(W.At).second)
      continue;
    if (W.Where.isWholeVariable() && W.IsCertain && (!W.Call.isValid() || cast<VarDecl>(W.Where.Decl)->hasGlobalStorage()))
      continue; // variables as such are judged with their reads
    if (llvm::any_of(Reported, [&](const Access *A) { return isAbout(*A, W.Where); }))
      continue;
    std::optional<Finding> F = finding(Proofs.verdict(W.At));
    // Of a call, the first thing that is not known will do.
    bool SaysMore = F && (F->refuses() || !W.Call.isValid() || WarnedAbout.insert(W.Call.getRawEncoding()).second);
    if (SaysMore)
      Result.push_back(std::move(*F));
  }
  return Result;
}

/// Whether the callee was given the stream, or made it.
static bool isGiven(const CallExpr *Output) {
  Place P = PlaceFinder().place(Output->getArg(0));
  const auto *V = P.Kind == Place::Variable ? dyn_cast<VarDecl>(P.Root) : nullptr;
  return V && V->hasLocalStorage();
}

std::vector<Finding> ElementFindings::calls() const {
  std::vector<Finding> Result;
  llvm::DenseSet<std::pair<const void *, unsigned>> Done;
  for (const auto &[Call, Where] : Proofs.trace().Calls) {
    const FunctionDecl *F = Call->getDirectCallee();
    bool InCallee = Where != Call->getExprLoc();
    std::vector<FindingNote> Notes;
    if (InCallee)
      Notes.push_back({Diag::AccessHere, Call->getExprLoc(), "it is called"});
    if (std::optional<StringRef> Replacement = replacementFor(F)) {
      if (Done.insert({F->getCanonicalDecl(), Where.getRawEncoding()}).second)
        Result.push_back({Diag::NotReentrant, Where, {F->getNameAsString(), Replacement->str()}, Notes});
      continue;
    }
    CallKnowledge K = knowledgeOf(Call);
    if (!InCallee || !(K.IsPrint || (K.IsOutput && !isGiven(Call))) || !Done.insert({nullptr, Where.getRawEncoding()}).second)
      continue; // said where the loop's own output is judged
    Place Stream = K.IsPrint ? Place() : PlaceFinder().place(Call->getArg(0));
    std::string Name = K.IsPrint ? "stdout" : Stream.Root ? Stream.Root->getQualifiedNameAsString() : "a stream";
    Result.push_back({Diag::UnorderedOutput, Where, {Name}, Notes});
  }
  return Result;
}

std::vector<Finding> ElementFindings::assumptions() const {
  std::vector<Finding> Result;
  llvm::DenseSet<std::pair<const void *, const void *>> Pairs;
  for (const auto &[A, B] : Proofs.assumedApart()) {
    if (A->Where.Root == Location::Unknown || B->Where.Root == Location::Unknown)
      continue;
    const void *First = A->Where.Decl, *Second = B->Where.Decl;
    if (Pairs.insert(std::minmax(First, Second)).second)
      Result.push_back({Diag::Explained, place(*A),
                        {"'" + nameOf(A->Where) + "' and '" + nameOf(B->Where) + "' are taken to be different memory"}, {}});
  }
  llvm::DenseSet<const void *> Callees;
  for (const auto &[Call, Where] : Proofs.trace().OpaqueCalls)
    if (const FunctionDecl *F = Call->getDirectCallee(); F && !replacementFor(F) && Callees.insert(F->getCanonicalDecl()).second)
      Result.push_back({Diag::Explained, Where,
                        {"'" + F->getNameAsString() + "' is taken to change nothing but what it is given: its body is not visible"}, {}});
  return Result;
}
