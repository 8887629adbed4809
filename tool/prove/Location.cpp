#include "prove/Location.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace xfork;

Location Location::variable(const ValueDecl *D, bool IsPrivate) {
  Location L;
  L.Root = Variable;
  L.Decl = cast<ValueDecl>(D->getCanonicalDecl());
  L.IsPrivate = IsPrivate;
  L.Type = D->getType().getNonReferenceType();
  return L;
}

Location Location::member(const ValueDecl *Field, bool Loaded) const {
  Location L = *this;
  Step S;
  S.Field = Field;
  S.Loaded = Loaded;
  L.Path.push_back(std::move(S));
  L.IsPrivate &= !Loaded;
  L.Type = Field->getType().getNonReferenceType();
  return L;
}

Location Location::memberNamed(DeclarationName Name) const {
  Location L = *this;
  L.Path.emplace_back().Name = Name;
  L.Type = {};
  return L;
}

Location Location::element(llvm::SmallVector<Number, 2> Subscripts, bool Loaded, uint64_t Extent) const {
  Location L = *this;
  Step S;
  S.Extents.assign(Subscripts.size(), Extent);
  S.Subscripts = std::move(Subscripts);
  S.Loaded = Loaded;
  L.Path.push_back(std::move(S));
  L.IsPrivate &= !Loaded;
  L.Type = {};
  return L;
}

Location Location::firstElement(uint64_t Extent) const {
  bool IsRow = !Path.empty() && !Path.back().isMember() && Type.isNull() == false && Type->isArrayType();
  if (!IsRow) {
    Location L = element({Number(0)}, false, Extent);
    L.Type = Type.isNull() || !Type->isArrayType() ? QualType() : QualType(Type->getArrayElementTypeNoTypeQual(), 0);
    return L;
  }
  Location L = *this;
  L.Path.back().Subscripts.push_back(Number(0));
  L.Path.back().Extents.push_back(Extent);
  L.Type = QualType(Type->getArrayElementTypeNoTypeQual(), 0);
  return L;
}

Location Location::moved(const Number &Offset) const {
  if (Offset && Offset->constant() == 0)
    return *this;
  if (Path.empty() || Path.back().isMember() || Path.back().Subscripts.empty()) {
    Location L = element({Offset}, false);
    L.Type = Type;
    return L;
  }
  Location L = *this;
  Number &Last = L.Path.back().Subscripts.back();
  Last = Last + Offset;
  return L;
}

Location Location::deep() const {
  Location L = *this;
  L.IsDeep = true;
  return L;
}

Location Location::view() const {
  Location L = *this;
  L.IsViewed = L.IsCopy = true;
  L.IsViewedPrivate = IsPrivate;
  L.IsPrivate = true;
  return L;
}

Location Location::viewed(const Number &Offset) const {
  Location L = *this;
  L.IsViewed = L.IsCopy = false;
  L.IsPrivate = IsViewedPrivate;
  return L.moved(Offset);
}

bool Location::isWholeObject() const {
  return llvm::all_of(Path, [](const Step &S) { return S.isMember(); });
}

bool Location::hasUnknownSubscript() const {
  return llvm::any_of(Path, [](const Step &S) {
    return llvm::any_of(S.Subscripts, [](const Number &N) { return !N.has_value(); });
  });
}

bool Location::sameAs(const Location &Other) const {
  if (!sameRoot(Other) || Path.size() != Other.Path.size() || IsDeep != Other.IsDeep)
    return false;
  for (size_t I = 0; I != Path.size(); ++I)
    if (Path[I].Field != Other.Path[I].Field || Path[I].Name != Other.Path[I].Name || Path[I].Subscripts != Other.Path[I].Subscripts)
      return false;
  return true;
}

std::optional<std::string> Location::invariantKey(const Atoms &All) const {
  if (Root == Unknown || IsPrivate || IsDeep)
    return std::nullopt;
  std::string Key;
  llvm::raw_string_ostream Out(Key);
  Out << static_cast<int>(Root) << static_cast<const void *>(Decl) << static_cast<const void *>(Origin);
  for (const Step &S : Path) {
    if (S.isMember()) {
      Out << '.' << static_cast<const void *>(S.Field) << S.Name.getAsOpaquePtr();
      continue;
    }
    Out << '[';
    for (const Number &N : S.Subscripts) {
      if (!N || !All.isInvariant(*N))
        return std::nullopt;
      for (const auto &[M, Coefficient] : N->terms()) {
        Out << Coefficient;
        for (AtomId A : M)
          Out << '*' << A;
        Out << '+';
      }
      Out << ',';
    }
  }
  return Key;
}

/// The first of the bit-fields that lie in one memory location with it.
static const FieldDecl *firstOfWord(const FieldDecl *Field) {
  const FieldDecl *First = nullptr;
  for (const FieldDecl *F : Field->getParent()->fields()) {
    bool Continues = F->isBitField() && !F->isZeroLengthBitField();
    First = Continues ? (First ? First : F) : nullptr;
    if (F == Field)
      return First;
  }
  return nullptr;
}

bool xfork::shareWord(const Step &A, const Step &B) {
  const auto *FieldA = dyn_cast_or_null<FieldDecl>(A.Field), *FieldB = dyn_cast_or_null<FieldDecl>(B.Field);
  return FieldA && FieldB && FieldA != FieldB && FieldA->isBitField() && FieldB->isBitField() &&
         FieldA->getParent() == FieldB->getParent() && firstOfWord(FieldA) == firstOfWord(FieldB);
}

bool xfork::areApart(const Step &StepA, const Step &StepB) {
  if (shareWord(StepA, StepB))
    return false;
  if (StepA.Name && StepB.Name)
    return StepA.Name != StepB.Name;
  const ValueDecl *A = StepA.Field, *B = StepB.Field;
  if (A == B || !A || !B)
    return false;
  const auto *FieldA = dyn_cast<FieldDecl>(A), *FieldB = dyn_cast<FieldDecl>(B);
  if (FieldA && FieldB)
    return !FieldA->getParent()->isUnion() || FieldA->getParent() != FieldB->getParent();
  const auto *BindingA = dyn_cast<BindingDecl>(A), *BindingB = dyn_cast<BindingDecl>(B);
  if (BindingA && BindingB)
    return BindingA->getDecomposedDecl() == BindingB->getDecomposedDecl();
  return false;
}

bool xfork::mayOverlap(const Location &A, const Location &B) {
  if (!A.sameRoot(B))
    return false;
  size_t Common = std::min(A.Path.size(), B.Path.size());
  for (size_t I = 0; I != Common; ++I) {
    const Step &SA = A.Path[I], &SB = B.Path[I];
    if (SA.isMember() && SB.isMember() && areApart(SA, SB))
      return false;
    if (SA.Subscripts.size() != SB.Subscripts.size())
      continue;
    for (size_t D = 0; D != SA.Subscripts.size(); ++D)
      if (Number Difference = SA.Subscripts[D] - SB.Subscripts[D]; Difference && Difference->constant().value_or(0) != 0)
        return false;
  }
  // The pointer that one of them is, is another object than what the other finds behind it.
  if (A.Path.size() > Common && A.Path[Common].Loaded && !B.IsDeep)
    return false;
  return !(B.Path.size() > Common && B.Path[Common].Loaded && !A.IsDeep);
}
