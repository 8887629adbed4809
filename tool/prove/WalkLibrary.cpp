#include "analyse/CalleeKnowledge.h"
#include "analyse/Place.h"
#include "prove/StandardLibrary.h"
#include "prove/Walker.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

namespace {
bool isStream(QualType T) {
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  return R && isStd(R) && R->getIdentifier() && R->getName().contains("stream");
}

/// `std::tie(a, b)`
bool holdsReferences(QualType T) {
  const auto *Tuple = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T.getNonReferenceType()->getAsCXXRecordDecl());
  return Tuple && llvm::any_of(Tuple->getTemplateArgs().asArray(), [](const TemplateArgument &A) {
    auto IsReference = [](const TemplateArgument &B) { return B.getKind() == TemplateArgument::Type && B.getAsType()->isReferenceType(); };
    return A.getKind() == TemplateArgument::Pack ? llvm::any_of(A.pack_elements(), IsReference) : IsReference(A);
  });
}

/// Member functions that are not const and yet only hand out access.
const llvm::StringSet<> Accessors = {"at", "front", "back", "data", "begin", "end", "cbegin", "cend", "rbegin", "rend", "find",
                                     "lower_bound", "upper_bound", "equal_range", "get", "value", "c_str", "size", "length",
                                     "empty", "capacity", "max_size", "count", "contains", "substr", "compare", "ssize"};
} // namespace

std::optional<Walker::Result> Walker::libraryCall(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(C))
    return operatorOnLibrary(Op);
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(C)) {
    const CXXMethodDecl *Method = M->getMethodDecl();
    if (!Method)
      return std::nullopt;
    const Expr *Object = M->getImplicitObjectArgument();
    if (knownSafeType(Object->getType())) { // atomics synchronise themselves
      for (const Expr *A : C->arguments())
        value(A);
      return Result();
    }
    if (!isStd(Method) || !Method->getIdentifier())
      return std::nullopt;
    return containerMember(C, Object, Method->getName());
  }
  if (!F->getIdentifier() || !isStd(F))
    return F->getIdentifier() && F->isExternC() ? numericCall(C, F->getName()) : std::nullopt;
  StringRef Name = F->getName();
  bool IsTransparent = Name == "move" || Name == "forward" || Name == "as_const";
  if (IsTransparent && C->getNumArgs() == 1) {
    Result R;
    R.Place = locate(C->getArg(0));
    if (R.Place.empty())
      R.Value = value(C->getArg(0));
    return R;
  }
  if (Name == "get" && C->getNumArgs() == 1 && C->isGLValue()) {
    Result R;
    for (const Location &L : locate(C->getArg(0)))
      R.Place.push_back(L.member(F, holdsReferences(C->getArg(0)->getType())));
    return R;
  }
  if (Name == "addressof")
    return Result{Operand::pointer(locate(C->getArg(0))), {}};
  bool OnContainer = Name == "begin" || Name == "end" || Name == "cbegin" || Name == "cend" || Name == "data" || Name == "size" || Name == "ssize";
  if (OnContainer && C->getNumArgs() == 1)
    return containerMember(C, C->getArg(0), Name);
  if (Name == "swap" && C->getNumArgs() == 2) {
    for (const Expr *A : C->arguments()) {
      load(locate(A), A);
      assignment(A, Operand(), A, true);
    }
    return Result();
  }
  if (std::optional<Result> R = algorithm(C))
    return R;
  return numericCall(C, Name);
}

std::optional<Walker::Result> Walker::numericCall(const CallExpr *C, StringRef Name) {
  if ((Name == "min" || Name == "max") && C->getNumArgs() == 2) {
    Number A = value(C->getArg(0)).Value, B = value(C->getArg(1)).Value;
    return Result{Operand::number(Out.All.extremum(Name == "min" ? Atom::Min : Atom::Max, A, B)), {}};
  }
  if ((Name == "abs" || Name == "labs") && C->getNumArgs() == 1 && C->getType()->isIntegerType()) {
    Number A = value(C->getArg(0)).Value;
    return Result{Operand::number(Out.All.extremum(Atom::Max, A, Number(0) - A)), {}};
  }
  return std::nullopt;
}

