#include "prove/PairVerdict.h"
#include "prove/Delinearise.h"

using namespace xfork;

namespace {
bool isEmpty(const isl::Set &S) { return isl_set_is_empty(S.get()) == isl_bool_true; }

class Comparer {
public:
  Comparer(const MemoryAccess &A, const MemoryAccess &B, const Trace &T, isl::Session &Session)
      : A(A), B(B), T(T), Pair(Session, T, A, B), Meeting(Pair.pairs()) {}

  PairVerdict run() {
    if (isEmpty(Pair.pairs()) || !walkPaths())
      return {};
    if (isEmpty(Meeting))
      return differentPointers();
    if (!Meeting)
      return unknown("to find out would take too long");
    if (!Unproven.empty())
      return unknown(Unproven);
    if (!A.IsCertain || !B.IsCertain)
      return unknown("what the call does to it is not known");
    if (!Pair.isExact())
      return unknown("'" + Pair.reason() + "' is a condition that is not understood");
    return meets();
  }

private:
  static PairVerdict unknown(std::string Why) {
    PairVerdict V{PairVerdict::Unknown, {}, {}, {}};
    V.Unproven = std::move(Why);
    return V;
  }

  /// Narrows Meeting down, step by step. False if different members keep them apart.
  bool walkPaths() {
    const auto &PathA = A.Where.Path, &PathB = B.Where.Path;
    size_t Common = std::min(PathA.size(), PathB.size());
    for (size_t I = 0; I != Common; ++I) {
      const Step &StepA = PathA[I], &StepB = PathB[I];
      if (StepA.Loaded && StepB.Loaded)
        BeforePointer = Meeting;
      if (StepA.isMember() && StepB.isMember()) {
        if ((StepA.Field == StepB.Field && StepA.Name == StepB.Name) || shareWord(StepA, StepB))
          continue;
        if (areApart(StepA, StepB))
          return false;
        return giveUp("the members may overlap"), true;
      }
      if (StepA.isMember() || StepB.isMember() || StepA.Loaded != StepB.Loaded)
        return giveUp("they are reached in different ways"), true;
      element(StepA, StepB);
    }
    const Location &Shorter = PathA.size() < PathB.size() ? A.Where : B.Where;
    const auto &Longer = PathA.size() < PathB.size() ? PathB : PathA;
    if (Longer.size() > Common && Longer[Common].Loaded && !Shorter.IsDeep)
      return false; // a pointer, and what it points to
    return true;
  }

  void giveUp(std::string Why) {
    if (Unproven.empty())
      Unproven = std::move(Why);
  }

  void element(const Step &StepA, const Step &StepB) {
    bool Alike = StepA.Subscripts.size() == StepB.Subscripts.size() && StepA.Extents == StepB.Extents && !StepA.Flat && !StepB.Flat;
    if (Alike && !leavesRow(StepA, PairSet::FirstSide) && !leavesRow(StepB, PairSet::SecondSide)) {
      for (size_t D = 0; D != StepA.Subscripts.size(); ++D)
        subscript(StepA.Subscripts[D], StepB.Subscripts[D]);
      return;
    }
    Number FlatA = flattened(StepA, StepB), FlatB = flattened(StepB, StepA);
    subscript(FlatA, FlatB);
  }

  /// The distance from the first element of all, in elements of the innermost array.
  static Number flattened(const Step &S, const Step &Other) {
    const Step &Deeper = S.Extents.size() >= Other.Extents.size() ? S : Other;
    Number Sum = Number(0);
    for (size_t D = 0; D != Deeper.Extents.size(); ++D) {
      if (D > 0 && Deeper.Extents[D] == 0)
        return std::nullopt;
      Sum = D == 0 ? Sum : Sum * Number(static_cast<int64_t>(Deeper.Extents[D]));
      if (D < S.Subscripts.size())
        Sum = Sum + S.Subscripts[D];
    }
    return Sum;
  }

  /// Whether a subscript surely passes the end of its row, as in  a[i][j - 1]  with j from 0.
  bool leavesRow(const Step &S, PairSet::Side Where) {
    for (size_t D = 1; D < S.Subscripts.size(); ++D) {
      if (!S.Subscripts[D] || S.Extents[D] == 0)
        continue;
      isl::PwAff Subscript = Pair.linear(*S.Subscripts[D], Where);
      if (!Subscript)
        continue;
      isl::Set Below = Pair.where(Pair.pairs(), Pair.constant(-1), Subscript, PairSet::AtLeast);
      isl::Set Above = Pair.where(Pair.pairs(), Subscript, Pair.constant(static_cast<int64_t>(S.Extents[D])), PairSet::AtLeast);
      isl::Set Outside(isl_set_params(isl_set_union(Below.take(), Above.take())));
      isl::Set Possible(isl_set_params(Pair.pairs().copy()));
      if (isl_set_is_subset(Possible.get(), Outside.get()) == isl_bool_true)
        return true;
    }
    return false;
  }

