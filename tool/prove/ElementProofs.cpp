#include "prove/ElementProofs.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace xfork;

/// A body that makes more pairs than this is not proven to the end. A pair takes some tens of microseconds.
static constexpr size_t MostPairs = 3000;

namespace {
bool hasLoad(const Location &L) {
  return llvm::any_of(L.Path, [](const Step &S) { return S.Loaded; });
}

bool isStorage(const Location &L) {
  return (L.Root == Location::Fresh && !hasLoad(L)) || (L.Root == Location::Variable && !L.Decl->getType()->isReferenceType() && !hasLoad(L));
}

bool isRestrict(const Location &L) {
  return L.Root == Location::Variable && L.Decl->getType().isRestrictQualified();
}

/// Objects of these types are never one and the same (char may be part of anything).
bool differByType(QualType A, QualType B) {
  if (A.isNull() || B.isNull() || A->isDependentType() || B->isDependentType() || !A->isScalarType() || !B->isScalarType())
    return false;
  A = A.getCanonicalType().getUnqualifiedType(), B = B.getCanonicalType().getUnqualifiedType();
  if (A->isAnyCharacterType() || B->isAnyCharacterType() || A->isStdByteType() || B->isStdByteType())
    return false;
  bool BothIntegers = A->isIntegerType() && B->isIntegerType();
  bool BothPointers = A->isAnyPointerType() && B->isAnyPointerType();
  return A != B && !BothIntegers && !BothPointers;
}

/// What a caller handed in is not a variable of the function itself.
bool isCallersAndOwn(const Location &A, const Location &B) {
  const auto *Own = A.Root == Location::Variable ? dyn_cast<VarDecl>(A.Decl) : nullptr;
  return Own && isStorage(A) && Own->isLocalVarDecl() && !Own->isStaticLocal() && B.Root == Location::Variable &&
         isa<ParmVarDecl>(B.Decl);
}

/// Never one place, whatever pointers lead to.
bool cannotMeet(const Location &A, const Location &B) {
  auto IsOwn = [](const Location &L) { return L.IsPrivate || L.Root == Location::Unknown; };
  return (isStorage(A) && isStorage(B)) || IsOwn(A) || IsOwn(B) || isRestrict(A) || isRestrict(B) || differByType(A.Type, B.Type);
}

/// `v.x[i]` and `v.y[i]`: two pointers, stored in one object.
bool leadThroughDifferentMembers(const Location &A, const Location &B) {
  size_t I = 0;
  while (I != std::min(A.Path.size(), B.Path.size()) && A.Path[I].Field == B.Path[I].Field && A.Path[I].Name == B.Path[I].Name)
    ++I;
  auto LoadsLater = [&](const Location &L) {
    return std::any_of(L.Path.begin() + static_cast<ptrdiff_t>(I), L.Path.end(), [](const Step &S) { return S.Loaded; });
  };
  return LoadsLater(A) && LoadsLater(B) && areApart(A.Path[I], B.Path[I]);
}

unsigned rank(const PairVerdict &V) {
  switch (V.Kind) {
  case PairVerdict::Independent: return 0;
  case PairVerdict::Unknown: return 1;
  case PairVerdict::Dependent: return 2;
  case PairVerdict::SameElement: return 3;
  }
  llvm_unreachable("all kinds are handled");
}

bool isSameAccess(const MemoryAccess &A, const MemoryAccess &B) {
  return A.At == B.At && A.Writes == B.Writes && A.When == B.When && A.Where.sameAs(B.Where) && A.IsCertain == B.IsCertain;
}
} // namespace

ElementProofs::ElementProofs(const Site &S, const ASTContext &Context) : T(traceLoop(S, Context)), Around(outermostFunction(S.Function)), Context(Context) {
  std::vector<MemoryAccess> Kept;
  for (MemoryAccess &A : T.Accesses)
    if (llvm::none_of(Kept, [&](const MemoryAccess &B) { return isSameAccess(A, B); }))
      Kept.push_back(std::move(A));
  T.Accesses = std::move(Kept);
  compareAll();
}

ElementVerdict ElementProofs::verdict(const Expr *Target) const {
  auto It = Verdicts.find(Target);
  return It == Verdicts.end() ? ElementVerdict() : It->second;
}

ElementVerdict ElementProofs::worst(const ElementVerdict &V) const {
  ElementVerdict Worst = V;
  for (const MemoryAccess &A : T.Accesses)
    if (A.Writes && A.Where.sameRoot(V.Write->Where) && !A.Where.isWholeObject())
      if (ElementVerdict Other = verdict(A.At); Other.Write && rank(Other.Pair) > rank(Worst.Pair))
        Worst = Other;
  return Worst;
}