/// `v.size()`, `v.begin()`, `std::begin(v)`, `v.at(i)`, `p.get()`.
std::optional<Walker::Result> Walker::containerMember(const CallExpr *C, const Expr *Object, StringRef Name) {
  bool IsPointer = Object->getType()->isPointerType();
  QualType T = IsPointer ? Object->getType()->getPointeeType() : Object->getType();
  bool IsDependent = Object->isTypeDependent();
  ContainerKind Kind = containerKind(T);
  bool IsArray = T->isArrayType();
  if (Kind == ContainerKind::None && !IsArray && !IsDependent)
    return std::nullopt;
  Out.Visited.insert(Object);
  auto Where = [&] { return IsPointer ? value(Object).Targets : locate(Object); };
  bool FreeFunction = !isa<CXXMemberCallExpr>(C) && !IsDependent;
  auto Arguments = [&] {
    for (unsigned I = FreeFunction; I < C->getNumArgs(); ++I)
      if (C->getArg(I) != Object)
        value(C->getArg(I));
  };
  auto Count = [&](const Locations &L) { return L.size() == 1 ? elementCount(L.front(), T) : std::nullopt; };
  if (Name == "size" || Name == "length" || Name == "ssize") {
    Number N = Count(Where());
    return Result{Operand::number(N), {}};
  }
  if (Name == "empty")
    return Result{Operand::test(xfork::compare(Condition::Equal, Count(Where()), Number(0))), {}};
  if (Name == "begin" || Name == "cbegin" || Name == "data" || Name == "c_str")
    return Result{Operand::pointer(elementOf(Where(), T, Number(0), nullptr).Place), {}};
  if (Name == "end" || Name == "cend") {
    Locations L = Where();
    return Result{Operand::pointer(elementOf(L, T, Count(L), nullptr).Place), {}};
  }
  if (Name == "rbegin" || Name == "rend") {
    Locations L = Where();
    Number Position = Name == "rend" ? Number(-1) : Count(L) - Number(1);
    return Result{Operand::pointer(elementOf(L, T, Position, nullptr).Place), {}};
  }
  if (Name == "front")
    return elementOf(Where(), T, Number(0), C);
  if (Name == "back") {
    Locations L = Where();
    return elementOf(L, T, Count(L) - Number(1), C);
  }
  if (Name == "at" && C->getNumArgs() == 1)
    return elementOf(Where(), T, value(C->getArg(0)).Value, C);
  if (Kind == ContainerKind::Owner || Kind == ContainerKind::View)
    if (Name == "get" || Name == "value")
      return Result{Operand::pointer(elementOf(Where(), T, Number(0), nullptr).Place), C->isGLValue() ? elementOf(Where(), T, Number(0), C).Place : Locations()};
  if (Kind == ContainerKind::View && (Name == "subspan" || Name == "first") && C->getNumArgs() >= 1) {
    Locations L = Where();
    Number Offset = value(C->getArg(0)).Value;
    Operand Part;
    if (L.size() == 1 && L.front().IsViewed)
      Part.Copy = L.front().viewed(Name == "first" ? Number(0) : Offset).view();
    return Result{Part, {}};
  }
  if (Accessors.contains(Name)) {
    Locations L = Where();
    record(L, false, Object);
    Arguments();
    bool GivesIterator = isIteratorClass(C->getType());
    Result R;
    if (C->isGLValue())
      R.Place = elementOf(L, T, std::nullopt, C).Place;
    else if (GivesIterator || C->getType()->isPointerType())
      R.Value.Targets = elementOf(L, T, std::nullopt, nullptr).Place;
    return R;
  }
  if (IsDependent && !isMutatorName(Name))
    return std::nullopt;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(C->getDirectCallee());
  bool Changes = IsDependent || (Method && !Method->isConst());
  Locations L = Where();
  record(L, Changes, Object);
  Arguments();
  if (Changes && L.size() == 1 && L.front().isWholeVariable())
    Known[L.front().Decl] = Operand();
  Result R;
  if (C->isGLValue() && Context.hasSameUnqualifiedType(C->getType(), T)) // `s.append(x)` gives `s`
    R.Place = L;
  return R;
}

/// How far a step takes in the container: backwards for reverse iterators.
Number Walker::stepped(QualType Iterator, const Number &Distance) {
  return isReverseIterator(Iterator) ? Number(0) - Distance : Distance;
}

