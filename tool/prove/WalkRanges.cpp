// Algorithms of the library over pointers and iterators: `std::sort(row, row + n)` writes n elements from row on.
#include "analyse/Place.h"
#include "prove/StandardLibrary.h"
#include "prove/Walker.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

namespace {
enum class Form {
  Unknown,
  Reads,    ///< Pairs of iterators; nothing is written.
  InPlace,  ///< The first pair, or what lies between the first and the third, is written.
  Into,     ///< What the first pair gives is written from the last iterator on.
  Counted,  ///< fill_n(to, n, ...)
  CountedInto, ///< copy_n(from, n, to)
};

Form formOf(const FunctionDecl *F) {
  if (!F || !isStd(F) || isa<CXXMethodDecl>(F) || !F->getIdentifier())
    return Form::Unknown;
  Form Found = llvm::StringSwitch<Form>(F->getName())
                   .Cases({"sort", "stable_sort", "fill", "iota", "reverse", "generate", "replace", "replace_if", "partition"}, Form::InPlace)
                   .Cases({"stable_partition", "unique", "remove", "remove_if", "make_heap", "sort_heap", "push_heap", "pop_heap", "shuffle"}, Form::InPlace)
                   .Cases({"rotate", "nth_element", "partial_sort", "inplace_merge", "next_permutation", "prev_permutation"}, Form::InPlace)
                   .Cases({"copy", "transform", "partial_sum", "adjacent_difference", "inclusive_scan", "exclusive_scan"}, Form::Into)
                   .Cases({"reverse_copy", "replace_copy"}, Form::Into)
                   .Cases({"fill_n", "generate_n"}, Form::Counted)
                   .Case("copy_n", Form::CountedInto)
                   .Default(Form::Unknown);
  return Found == Form::Unknown && onlyReads(F) ? Form::Reads : Found;
}

/// `std::next(it, k)`
bool movesOne(const FunctionDecl *F) { return isStd(F, "next") || isStd(F, "prev"); }

bool isPosition(const Expr *E) {
  QualType T = E->getType();
  return !T.isNull() && ((T->isPointerType() && !T->isFunctionPointerType()) || (isIteratorClass(T) && !isReverseIterator(T)));
}
} // namespace

Number Walker::countBetween(const Expr *First, const Expr *Last) {
  llvm::SaveAndRestore<bool> Silent(Quiet, true);
  Operand From = value(First), To = value(Last);
  return distance(From, To);
}

/// `Count` elements from First on; if it is not known, any number before and behind.
void Walker::range(const Expr *First, const Number &Count, bool Writes) {
  followed(First);
  Locations Where = value(First).Targets;
  llvm::SaveAndRestore<DomainRef> Saved(When);
  AtomId Element = Out.All.index(Atom::Inner, "");
  Number Offset = Count ? Number(Polynomial::atom(Element)) : std::nullopt;
  if (Count) {
    When = std::make_shared<const Domain>(Domain{xfork::compare(Condition::LessEqual, Number(0), Offset), Element, When});
    When = std::make_shared<const Domain>(Domain{lessThan(*Offset, *Count), std::nullopt, When, "the length of the range"});
  }
  for (Location &L : Where)
    L = L.Root == Location::Unknown ? L : L.moved(Offset);
  record(Where, Writes, First);
}

std::optional<Walker::Result> Walker::algorithm(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  if (movesOne(F) && isPosition(C->getArg(0))) {
    Number Steps = C->getNumArgs() > 1 ? value(C->getArg(1)).Value : Number(1);
    return Result{arithmetic(isStd(F, "next") ? BO_Add : BO_Sub, value(C->getArg(0)), Operand::number(Steps), {}), {}};
  }
  if (isStd(F, "distance") && isPosition(C->getArg(0)))
    return Result{Operand::number(countBetween(C->getArg(0), C->getArg(1))), {}};
  Form Kind = formOf(F);
  if (Kind == Form::Unknown || C->getNumArgs() < 2 || !isPosition(C->getArg(0)))
    return std::nullopt;
  auto IsConst = [](const Expr *E) { return E->getType()->isPointerType() && E->getType()->getPointeeType().isConstQualified(); };
  llvm::SmallVector<const Expr *, 4> Positions;
  for (const Expr *A : C->arguments())
    if (isPosition(A))
      Positions.push_back(A);
  auto Follow = [&](const Expr *E) { // what it names is told apart here, element by element
    followed(E);
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(stripped(E)))
      followed(M->getImplicitObjectArgument());
  };
  for (const Expr *E : Positions)
    Follow(E);
  bool IsCounted = Kind == Form::Counted || Kind == Form::CountedInto;
  Number Count = IsCounted ? value(C->getArg(1)).Value : countBetween(Positions[0], Positions.size() > 1 ? Positions[Kind == Form::InPlace ? Positions.size() - 1 : 1] : Positions[0]);
  size_t Next = 1;
  if (IsCounted) {
    range(Positions[0], Count, Kind == Form::Counted);
  } else {
    Next = Kind == Form::InPlace ? Positions.size() : 2;
    range(Positions[0], Count, Kind == Form::InPlace && !IsConst(Positions[0]));
    for (size_t I = 1; I < Next && I < Positions.size(); ++I)
      value(Positions[I]);
  }
  // Further ranges: as long as the first where nothing ends them, and the last is written if there is one to write.
  for (; Next < Positions.size(); ++Next) {
    bool IsOutput = (Kind == Form::Into || Kind == Form::CountedInto) && Next + 1 == Positions.size();
    range(Positions[Next], Kind == Form::Reads ? std::nullopt : Count, IsOutput);
  }
  for (const Expr *A : C->arguments())
    if (!isPosition(A)) {
      if (Operand O = value(A); O.Lambda)
        visitLambda(O.Lambda, O.Parts);
    }
  Result R;
  if (C->isGLValue())
    R.Place.push_back(Location());
  else if (C->getType()->isPointerType() || isIteratorClass(C->getType()))
    for (const Location &L : value(Positions.back()).Targets)
      R.Value.Targets.push_back(L.Root == Location::Unknown ? L : L.moved(std::nullopt));
  return R;
}
