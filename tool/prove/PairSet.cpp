#include "prove/PairSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace xfork;

namespace {
isl::Set intersection(isl::Set A, isl::Set B) { return isl::Set(isl_set_intersect(A.take(), B.take())); }

llvm::SmallVector<const Domain *, 8> outermostFirst(const DomainRef &When) {
  llvm::SmallVector<const Domain *, 8> List;
  for (const Domain *D = When.get(); D; D = D->Outer.get())
    List.push_back(D);
  std::reverse(List.begin(), List.end());
  return List;
}
} // namespace

PairSet::PairSet(isl::Session &Session, const Trace &T, const MemoryAccess &First, const MemoryAccess &Second)
    : Session(Session), T(T) {
  auto Number = [&](const MemoryAccess &A, Side Where) {
    Index[Where][T.Iteration] = Count++;
    for (const Domain *D : outermostFirst(A.When))
      if (D->Index && *D->Index != T.Iteration)
        Index[Where][*D->Index] = Count++;
  };
  Number(First, FirstSide);
  SecondDimension = Count;
  Number(Second, SecondSide);
  Pairs = isl::Set(isl_set_universe(isl_space_set_alloc(Session.get(), 0, Count)));
  isl::PwAff One = linearAtom(T.Iteration, FirstSide), Other = linearAtom(T.Iteration, SecondSide);
  bool IsOne = &First == &Second;
  Pairs = isl::Set(IsOne ? isl_pw_aff_lt_set(One.take(), Other.take()) : isl_pw_aff_ne_set(One.take(), Other.take()));
  addDomain(First.When, FirstSide);
  addDomain(Second.When, SecondSide);
}

void PairSet::addDomain(const DomainRef &When, Side Where) {
  for (const Domain *D : outermostFirst(When)) {
    if (!D->Holds && D->Index)
      continue; // an index of which nothing is known
    bool Understood = true;
    isl::Set Holds = condition(D->Holds, false, Where, Understood);
    if (!Understood && !D->IsTripCount && Reason.empty())
      Reason = D->Text.empty() ? "a condition" : D->Text;
    Pairs = intersection(std::move(Pairs), std::move(Holds));
  }
}

isl::Set PairSet::condition(const ConditionRef &C, bool Negated, Side Where, bool &Understood) {
  auto Anything = [&] {
    Understood = false;
    return isl::Set(isl_set_universe(isl_space_set_alloc(Session.get(), 0, Count)));
  };
  if (!C)
    return Anything();
  if (C->Kind == Condition::Not)
    return condition(C->First, !Negated, Where, Understood);
  if (C->Kind == Condition::And || C->Kind == Condition::Or) {
    isl::Set A = condition(C->First, Negated, Where, Understood), B = condition(C->Second, Negated, Where, Understood);
    bool Both = (C->Kind == Condition::And) != Negated;
    return isl::Set(Both ? isl_set_intersect(A.take(), B.take()) : isl_set_union(A.take(), B.take()));
  }
  for (const Polynomial &P : C->MustNotBeNegative) {
    isl::PwAff Side = linear(P, Where);
    if (!Side)
      return Anything();
    isl::Set Negative(isl_set_intersect(Pairs.copy(), isl_pw_aff_lt_set(Side.take(), constant(0).take())));
    if (isl_set_is_empty(Negative.get()) != isl_bool_true)
      return Anything();
  }
  isl::PwAff Left = linear(C->Left, Where), Zero = constant(0);
  if (!Left)
    return Anything();
  switch (C->Kind) {
  case Condition::Less:
    return isl::Set(Negated ? isl_pw_aff_ge_set(Left.take(), Zero.take()) : isl_pw_aff_lt_set(Left.take(), Zero.take()));
  case Condition::LessEqual:
    return isl::Set(Negated ? isl_pw_aff_gt_set(Left.take(), Zero.take()) : isl_pw_aff_le_set(Left.take(), Zero.take()));
  default:
    return isl::Set(Negated ? isl_pw_aff_ne_set(Left.take(), Zero.take()) : isl_pw_aff_eq_set(Left.take(), Zero.take()));
  }
}

isl::PwAff PairSet::constant(int64_t Value) const {
  isl_local_space *Space = isl_local_space_from_space(isl_space_set_alloc(Session.get(), 0, Count));
  return isl::PwAff(isl_pw_aff_from_aff(isl_aff_val_on_domain(Space, isl_val_int_from_si(Session.get(), Value))));
}

