#include "analyse/LoopCollections.h"
#include "analyse/Mentions.h"
#include "analyse/Update.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace xfork;

namespace {
enum class Container { None, Array, Map, Set };

Container containerOf(QualType T) {
  T = T.getNonReferenceType();
  if (T->isArrayType())
    return Container::Array;
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || !R->getIdentifier() || !isStd(R) || T.isConstQualified())
    return Container::None;
  return llvm::StringSwitch<Container>(R->getName())
      .Cases({"vector", "array"}, Container::Array)
      .Cases({"map", "unordered_map"}, Container::Map)
      .Cases({"set", "unordered_set", "multiset", "unordered_multiset", "multimap", "unordered_multimap"}, Container::Set)
      .Default(Container::None);
}

bool isStdNamed(QualType T, llvm::ArrayRef<llvm::StringRef> Names) {
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  return R && R->getIdentifier() && isStd(R) && llvm::is_contained(Names, R->getName());
}

/// Through parentheses and what the compiler put there.
const Expr *plain(const Expr *E) { return E->IgnoreParenImpCasts(); }

const Expr *subscriptBase(const Expr *E) {
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
    return S->getBase();
  if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E); C && C->getOperator() == OO_Subscript && C->getNumArgs() == 2)
    return C->getArg(0);
  const auto *M = dyn_cast<CXXMemberCallExpr>(E);
  const CXXMethodDecl *Method = M ? M->getMethodDecl() : nullptr;
  bool IsAt = Method && isStd(Method) && Method->getIdentifier() && Method->getName() == "at" && M->getNumArgs() == 1;
  return IsAt && containerOf(M->getImplicitObjectArgument()->getType()) == Container::Array ? M->getImplicitObjectArgument() : nullptr;
}

const Expr *subscript(const Expr *E) {
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
    return S->getIdx();
  return cast<CallExpr>(E)->getArg(isa<CXXOperatorCallExpr>(E) ? 1 : 0);
}

/// `static_cast<std::size_t>(k)`, of a type that holds whatever `k` may be as a subscript.
bool isHarmlessCast(const Stmt *S, const ASTContext &Context) {
  const auto *C = dyn_cast_or_null<ExplicitCastExpr>(S);
  return C && C->getType()->isIntegerType() && C->getSubExpr()->getType()->isIntegerType() &&
         Context.getTypeSize(C->getType()) >= Context.getTypeSize(plain(C->getSubExpr())->getType());
}

/// `k` in `k`, `k++` and `++k`, converted or not.
const VarDecl *counterIn(const Expr *E, const ASTContext &Context) {
  for (E = plain(E); isHarmlessCast(E, Context);)
    E = plain(cast<ExplicitCastExpr>(E)->getSubExpr());
  if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->isIncrementOp())
    E = plain(U->getSubExpr());
  const auto *D = dyn_cast<DeclRefExpr>(E);
  return D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
}
} // namespace

LoopCollections::LoopCollections(const LoopHeader &Header, const Accesses &All, const ASTContext &Context,
                                 const SourceText &Source, bool IsOrdered, LoopFacts &Facts)
    : Header(Header), All(All), Context(Context), Source(Source), IsOrdered(IsOrdered), Facts(Facts),
      Finder({Header.Variable, Header.Range, Header.First}), Parents(const_cast<Stmt *>(Header.Body)) {
  findUpdates();
}

/// The statement or expression around, without what the compiler put between.
const Stmt *LoopCollections::parent(const Stmt *S) const {
  const Stmt *P = Parents.getParent(S);
  while (P && isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, ExprWithCleanups>(P))
    P = Parents.getParent(P);
  return P;
}

/// What uses its value, converted or not.
const Expr *LoopCollections::user(const Expr *E) const {
  const Stmt *P = parent(E);
  while (isHarmlessCast(P, Context))
    P = parent(P);
  return dyn_cast_or_null<Expr>(P);
}

/// Whether nothing uses its value.
bool LoopCollections::isDiscarded(const Expr *E) const {
  const Stmt *S = E;
  const Stmt *P = Parents.getParent(S);
  for (; P && isa<ParenExpr, ExprWithCleanups>(P); P = Parents.getParent(P))
    S = P;
  if (!P)
    return S == Header.Body;
  if (const auto *Comma = dyn_cast<BinaryOperator>(P); Comma && Comma->getOpcode() == BO_Comma)
    return S == Comma->getLHS() || isDiscarded(Comma);
  if (const auto *If = dyn_cast<IfStmt>(P))
    return S == If->getThen() || S == If->getElse();
  if (const auto *For = dyn_cast<ForStmt>(P))
    return S == For->getBody() || S == For->getInc() || S == For->getInit();
  if (const auto *While = dyn_cast<WhileStmt>(P))
    return S == While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(P))
    return S == Do->getBody();
  if (const auto *For = dyn_cast<CXXForRangeStmt>(P))
    return S == For->getBody();
  return isa<CompoundStmt, LabelStmt, SwitchCase, AttributedStmt>(P);
}