void ElementProofs::compareAll() {
  size_t Pairs = 0;
  for (size_t I = 0; I != T.Accesses.size(); ++I) {
    const MemoryAccess &Write = T.Accesses[I];
    if (!Write.Writes)
      continue;
    if (Write.Where.Root == Location::Unknown) {
      PairVerdict V{PairVerdict::Unknown, {}, {}, {}};
      V.Unproven = "it may lead anywhere";
      note(Write, Write, V);
      continue;
    }
    for (size_t J = 0; J != T.Accesses.size(); ++J) {
      const MemoryAccess &Other = T.Accesses[J];
      if (J < I && Other.Writes && Other.Where.Root != Location::Unknown)
        continue; // the pair has been looked at from the other side
      if (++Pairs > MostPairs || !T.IsComplete) {
        PairVerdict V{PairVerdict::Unknown, {}, {}, {}};
        V.Unproven = "the body is too large to be compared access by access";
        note(Write, Write, V);
        break;
      }
      consider(Write, Other);
    }
  }
}

void ElementProofs::consider(const MemoryAccess &Write, const MemoryAccess &Other) {
  if (Write.Where.sameRoot(Other.Where)) {
    auto LeadsOn = [](const Location &L) { return llvm::count_if(L.Path, [](const Step &S) { return S.Loaded; }) > 1; };
    if (T.Chain && Write.Where.Decl == T.Chain && LeadsOn(Write.Where) != LeadsOn(Other.Where) && !differByType(Write.Where.Type, Other.Where.Type)) {
      PairVerdict V{PairVerdict::Unknown, {}, {}, {}};
      V.Unproven = "nodes that are linked with each other may be those of other iterations";
      note(Write, Other, V);
      if (Other.Writes)
        note(Other, Write, V);
      return;
    }
    PairVerdict V = compare(Write, Other, T, Session);
    if (V.Kind == PairVerdict::Independent) {
      if (leadThroughDifferentMembers(Write.Where, Other.Where))
        mayBeLinked(Write, Other);
      return;
    }
    note(Write, Other, V);
    if (Other.Writes && &Other != &Write) {
      if (V.Distance)
        V.Distance = -*V.Distance;
      if (V.Example)
        std::swap(V.Example->first, V.Example->second);
      note(Other, Write, V);
    }
    return;
  }
  if (mayBeLinked(Write, Other))
    return;
  if (mayBeOneObject(Write, Other))
    Apart.push_back({&Write, &Other});
}

/// Two names for what may be one place, by what the function does with pointers.
bool ElementProofs::mayBeLinked(const MemoryAccess &Write, const MemoryAccess &Other) {
  if (cannotMeet(Write.Where, Other.Where))
    return false;
  if (!Origins)
    Origins.emplace(Around, Context);
  PointerOrigins::Answer Answer = Origins->compare(Write.Where, Other.Where);
  if (!Answer.MayMeet)
    return false;
  PairVerdict V{PairVerdict::Unknown, {}, {}, {}};
  V.Unproven = "both may lead to the same memory";
  note(Write, Other, V, Answer.Since);
  if (Other.Writes)
    note(Other, Write, V, Answer.Since);
  return true;
}

void ElementProofs::note(const MemoryAccess &Write, const MemoryAccess &Other, PairVerdict V, const Expr *Since) {
  ElementVerdict &Worst = Verdicts[Write.At];
  if (!Worst.Write || rank(V) > rank(Worst.Pair))
    Worst = {std::move(V), &Write, &Other, Since};
}

/// Two names that nothing proves to be different memory.
bool ElementProofs::mayBeOneObject(const MemoryAccess &A, const MemoryAccess &B) {
  if (isStorage(A.Where) && isStorage(B.Where))
    return false;
  auto IsNew = [](const Location &L) { return L.Root == Location::Fresh && !hasLoad(L); };
  if (A.Where.IsPrivate || B.Where.IsPrivate || IsNew(A.Where) || IsNew(B.Where))
    return false;
  if (isCallersAndOwn(A.Where, B.Where) || isCallersAndOwn(B.Where, A.Where))
    return false;
  if (isRestrict(A.Where) || isRestrict(B.Where))
    return false;
  // A plain variable whose address nobody has is not behind a pointer.
  bool PlainA = A.Where.isWholeVariable() && !A.Where.Decl->getType()->isReferenceType();
  bool PlainB = B.Where.isWholeVariable() && !B.Where.Decl->getType()->isReferenceType();
  return !PlainA && !PlainB && !differByType(A.Where.Type, B.Where.Type);
}