  void subscript(const Number &NumberA, const Number &NumberB) {
    if (!NumberA || !NumberB || T.All.varies(*NumberA) || T.All.varies(*NumberB))
      return giveUp("a subscript is not known");
    Equations Equal = delinearised(*NumberA, *NumberB, Pair, T.All);
    if (!Equal.Unproven.empty())
      giveUp(Equal.Unproven);
    for (const Equation &E : Equal.List) {
      isl::PwAff First = Pair.linear(E.First, PairSet::FirstSide), Second = Pair.linear(E.Second, PairSet::SecondSide);
      if (!First || !Second) {
        giveUp("a subscript is not known");
        continue;
      }
      // A rest that may reach into the next row says nothing on its own.
      Meeting = intersect(Meeting, Pair.where(Pair.pairs(), First, Second, PairSet::Equal));
      List.push_back(E);
    }
  }

  static isl::Set intersect(const isl::Set &X, const isl::Set &Y) { return isl::Set(isl_set_intersect(X.copy(), Y.copy())); }

  /// Not through one pointer; but through two that are stored in different places and may lead to one.
  PairVerdict differentPointers() {
    if (!BeforePointer)
      return {};
    isl::Set Different(isl_set_subtract(Pair.pairs().copy(), BeforePointer.copy()));
    if (isEmpty(Different))
      return {};
    return unknown("pointers that are stored in different places may lead to the same memory");
  }

  PairVerdict meets() {
    bool IsFixed = llvm::all_of(List, [&](const Equation &E) { return T.All.isInvariant(E.First) && T.All.isInvariant(E.Second); });
    if (!alwaysHappens())
      return unknown(parameterText());
    PairVerdict V{IsFixed && A.At == B.At ? PairVerdict::SameElement : PairVerdict::Dependent, {}, {}, {}};
    V.Distance = distance();
    if (!V.Distance)
      V.Example = example();
    return V;
  }

  /// For all parameters for which both accesses happen at all; those that say only how long loops run may be as large
  /// as it takes.
  bool alwaysHappens() {
    std::set<std::string> Relevant;
    for (const Equation &E : List)
      if (std::optional<Polynomial> D = Polynomial::sum(E.First, E.Second, -1))
        Pair.parameterNames(*D, Relevant);
    isl::Set Meets = onlyParameters(Meeting, Relevant), Happens = onlyParameters(Pair.pairs(), Relevant);
    return isl_set_is_subset(Happens.get(), Meets.get()) == isl_bool_true;
  }

  static isl::Set onlyParameters(const isl::Set &From, const std::set<std::string> &Keep) {
    isl_set *S = isl_set_params(From.copy());
    for (int I = static_cast<int>(isl_set_dim(S, isl_dim_param)) - 1; I >= 0; --I)
      if (!Keep.contains(isl_set_get_dim_name(S, isl_dim_param, I)))
        S = isl_set_project_out(S, isl_dim_param, I, 1);
    return isl::Set(S);
  }

  std::string parameterText() const {
    for (const Equation &E : List)
      if (std::optional<Polynomial> D = Polynomial::sum(E.First, E.Second, -1)) {
        std::vector<AtomId> Used;
        T.All.collect(*D, Used);
        for (AtomId Id : Used)
          if (T.All[Id].Kind == Atom::Parameter)
            return "it depends on '" + T.All[Id].Name + "'";
      }
    return "it depends on how often the loops run";
  }

  std::optional<int64_t> distance() {
    Polynomial Round = Polynomial::atom(T.Iteration);
    isl::PwAff First = Pair.linear(Round, PairSet::FirstSide), Second = Pair.linear(Round, PairSet::SecondSide);
    isl::PwAff Apart = Pair.difference(Second, First);
    // As a one-dimensional set of values.
    isl_map *Map = isl_map_from_pw_aff(Apart.take());
    isl_set *Values = isl_set_project_out_all_params(isl_set_apply(Meeting.copy(), Map));
    isl::Val Low(isl_set_dim_min_val(isl_set_copy(Values), 0)), High(isl_set_dim_max_val(Values, 0));
    bool IsOne = Low && High && isl_val_is_int(Low.get()) == isl_bool_true && isl_val_eq(Low.get(), High.get()) == isl_bool_true;
    return IsOne ? std::optional(isl_val_get_num_si(Low.get())) : std::nullopt;
  }

  std::optional<std::pair<int64_t, int64_t>> example() {
    isl_set *S = isl_set_project_out_all_params(Meeting.copy());
    int Total = static_cast<int>(isl_set_dim(S, isl_dim_set));
    for (int I = Total - 1; I >= 0; --I)
      if (static_cast<unsigned>(I) != Pair.firstIteration() && static_cast<unsigned>(I) != Pair.secondIteration())
        S = isl_set_project_out(S, isl_dim_set, I, 1);
    isl::Point P(isl_set_sample_point(isl_set_lexmin(S)));
    isl::Val First(isl_point_get_coordinate_val(P.get(), isl_dim_set, 0)), Second(isl_point_get_coordinate_val(P.get(), isl_dim_set, 1));
    if (!First || !Second || isl_val_is_int(First.get()) != isl_bool_true || isl_val_is_int(Second.get()) != isl_bool_true)
      return std::nullopt;
    return std::pair(isl_val_get_num_si(First.get()), isl_val_get_num_si(Second.get()));
  }

  const MemoryAccess &A, &B;
  const Trace &T;
  PairSet Pair;
  isl::Set Meeting, BeforePointer;
  std::vector<Equation> List;
  std::string Unproven;
};
} // namespace

PairVerdict xfork::compare(const MemoryAccess &A, const MemoryAccess &B, const Trace &T, isl::Session &Session) {
  Session.startQuestion();
  return Comparer(A, B, T, Session).run();
}