void LoopCollections::findUpdates() {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    LoopCollections &Owner;
    explicit Visitor(LoopCollections &Owner) : Owner(Owner) {}
    bool VisitStmt(Stmt *S) {
      const auto *E = dyn_cast<Expr>(S);
      if (!isa<IfStmt>(S) && !(E && !isa<ParenExpr, ExprWithCleanups>(E) && Owner.isDiscarded(E)))
        return true;
      if (std::optional<Update> U = matchUpdate(Owner.Context, S); U && !U->isOrderSensitive() && subscriptBase(plain(U->Target)))
        for (const Expr *Mention : U->Mentions)
          Owner.Updates.try_emplace(plain(Mention), U->Op);
      return true;
    }
  };
  Visitor(*this).TraverseStmt(const_cast<Stmt *>(Header.Body));
}

std::optional<LoopCollections::Use> LoopCollections::ofElement(const Expr *Mention, const Expr *Element) const {
  if (auto It = Updates.find(Element); It != Updates.end())
    return Use{Change::Fold, It->second, Mention, Element};
  const Stmt *P = parent(Element);
  const auto *Assign = dyn_cast_or_null<Expr>(P);
  const Expr *Target = nullptr;
  if (const auto *B = dyn_cast_or_null<BinaryOperator>(P); B && B->getOpcode() == BO_Assign)
    Target = B->getLHS();
  else if (const auto *C = dyn_cast_or_null<CXXOperatorCallExpr>(P); C && C->getOperator() == OO_Equal)
    Target = C->getArg(0);
  if (!Target || plain(Target) != Element || !isDiscarded(Assign))
    return std::nullopt;
  if (containerOf(Mention->getType()) == Container::Map)
    return Use{Change::Assign, {}, Mention, Element};
  const VarDecl *Index = subscriptBase(Element) && plain(subscriptBase(Element)) == Mention ? counterIn(subscript(Element), Context) : nullptr;
  return Index ? std::optional(Use{Change::Place, {}, Mention, Element, Index}) : std::nullopt;
}

std::optional<LoopCollections::Use> LoopCollections::ofMember(const Expr *Mention, const Expr *Callee) const {
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(parent(Callee));
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  Container Kind = containerOf(Mention->getType());
  if (!Method || !Method->getIdentifier() || (Kind != Container::Map && Kind != Container::Set) || !isDiscarded(Call))
    return std::nullopt;
  llvm::StringRef Name = Method->getName();
  if ((Name == "insert" && Call->getNumArgs() == 1 && !isa<CXXStdInitializerListExpr>(stripped(Call->getArg(0)))) || Name == "emplace" ||
      Name == "try_emplace")
    return Use{Change::Insert, {}, Mention, nullptr};
  if (Name == "insert_or_assign" && Call->getNumArgs() == 2)
    return Use{Change::Assign, {}, Mention, nullptr};
  return std::nullopt;
}

std::optional<LoopCollections::Use> LoopCollections::classify(const Expr *Mention) const {
  const auto *P = dyn_cast_or_null<Expr>(parent(Mention));
  if (!P)
    return std::nullopt;
  if (const Expr *Base = subscriptBase(P); Base && plain(Base) == Mention) {
    const Expr *Element = P;
    if (containerOf(Mention->getType()) == Container::Array && !Updates.contains(Element))
      while (const auto *Outer = dyn_cast_or_null<Expr>(parent(Element))) { // rows of rows
        const Expr *Row = subscriptBase(Outer);
        if (!Row || plain(Row) != Element || containerOf(Element->getType()) != Container::Array)
          break;
        Element = Outer;
      }
    return ofElement(Mention, Element);
  }
  if (const auto *Member = dyn_cast<MemberExpr>(P); Member && isa<CXXMethodDecl>(Member->getMemberDecl())) {
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(parent(Member)); // v.at(k)
    return Call && subscriptBase(Call) ? ofElement(Mention, Call) : ofMember(Mention, Member);
  }
  return std::nullopt;
}

/// Nothing if there is a mention that is no such change.
std::optional<std::vector<LoopCollections::Use>> LoopCollections::usesOf(llvm::StringRef Key) {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    LoopCollections &Owner;
    llvm::StringRef Key;
    std::vector<Use> Uses;
    bool IsUnderstood = true;
    Visitor(LoopCollections &Owner, llvm::StringRef Key) : Owner(Owner), Key(Key) {}
    bool VisitExpr(Expr *E) {
      if (!isa<DeclRefExpr, MemberExpr>(E) || identity(Owner.Finder.place(E)) != Key)
        return true;
      const auto *D = dyn_cast<DeclRefExpr>(E);
      bool IsAlias = D && Owner.All.Locals.contains(D->getDecl());
      std::optional<Use> U = IsAlias ? std::nullopt : Owner.classify(E);
      IsUnderstood &= U.has_value();
      if (U)
        Uses.push_back(*U);
      return true;
    }
  } Mentions(*this, Key);
  Mentions.TraverseStmt(const_cast<Stmt *>(Header.Body));
  if (!Mentions.IsUnderstood || Mentions.Uses.empty())
    return std::nullopt;
  return std::move(Mentions.Uses);
}