isl::PwAff PairSet::parameter(const std::string &Name, bool NonNegative) {
  isl_id *Id = isl_id_alloc(Session.get(), Name.c_str(), nullptr);
  isl_space *Space = isl_space_add_param_id(isl_space_set_alloc(Session.get(), 0, Count), isl_id_copy(Id));
  isl::PwAff P(isl_pw_aff_from_aff(isl_aff_param_on_domain_space_id(Space, Id)));
  if (Known.insert(Name).second && NonNegative && Pairs) {
    isl::PwAff Copy = P;
    Pairs = isl::Set(isl_set_intersect(Pairs.take(), isl_pw_aff_ge_set(Copy.take(), constant(0).take())));
  }
  return P;
}

std::string PairSet::parameterName(const Monomial &M) const {
  std::string Name = "p";
  for (AtomId A : M)
    Name += "_" + std::to_string(A);
  return Name;
}

isl::PwAff PairSet::linearAtom(AtomId Id, Side Where) {
  const Atom &A = T.All[Id];
  auto Divisor = [&] { return isl_val_int_from_si(Session.get(), A.Divisor); };
  switch (A.Kind) {
  case Atom::Iteration:
  case Atom::Inner: {
    auto It = Index[Where].find(Id);
    if (It == Index[Where].end())
      return isl::PwAff();
    isl_local_space *Space = isl_local_space_from_space(isl_space_set_alloc(Session.get(), 0, Count));
    return isl::PwAff(isl_pw_aff_from_aff(isl_aff_var_on_domain(Space, isl_dim_set, It->second)));
  }
  case Atom::Parameter:
    return A.Varies ? isl::PwAff() : parameter(parameterName({Id}), A.NonNegative);
  default:
    break;
  }
  isl::PwAff Left = linear(A.Left, Where);
  if (!Left)
    return isl::PwAff();
  switch (A.Kind) {
  case Atom::FloorQuotient:
    return isl::PwAff(isl_pw_aff_floor(isl_pw_aff_scale_down_val(Left.take(), Divisor())));
  case Atom::FloorRemainder:
    return isl::PwAff(isl_pw_aff_mod_val(Left.take(), Divisor()));
  case Atom::TruncQuotient:
    return isl::PwAff(isl_pw_aff_tdiv_q(Left.take(), constant(A.Divisor).take()));
  case Atom::TruncRemainder:
    return isl::PwAff(isl_pw_aff_tdiv_r(Left.take(), constant(A.Divisor).take()));
  default:
    break;
  }
  if (A.Kind == Atom::Group)
    return Left;
  isl::PwAff Right = linear(A.Right, Where);
  return isl::PwAff(A.Kind == Atom::Min ? isl_pw_aff_min(Left.take(), Right.take()) : isl_pw_aff_max(Left.take(), Right.take()));
}

bool PairSet::isLinear(const Polynomial &P) const {
  return llvm::all_of(P.terms(), [&](const auto &Term) {
    if (Term.first.size() <= 1)
      return true;
    return llvm::all_of(Term.first, [&](AtomId A) { return T.All.isInvariant(Polynomial::atom(A)); });
  });
}

isl::PwAff PairSet::linear(const Polynomial &P, Side Where) {
  if (!isLinear(P) || T.All.varies(P))
    return isl::PwAff();
  isl::PwAff Sum = constant(0);
  for (const auto &[M, Coefficient] : P.terms()) {
    isl::PwAff Term = M.empty() ? constant(1) : M.size() == 1 ? linearAtom(M.front(), Where) : parameter(parameterName(M), false);
    if (!Term)
      return isl::PwAff();
    isl_val *Factor = isl_val_int_from_si(Session.get(), Coefficient);
    Sum = isl::PwAff(isl_pw_aff_add(Sum.take(), isl_pw_aff_scale_val(Term.take(), Factor)));
  }
  return Sum;
}

isl::Set PairSet::where(const isl::Set &In, const isl::PwAff &A, const isl::PwAff &B, Relation Op) const {
  isl_set *Holds = Op == Equal ? isl_pw_aff_eq_set(A.copy(), B.copy()) : isl_pw_aff_ge_set(A.copy(), B.copy());
  return isl::Set(isl_set_intersect(In.copy(), Holds));
}

isl::PwAff PairSet::difference(const isl::PwAff &A, const isl::PwAff &B) const {
  return isl::PwAff(isl_pw_aff_sub(A.copy(), B.copy()));
}

void PairSet::parameterNames(const Polynomial &P, std::set<std::string> &Out) const {
  for (const auto &[M, Coefficient] : P.terms()) {
    bool IsProduct = M.size() > 1;
    if (IsProduct)
      Out.insert(parameterName(M));
    for (AtomId A : M)
      if (T.All[A].Kind == Atom::Parameter) {
        if (!IsProduct)
          Out.insert(parameterName({A}));
      } else {
        parameterNames(T.All[A].Left, Out);
        parameterNames(T.All[A].Right, Out);
      }
  }
}
