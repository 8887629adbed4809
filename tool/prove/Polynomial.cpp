#include "prove/Polynomial.h"
#include "llvm/ADT/STLExtras.h"

using namespace xfork;

Polynomial::Polynomial(int64_t Constant) {
  if (Constant != 0)
    Terms[{}] = Constant;
}

Polynomial Polynomial::atom(AtomId A) {
  Polynomial P;
  P.Terms[{A}] = 1;
  return P;
}

std::optional<int64_t> Polynomial::constant() const {
  if (Terms.empty())
    return 0;
  bool IsConstant = Terms.size() == 1 && Terms.begin()->first.empty();
  return IsConstant ? std::optional(Terms.begin()->second) : std::nullopt;
}

bool Polynomial::add(const Monomial &M, int64_t Coefficient) {
  int64_t &Term = Terms[M];
  if (__builtin_add_overflow(Term, Coefficient, &Term))
    return false;
  if (Term == 0)
    Terms.erase(M);
  return true;
}

std::optional<Polynomial> Polynomial::sum(const Polynomial &A, const Polynomial &B, int64_t Factor) {
  Polynomial Result = A;
  for (const auto &[M, Coefficient] : B.Terms) {
    int64_t Scaled;
    if (__builtin_mul_overflow(Coefficient, Factor, &Scaled) || !Result.add(M, Scaled))
      return std::nullopt;
  }
  return Result;
}

std::optional<Polynomial> Polynomial::product(const Polynomial &A, const Polynomial &B) {
  Polynomial Result;
  for (const auto &[MA, CA] : A.Terms)
    for (const auto &[MB, CB] : B.Terms) {
      Monomial M(MA);
      M.append(MB.begin(), MB.end());
      llvm::sort(M);
      int64_t Coefficient;
      if (__builtin_mul_overflow(CA, CB, &Coefficient) || !Result.add(M, Coefficient))
        return std::nullopt;
    }
  return Result;
}

AtomId Atoms::index(Atom::AtomKind Kind, llvm::StringRef Name) {
  List.push_back({Kind, Name.str(), {}});
  return List.size() - 1;
}

AtomId Atoms::parameter(llvm::StringRef Key, llvm::StringRef Name, bool NonNegative) {
  auto [It, IsNew] = Parameters.try_emplace(Key.str(), List.size());
  if (IsNew) {
    List.push_back({Atom::Parameter, Name.str(), {}});
    List.back().NonNegative = NonNegative;
  }
  return It->second;
}

std::optional<AtomId> Atoms::findParameter(llvm::StringRef Key) const {
  auto It = Parameters.find(Key);
  return It == Parameters.end() ? std::nullopt : std::optional(It->second);
}

AtomId Atoms::intern(Atom A) {
  for (AtomId I = 0; I != List.size(); ++I)
    if (List[I].Kind == A.Kind && List[I].Divisor == A.Divisor && List[I].Left == A.Left && List[I].Right == A.Right)
      return I;
  List.push_back(std::move(A));
  return List.size() - 1;
}

static int64_t floorQuotient(int64_t A, int64_t B) { return A / B - (A % B < 0); }

Number Atoms::divided(Atom::AtomKind Kind, const Number &Left, int64_t Divisor) {
  if (!Left || Divisor <= 0)
    return std::nullopt;
  if (std::optional<int64_t> C = Left->constant())
    switch (Kind) {
    case Atom::FloorQuotient: return floorQuotient(*C, Divisor);
    case Atom::FloorRemainder: return *C - Divisor * floorQuotient(*C, Divisor);
    case Atom::TruncQuotient: return *C / Divisor;
    default: return *C % Divisor;
    }
  if (Divisor == 1)
    return Kind == Atom::FloorQuotient || Kind == Atom::TruncQuotient ? Left : Number(0);
  Atom A{Kind, "", *Left};
  A.Divisor = Divisor;
  return Polynomial::atom(intern(std::move(A)));
}

Number Atoms::grouped(const Number &Sum) {
  if (!Sum || Sum->terms().size() < 2 || !isInvariant(*Sum))
    return Sum;
  return Polynomial::atom(intern({Atom::Group, "", *Sum}));
}

Number Atoms::extremum(Atom::AtomKind Kind, const Number &Left, const Number &Right) {
  if (!Left || !Right)
    return std::nullopt;
  if (*Left == *Right)
    return Left;
  std::optional<int64_t> L = Left->constant(), R = Right->constant();
  if (L && R)
    return Kind == Atom::Min ? std::min(*L, *R) : std::max(*L, *R);
  return Polynomial::atom(intern({Kind, "", *Left, *Right}));
}

void Atoms::collect(const Polynomial &P, std::vector<AtomId> &Out) const {
  for (const auto &[M, Coefficient] : P.terms())
    for (AtomId A : M) {
      if (llvm::is_contained(Out, A))
        continue;
      Out.push_back(A);
      collect(List[A].Left, Out);
      collect(List[A].Right, Out);
    }
}

bool Atoms::isInvariant(const Polynomial &P) const {
  std::vector<AtomId> Used;
  collect(P, Used);
  return llvm::none_of(Used, [&](AtomId A) { return List[A].isIndex() || List[A].Varies; });
}

bool Atoms::varies(const Polynomial &P) const {
  std::vector<AtomId> Used;
  collect(P, Used);
  return llvm::any_of(Used, [&](AtomId A) { return List[A].Varies; });
}

static std::string textOf(const Atoms &All, AtomId Id) {
  const Atom &A = All[Id];
  auto Call = [&](const char *Name) { return std::string(Name) + "(" + All.text(A.Left) + ", " + All.text(A.Right) + ")"; };
  auto Divide = [&](const char *Op) { return "(" + All.text(A.Left) + ")" + Op + std::to_string(A.Divisor); };
  switch (A.Kind) {
  case Atom::FloorQuotient:
  case Atom::TruncQuotient: return Divide(" / ");
  case Atom::FloorRemainder:
  case Atom::TruncRemainder: return Divide(" % ");
  case Atom::Group: return "(" + All.text(A.Left) + ")";
  case Atom::Min: return Call("min");
  case Atom::Max: return Call("max");
  default: return A.Name;
  }
}

std::string Atoms::text(const Polynomial &P) const {
  std::string Result;
  auto Term = [&](const Monomial &M, int64_t Coefficient) {
    if (Result.empty())
      Result += Coefficient < 0 ? "-" : "";
    else
      Result += Coefficient < 0 ? " - " : " + ";
    uint64_t Magnitude = Coefficient < 0 ? 0 - static_cast<uint64_t>(Coefficient) : static_cast<uint64_t>(Coefficient);
    std::string Factors = Magnitude == 1 && !M.empty() ? "" : std::to_string(Magnitude);
    for (AtomId A : M)
      Factors += (Factors.empty() ? "" : " * ") + textOf(*this, A);
    Result += Factors;
  };
  for (const auto &[M, Coefficient] : P.terms())
    if (!M.empty())
      Term(M, Coefficient);
  auto Constant = P.terms().find({});
  if (Constant != P.terms().end() || Result.empty())
    Term({}, Constant == P.terms().end() ? 0 : Constant->second);
  return Result;
}