bool LoopCollections::names(const Stmt *Code, llvm::StringRef Key) const {
  struct Visitor : RecursiveASTVisitor<Visitor> {
    const LoopCollections &Owner;
    llvm::StringRef Key;
    bool Found = false;
    Visitor(const LoopCollections &Owner, llvm::StringRef Key) : Owner(Owner), Key(Key) {}
    bool VisitExpr(Expr *E) {
      const auto *D = dyn_cast<DeclRefExpr>(E);
      bool IsName = (D && !Owner.All.Locals.contains(D->getDecl())) || isa<MemberExpr>(E);
      Found |= IsName && identity(Owner.Finder.place(E)) == Key;
      return !Found;
    }
  } Mention(*this, Key);
  Mention.TraverseStmt(const_cast<Stmt *>(Code));
  return Mention.Found;
}

/// Whether the body reaches it by other names, or in a callee, or the loop walks over it.
bool LoopCollections::isReachedOtherwise(const Place &P, llvm::StringRef Key) const {
  if (Header.Range && names(Header.Range, Key))
    return true;
  return llvm::any_of(All.List, [&](const Access &A) {
    return mayOverlap(A.Place, P) && (A.Call.isValid() || !names(A.Where, Key));
  });
}

bool LoopCollections::explain(const Access &A) {
  Place P = A.Place;
  auto FirstElement = llvm::find_if(P.Path, [](const PlaceStep &S) { return !S.Field; });
  P.Path.erase(FirstElement, P.Path.end());
  std::string Key = identity(P);
  if (Key.empty() || All.isLocal(P) || A.Call.isValid() || llvm::is_contained(Refused, Key))
    return false;
  if (llvm::is_contained(Covered, Key))
    return true;
  const auto *V = P.Kind == Place::Variable && P.Path.empty() ? dyn_cast<VarDecl>(P.Root) : nullptr;
  bool IsExplained;
  if (V && V->getType().getNonReferenceType()->isIntegerType()) {
    IsExplained = compact(V);
  } else {
    std::optional<std::vector<Use>> Uses = usesOf(Key);
    IsExplained = Uses && !isReachedOtherwise(P, Key) && (Uses->front().Kind == Change::Place ? compact(Uses->front().Index) : reduce(Key, *Uses));
  }
  if (!IsExplained)
    Refused.push_back(Key);
  return IsExplained;
}

bool LoopCollections::covers(const Access &A) const {
  if (A.Call.isValid())
    return false;
  std::string Key = identity(A.Place, /*IsPart=*/true);
  return !Key.empty() && llvm::any_of(Covered, [&](const std::string &C) {
    return llvm::StringRef(Key).starts_with(C) && (Key.size() == C.size() || Key[C.size()] == '.');
  });
}

std::optional<PartFact> LoopCollections::part(llvm::StringRef Key, llvm::ArrayRef<const Expr *> Mentions) const {
  PartFact Part;
  Part.Identity = Key.str();
  for (const Expr *E : Mentions) {
    std::optional<Span> Where = Source.span(E->getSourceRange());
    const ValueDecl *D = isa<DeclRefExpr>(E) ? cast<DeclRefExpr>(E)->getDecl() : cast<MemberExpr>(E)->getMemberDecl();
    if (!Where || findMentions(Header.Body, D, Source).IsHidden)
      return std::nullopt;
    if (Part.Mentions.empty()) {
      Part.Variable = Source.text(*Where).str();
      Part.Name = D->getNameAsString() + "_part";
    }
    if (!llvm::is_contained(Part.Mentions, *Where))
      Part.Mentions.push_back(*Where);
  }
  return Part;
}