/// `it[k]`, `*it`, `it + k`, `++it`, `it - other` on the library's iterators.
std::optional<Walker::Result> Walker::iteratorOperator(const CXXOperatorCallExpr *C) {
  const Expr *First = C->getArg(0);
  auto Moved = [&](const Locations &From, const Number &Offset) {
    Locations Result;
    for (const Location &L : From)
      Result.push_back(L.Root == Location::Unknown ? L : L.moved(Offset));
    return Result;
  };
  auto Or = [](Locations L) { return L.empty() ? Locations{Location()} : L; };
  switch (C->getOperator()) {
  case OO_Star:
    return Result{{}, Or(value(First).Targets)};
  case OO_Arrow:
    return Result{Operand::pointer(Or(value(First).Targets)), {}};
  case OO_Subscript:
    return Result{{}, Or(Moved(value(First).Targets, stepped(First->getType(), value(C->getArg(1)).Value)))};
  case OO_Plus:
  case OO_Minus: {
    if (C->getNumArgs() != 2)
      return std::nullopt;
    Operand A = value(First), B = value(C->getArg(1));
    if (B.Targets.empty())
      B.Value = stepped(First->getType(), B.Value);
    return Result{arithmetic(C->getOperator() == OO_Plus ? BO_Add : BO_Sub, A, B, {}), {}};
  }
  case OO_PlusPlus:
  case OO_MinusMinus:
  case OO_PlusEqual:
  case OO_MinusEqual: {
    bool IsStep = C->getOperator() == OO_PlusPlus || C->getOperator() == OO_MinusMinus;
    bool Forward = C->getOperator() == OO_PlusPlus || C->getOperator() == OO_PlusEqual;
    Operand Before = load(locate(First), First);
    Number Distance = stepped(First->getType(), IsStep ? Number(1) : value(C->getArg(1)).Value);
    Operand After = Operand::pointer(Moved(Before.Targets, Forward ? Distance : Number(0) - Distance));
    assignment(First, After, First, true);
    bool IsPostfix = IsStep && C->getNumArgs() == 2;
    return Result{IsPostfix ? Before : After, {}};
  }
  case OO_Equal:
    return Result{assignment(First, value(C->getArg(1)), First, false), {}};
  case OO_EqualEqual: case OO_ExclaimEqual: case OO_Less: case OO_LessEqual: case OO_Greater: case OO_GreaterEqual: {
    Operand A = value(First), B = value(C->getArg(1));
    if (isReverseIterator(First->getType()))
      std::swap(A, B);
    return Result{compare(BinaryOperator::getOverloadedOpcode(C->getOperator()), A, B, false), {}};
  }
  default:
    return std::nullopt;
  }
}

std::optional<Walker::Result> Walker::operatorOnLibrary(const CXXOperatorCallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  const Expr *First = C->getArg(0);
  QualType T = First->getType();
  if (knownSafeType(T)) {
    for (unsigned I = 1; I < C->getNumArgs(); ++I)
      value(C->getArg(I));
    return Result();
  }
  if (isIteratorClass(T))
    return iteratorOperator(C);
  if (C->getNumArgs() == 2 && isIteratorClass(C->getArg(1)->getType())) // k + it
    return C->getOperator() == OO_Plus ? std::optional(Result{arithmetic(BO_Add, value(First), value(C->getArg(1)), {}), {}}) : std::nullopt;
  if (C->getOperator() == OO_LessLess && isStream(T)) { // the output itself is judged elsewhere
    Result R;
    R.Place = isa<CXXOperatorCallExpr>(stripped(First)) ? call(cast<CXXOperatorCallExpr>(stripped(First))).Place : locate(First);
    const FunctionDecl *Inserter = C->getDirectCallee();
    if (!isStd(Inserter) && canFollow(Inserter))
      return std::nullopt;
    value(C->getArg(1));
    return R;
  }
  if (!isStd(F))
    return std::nullopt;
  if (C->getOperator() == OO_Call)
    return wrappedFunction(C);
  ContainerKind Kind = containerKind(T);
  switch (C->getOperator()) {
  case OO_Subscript: {
    Number Index = value(C->getArg(1)).Value;
    Locations Container = locate(First);
    if (Kind == ContainerKind::Keyed) { // inserts what is not there
      record(Container, true, First);
      Index = std::nullopt;
    }
    return elementOf(Container, T, Index, C);
  }
  case OO_Star:
  case OO_Arrow:
    if (Kind == ContainerKind::Owner || Kind == ContainerKind::View) {
      Result R = elementOf(locate(First), T, Number(0), nullptr);
      R.Value = Operand::pointer(R.Place);
      return R;
    }
    return std::nullopt;
  case OO_GreaterGreater:
    if (isStream(T)) {
      Locations Stream = locate(First);
      record(Stream, true, First, ">>");
      assignment(C->getArg(1), Operand(), C->getArg(1), false);
      return Result{{}, Stream};
    }
    return std::nullopt;
  default:
    break;
  }
  if (C->isAssignmentOp()) {
    Operand Right = value(C->getArg(1));
    if (C->getOperator() != OO_Equal)
      load(locate(First), First);
    // A proxy of vector<bool> stands for its element.
    assignment(First, C->getOperator() == OO_Equal ? Right : Operand(), First, C->getOperator() != OO_Equal);
    llvm::SaveAndRestore<bool> Silent(Quiet, true);
    return Result{{}, locate(First)};
  }
  for (const Expr *A : C->arguments()) // arithmetic, comparisons
    value(A);
  return Result();
}