std::string LoopCollections::optionFor(const Use &U) const {
  Container Kind = containerOf(U.Mention->getType());
  if (U.Kind == Change::Insert)
    return "merge_insert";
  if (U.Kind == Change::Assign)
    return "merge_assign";
  if (Kind != Container::Array && Kind != Container::Map)
    return "";
  QualType T = U.Element->getType().getNonReferenceType();
  bool IsNumber = T->isArithmeticType(), IsComplex = isStdNamed(T, {"complex"}), IsString = isStdNamed(T, {"basic_string"});
  bool IsRounded = T->isRealFloatingType() || IsComplex;
  bool IsFold = U.Op == ReductionOp::Plus || U.Op == ReductionOp::Multiplies;
  bool IsExtreme = U.Op == ReductionOp::Min || U.Op == ReductionOp::Max;
  if ((IsRounded && IsFold && IsOrdered) || T.isVolatileQualified() || (IsExtreme && !IsNumber))
    return "";
  bool Appends = U.Op == ReductionOp::Append && isStdNamed(T, {"vector", "deque", "list", "basic_string"});
  bool Folds = U.Op != ReductionOp::Append && (IsNumber || (IsComplex && IsFold) || (IsString && U.Op == ReductionOp::Plus));
  if ((!Appends && !Folds) || (Kind == Container::Map && (U.Op == ReductionOp::LogicalAnd || U.Op == ReductionOp::LogicalOr)))
    return "";
  return (Kind == Container::Map ? "merge_" : "reduction_elements_") + name(U.Op).str();
}

bool LoopCollections::reduce(llvm::StringRef Key, llvm::ArrayRef<Use> Uses) {
  std::string Option = optionFor(Uses.front());
  llvm::SmallVector<const Expr *, 4> Mentions;
  for (const Use &U : Uses) {
    if (optionFor(U) != Option)
      return false;
    Mentions.push_back(U.Mention);
  }
  std::optional<PartFact> Part = Option.empty() ? std::nullopt : part(Key, Mentions);
  if (!Part)
    return false;
  Facts.Options.push_back({Option, {std::move(*Part)}});
  Covered.push_back(Key.str());
  return true;
}

/// The option for all arrays that are filled behind `Index`.
bool LoopCollections::compact(const VarDecl *Index) {
  if (!Index || !Index->hasLocalStorage() || Index->getType()->isReferenceType() || Index == Header.Variable ||
      All.Locals.contains(Index) || !Index->getType()->isIntegerType() || Index->getType().isVolatileQualified() ||
      Context.getTypeSize(Index->getType()) < Context.getTypeSize(Context.IntTy))
    return false;
  struct Visitor : RecursiveASTVisitor<Visitor> {
    const VarDecl *Index;
    std::vector<const Expr *> Found;
    explicit Visitor(const VarDecl *Index) : Index(Index) {}
    bool VisitDeclRefExpr(DeclRefExpr *D) {
      if (D->getDecl()->getCanonicalDecl() == Index->getCanonicalDecl())
        Found.push_back(D);
      return true;
    }
  } Counters(Index);
  Counters.TraverseStmt(const_cast<Stmt *>(Header.Body));
  OptionFact Option{"compaction", {}};
  std::optional<PartFact> Counter = part(identity(Index), Counters.Found);
  if (!Counter)
    return false;
  Option.Parts.push_back(std::move(*Counter));
  std::vector<std::string> Arrays;
  bool Advances = false;
  for (const Expr *Mention : Counters.Found) {
    const Expr *Around = user(Mention);
    const auto *Step = dyn_cast_or_null<UnaryOperator>(Around);
    if (Step && Step->isIncrementOp()) {
      Advances = true;
      if (isDiscarded(Step))
        continue;
      Around = user(Step);
    }
    const Expr *Array = Around && subscriptBase(Around) && counterIn(subscript(Around), Context) ? plain(subscriptBase(Around)) : nullptr;
    if (!Array || !isa<DeclRefExpr, MemberExpr>(Array))
      return false;
    Arrays.push_back(identity(Finder.place(Array)));
  }
  llvm::sort(Arrays);
  Arrays.erase(llvm::unique(Arrays), Arrays.end());
  for (const std::string &Key : Arrays) {
    std::optional<std::vector<Use>> Uses = Key.empty() ? std::nullopt : usesOf(Key);
    llvm::SmallVector<const Expr *, 4> Mentions;
    for (const Use &U : Uses.value_or(std::vector<Use>())) {
      QualType T = U.Element ? U.Element->getType() : QualType();
      const CXXRecordDecl *R = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
      bool IsMade = !T.isNull() && !T->isReferenceType() && (!R || (R->hasDefinition() && R->hasDefaultConstructor()));
      if (U.Kind != Change::Place || U.Index != Index || !IsMade || isStdNamed(T, {"_Bit_reference"}))
        return false;
      Mentions.push_back(U.Mention);
    }
    if (!Mentions.empty() && isReachedOtherwise(Finder.place(Mentions.front()), Key))
      return false;
    std::optional<PartFact> Part = Mentions.empty() ? std::nullopt : part(Key, Mentions);
    if (!Part)
      return false;
    Option.Parts.push_back(std::move(*Part));
  }
  if (!Advances || Arrays.empty())
    return false;
  Covered.push_back(identity(Index));
  llvm::append_range(Covered, Arrays);
  Facts.Options.push_back(std::move(Option));
  return true;
}
