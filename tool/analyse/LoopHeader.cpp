#include "analyse/LoopHeader.h"
#include "analyse/Mentions.h"
#include "analyse/Place.h"
#include "analyse/WhileCondition.h"
#include "prove/LoopIndex.h"
#include "prove/StandardLibrary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

namespace {
class HeaderReader {
public:
  HeaderReader(const ASTContext &Context, const SourceText &Source, std::vector<Finding> &Findings)
      : Context(Context), Source(Source), Findings(Findings) {}

  std::optional<LoopHeader> index(const ForStmt *For) {
    if (const VarDecl *V = steppedByHand(For))
      return stepped(For, V);
    if (!readInit(For) || !readCondition(For) || !readIncrement(For) || !directionFits(For))
      return std::nullopt;
    Header.Shape.IndexRange = rangeName() + typeArgument();
    countTrips();
    std::optional<LoopHeader> Result = finish(For, For->getBody());
    if (Result && Result->IsOuter)
      Result->Index = outerIndex();
    return Result;
  }

  std::optional<LoopHeader> range(const CXXForRangeStmt *For) {
    LoopShape &Shape = Header.Shape;
    if (For->getInit() && !readPrologue(For->getInit()))
      return std::nullopt;
    if (For->getCoawaitLoc().isValid())
      return fail(For->getCoawaitLoc(), "it awaits its elements one by one");
    Header.IsTakenRange = isInputRange(For);
    Header.Variable = For->getLoopVariable();
    Header.Range = For->getRangeInit();
    Shape.IsRange = true;
    std::optional<Span> Range = Source.span(For->getRangeInit()->getSourceRange());
    std::optional<Span> Variable = declarator(For);
    if (!Range || !Variable)
      return inMacro(For->getBeginLoc());
    Shape.Range = *Range;
    Shape.Parameter = StringRef(oneLine(*Variable)).rtrim().str();
    if (isa<DecompositionDecl>(For->getLoopVariable()))
      Shape.Binding = Shape.Parameter;
    return finish(For, For->getBody());
  }

  std::optional<LoopHeader> whileLoop(const WhileStmt *While) {
    LoopShape &Shape = Header.Shape;
    if (While->getConditionVariable())
      return fail(While->getConditionVariable()->getLocation(), "its condition declares a variable; declare it before the loop");
    std::optional<Span> Condition = Source.span(While->getCond()->getSourceRange());
    std::optional<Span> Whole = Source.span(While->getSourceRange()), Body = Source.span(While->getBody()->getSourceRange());
    if (!Condition || !Whole || !Body)
      return inMacro(While->getBeginLoc());
    const Expr *Cond = While->getCond();
    const auto *Conversion = dyn_cast<CXXMemberCallExpr>(Cond->IgnoreImplicit());
    const bool IsConversion = Conversion && isa_and_nonnull<CXXConversionDecl>(Conversion->getMethodDecl());
    QualType T = Cond->IgnoreImplicit()->getType();
    Shape.IsWhile = true;
    Shape.IndexRange = "while";
    Shape.Condition = *Condition;
    Shape.IsConverted = IsConversion || T->isDependentType() || T->isRecordType();
    Header.Condition = Cond;
    Header.Taken = takenVariables(While, Context, Source);
    setText(While, While->getBody(), *Whole, *Body);
    return Header;
  }

private:
  // --- Loops whose condition and step are evaluated value after value: over linked lists, and whatever else is no count

  /// The variable that the head declares, if there is no counting its values.
  const VarDecl *steppedByHand(const ForStmt *For) {
    const auto *Init = dyn_cast_or_null<DeclStmt>(For->getInit());
    const auto *V = Init && Init->isSingleDecl() ? dyn_cast<VarDecl>(Init->getSingleDecl()) : nullptr;
    if (!V || !V->getInit() || !V->hasLocalStorage() || !For->getCond() || !For->getInc() || For->getConditionVariable())
      return nullptr;
    QualType T = V->getType();
    if (T->isReferenceType() || T->isDependentType() || T->isBooleanType() || For->getCond()->isTypeDependent() || steppedVariable(For->getInc()) != V)
      return nullptr;
    const Expr *Left, *Right;
    BinaryOperatorKind Op;
    bool IsCounted = T->isIntegralType(Context) || T->isPointerType() || isRandomAccess(T);
    bool HasSum = hasPlainStep(For->getInc(), V);
    bool IsCompared = splitComparison(For->getCond(), Left, Right, Op) && Op != BO_EQ && Op != BO_Cmp &&
                      (isNamed(Left, V) || isNamed(Right, V) || isKnownDistance(Left, Right, Op, V));
    if (T->isIntegralType(Context) && !HasSum && stepAdvice(For->getInc()) != StepWanted)
      return nullptr;
    return IsCounted && HasSum && IsCompared ? nullptr : V;
  }

  /// What readDistance() will take.
  bool isKnownDistance(const Expr *Left, const Expr *Right, BinaryOperatorKind Op, const VarDecl *V) {
    if (distanceFrom(Right, V)) {
      std::swap(Left, Right);
      Op = Op == BO_NE ? BO_NE : BinaryOperator::reverseComparisonOp(Op);
    }
    llvm::SaveAndRestore<LoopHeader> Saved(Header);
    llvm::SaveAndRestore<BinaryOperatorKind> SavedOp(Comparison, Op);
    Header.Variable = V;
    Header.First = firstOf(V);
    return readDistance(Left, Right);
  }

  static bool isNamed(const Expr *E, const VarDecl *V) {
    const auto *D = dyn_cast<DeclRefExpr>(stripped(E));
    return D && D->getDecl() == V;
  }

  /// `++i`, `i -= s`, `i = i + s`
  static bool hasPlainStep(const Expr *E, const VarDecl *V) {
    E = stripped(E);
    if (const auto *U = dyn_cast<UnaryOperator>(E))
      return U->isIncrementDecrementOp();
    if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E))
      return C->getOperator() == OO_PlusPlus || C->getOperator() == OO_MinusMinus || C->getOperator() == OO_PlusEqual ||
             C->getOperator() == OO_MinusEqual;
    const auto *B = dyn_cast<BinaryOperator>(E);
    if (!B || B->getOpcode() != BO_Assign)
      return B && (B->getOpcode() == BO_AddAssign || B->getOpcode() == BO_SubAssign);
    const auto *Sum = dyn_cast<BinaryOperator>(stripped(B->getRHS()));
    return Sum && Sum->isAdditiveOp() && isNamed(Sum->getLHS(), V);
  }

  std::optional<LoopHeader> stepped(const ForStmt *For, const VarDecl *V) {
    LoopShape &Shape = Header.Shape;
    std::optional<Span> Parameter = Source.span({V->getOuterLocStart(), V->getLocation()});
    std::optional<Span> Condition = Source.span(For->getCond()->getSourceRange()), Step = Source.span(For->getInc()->getSourceRange());
    if (!Parameter || !Condition || !Step)
      return inMacro(V->getLocation());
    Header.Variable = V;
    Shape.Parameter = oneLine(*Parameter);
    if (!readFirst(firstOf(V)))
      return std::nullopt;
    Shape.IsStepped = true;
    Shape.Name = V->getNameAsString();
    Shape.Condition = *Condition;
    Shape.Step = *Step;
    Shape.IndexRange = "steps" + typeArgument();
    Header.While = For->getCond();
    Header.Next = For->getInc();
    return finish(For, For->getBody());
  }

  /// `c` of `i + c`, or less than 0 of `i - c`: nothing if it is not of this form.
  std::optional<int64_t> distanceFrom(const Expr *E, const VarDecl *V) const {
    const auto *Sum = dyn_cast<BinaryOperator>(stripped(E));
    if (!Sum || !Sum->isAdditiveOp() || !isNamed(Sum->getLHS(), V) || Sum->isInstantiationDependent() || !Sum->getType()->isIntegerType())
      return std::nullopt;
    std::optional<int64_t> Distance = constant(Sum->getRHS());
    if (!Distance || *Distance <= 0 || *Distance > 1'000'000)
      return std::nullopt;
    return Sum->getOpcode() == BO_Add ? *Distance : -*Distance;
  }

  /// `i + 1 < n` counts to `n - 1`, `i - 1 > n` down to `n + 1`. Of other comparisons the least and the greatest values of
  /// the type would be wrong.
  bool readDistance(const Expr *Left, const Expr *Right) {
    std::optional<int64_t> Distance = distanceFrom(Left, Header.Variable);
    if (!Distance || Comparison != (*Distance > 0 ? BO_LT : BO_GT))
      return false;
    QualType Sum = Left->IgnoreParenImpCasts()->getType(), Bound = Right->IgnoreParenImpCasts()->getType();
    bool IsMixed = Sum->isSignedIntegerType() != Bound->isSignedIntegerType();
    bool StartsPositive = Header.First && constant(Header.First).value_or(-1) >= 0 && *Distance > 0;
    if (!Bound->isIntegerType() || (IsMixed && !StartsPositive) || (*Distance < 0 && Sum->isUnsignedIntegerType()))
      return false;
    Header.Shape.BoundOpen = *Distance > 0 ? "::xfork::bound_minus(" : "::xfork::bound_plus(";
    Header.Shape.BoundClose = ", " + std::to_string(std::abs(*Distance)) + ")";
    return true;
  }

  static constexpr StringRef StepWanted = "its step must add to or subtract from the loop variable, as in '++i' or 'i += 2'";

  /// What is wrong with a step that is no sum.
  static StringRef stepAdvice(const Expr *E) {
    const auto *B = E ? dyn_cast<BinaryOperator>(stripped(E)) : nullptr;
    if (B && B->getOpcode() == BO_Assign)
      B = dyn_cast<BinaryOperator>(stripped(B->getRHS()));
    bool Scales = B && (B->isMultiplicativeOp() || B->isShiftOp() || B->isShiftAssignOp() || B->getOpcode() == BO_MulAssign ||
                        B->getOpcode() == BO_DivAssign);
    return Scales ? "its step multiplies or divides the loop variable, so that the number of iterations is not known before; "
                    "count them, as in 'for (int k = 0; k < steps; ++k)' with 'i = first << k'"
                  : StepWanted;
  }

  std::nullopt_t fail(SourceLocation Loc, StringRef Why) {
    Findings.push_back({Diag::LoopForm, Loc, {Why.str()}, {}});
    return std::nullopt;
  }
  std::nullopt_t inMacro(SourceLocation Loc) {
    Findings.push_back({Diag::SiteInMacro, Loc, {}, {}});
    return std::nullopt;
  }

  std::string oneLine(Span S) const {
    std::string Result;
    for (char C : Source.text(S)) {
      bool Space = C == ' ' || C == '\n' || C == '\t' || C == '\r';
      if (!Space || (!Result.empty() && Result.back() != ' '))
        Result += Space ? ' ' : C;
    }
    return Result;
  }

  /// `auto &image` in `auto &image : images`, up to the colon.
  std::optional<Span> declarator(const CXXForRangeStmt *For) const {
    std::optional<Span> Begin = Source.token(For->getLoopVariable()->getOuterLocStart());
    std::optional<Span> Colon = Source.token(For->getColonLoc());
    return Begin && Colon ? std::optional(Span{Begin->File, Begin->Begin, Colon->Begin}) : std::nullopt;
  }

  bool readInit(const ForStmt *For) {
    const Stmt *Init = For->getInit();
    if (const auto *Declared = dyn_cast_or_null<DeclStmt>(Init); Declared && Declared->isSingleDecl())
      return readDeclared(cast<VarDecl>(Declared->getSingleDecl()));
    Header.IsOuter = true;
    Header.Variable = steppedVariable(For->getInc());
    if (!Header.Variable)
      return fail(For->getInc() ? For->getInc()->getExprLoc() : For->getForLoc(), stepAdvice(For->getInc())), false;
    if (!isOfIndexType(Header.Variable) || !isLocal(Header.Variable))
      return false;
    const auto *E = dyn_cast_or_null<Expr>(Init);
    const auto *Assign = E ? dyn_cast<BinaryOperator>(stripped(E)) : nullptr;
    if (Assign && Assign->getOpcode() == BO_Assign && isVariable(Assign->getLHS()))
      return readFirst(Assign->getRHS());
    return !Init || readPrologue(Init);
  }

  /// `int i = 0`
  bool readDeclared(const VarDecl *V) {
    if (!V->getInit())
      return fail(V->getLocation(), "its variable has no first value"), false;
    Header.Variable = V;
    if (!isOfIndexType(V))
      return false;
    std::optional<Span> Parameter = Source.span({V->getOuterLocStart(), V->getLocation()});
    if (!Parameter)
      return inMacro(V->getLocation()), false;
    Header.Shape.Parameter = oneLine(*Parameter);
    return readFirst(firstOf(V));
  }

  static const Expr *firstOf(const VarDecl *V) {
    const Expr *First = V->getInit()->IgnoreImplicit();
    if (const auto *List = dyn_cast<InitListExpr>(First); List && List->getNumInits() == 1)
      First = List->getInit(0);
    if (const auto *List = dyn_cast<ParenListExpr>(First); List && List->getNumExprs() == 1)
      First = List->getExpr(0);
    return First;
  }

  bool readFirst(const Expr *First) {
    Header.First = First;
    Header.Shape.First = Source.span(First->getSourceRange());
    return Header.Shape.First || (inMacro(First->getExprLoc()), false);
  }

  /// Something that happens once and before everything else, and can stay as it is, in front of the loop.
  bool readPrologue(const Stmt *Init) {
    std::optional<Span> Text = Source.span(Init->getSourceRange());
    if (!Text)
      return inMacro(Init->getBeginLoc()), false;
    Header.Shape.Prologue = Source.throughNext(*Text, ";");
    return true;
  }

  bool isOfIndexType(const VarDecl *V) {
    QualType T = V->getType();
    if (T->isReferenceType())
      return fail(V->getLocation(), "its variable is a reference"), false;
    if (!T->isIntegralType(Context) && !T->isPointerType() && !T->isDependentType() && !isRandomAccess(T))
      return fail(V->getLocation(), "its variable is of type '" + T.getAsString() + "', which is neither an integer nor a random-access iterator"), false;
    if (T->isBooleanType())
      return fail(V->getLocation(), "its variable is a bool"), false;
    return true;
  }

  bool isLocal(const VarDecl *V) {
    if (!V->hasLocalStorage())
      return fail(V->getLocation(), "its variable '" + V->getNameAsString() + "' is not a local one, so that others may look at it; declare one in the loop"), false;
    return true;
  }

  /// The variable that an increment is about, as far as can be told without knowing whether it is an increment.
  static const VarDecl *steppedVariable(const Expr *E) {
    if (!E)
      return nullptr;
    E = stripped(E);
    if (const auto *U = dyn_cast<UnaryOperator>(E))
      E = U->getSubExpr();
    else if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E))
      E = C->getArg(0);
    else if (const auto *B = dyn_cast<BinaryOperator>(E))
      E = B->getLHS();
    const auto *D = dyn_cast<DeclRefExpr>(stripped(E));
    return D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
  }

  OuterIndex outerIndex() const {
    const VarDecl *V = Header.Variable;
    OuterIndex Result;
    Mentions Found = findMentions(Header.Body, V, Source);
    Result.Part = {V->getNameAsString(), V->getNameAsString() + "_now", identity(V), Found.Places, Found.IsHidden};
    const SourceManager &SM = Source.sources();
    Result.IsKept = !Header.Shape.Prologue || SM.isBeforeInTranslationUnit(V->getLocation(), Header.Loop->getBeginLoc());
    Result.Declaration = Found.Count ? "%" : "";
    V->getType().getUnqualifiedType().getAsStringInternal(Result.Declaration, Context.getPrintingPolicy());
    if (V->getType()->getContainedAutoType())
      Result.Declaration = Found.Count ? "auto %" : "auto";
    return Result;
  }

  static bool isRandomAccess(QualType T) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    if (!R || !R->hasDefinition())
      return false;
    if (const auto *Adaptor = dyn_cast<ClassTemplateSpecializationDecl>(R); Adaptor && isReverseIterator(T)) {
      QualType Base = Adaptor->getTemplateArgs()[0].getAsType();
      return Base->isPointerType() || isRandomAccess(Base);
    }
    return llvm::any_of(R->methods(), [](const CXXMethodDecl *M) { return M->getOverloadedOperator() == OO_PlusEqual; });
  }

  bool isVariable(const Expr *E) const {
    const auto *D = dyn_cast<DeclRefExpr>(stripped(E));
    return D && D->getDecl() == Header.Variable;
  }

  /// The two sides and the operator of a comparison, built in, overloaded, rewritten (C++20) or dependent.
  static bool splitComparison(const Expr *E, const Expr *&Left, const Expr *&Right, BinaryOperatorKind &Op) {
    E = stripped(E);
    if (const auto *R = dyn_cast<CXXRewrittenBinaryOperator>(E)) {
      auto Parts = R->getDecomposedForm();
      Left = Parts.LHS, Right = Parts.RHS, Op = Parts.Opcode;
      return true;
    }
    if (const auto *B = dyn_cast<BinaryOperator>(E)) {
      Left = B->getLHS(), Right = B->getRHS(), Op = B->getOpcode();
      return B->isComparisonOp();
    }
    const auto *C = dyn_cast<CXXOperatorCallExpr>(E);
    if (!C || !C->isComparisonOp() || C->getNumArgs() != 2)
      return false;
    Left = C->getArg(0), Right = C->getArg(1);
    Op = BinaryOperator::getOverloadedOpcode(C->getOperator());
    return true;
  }

  bool readCondition(const ForStmt *For) {
    if (std::optional<CountDown> Down = For->getInc() || Header.IsOuter ? std::nullopt : countDown(For->getCond()))
      return readCountDown(*Down, For->getCond());
    static constexpr StringRef Wanted = "its condition must compare the loop variable with a bound, as in 'i < n'";
    const Expr *Left, *Right;
    if (!For->getCond() || For->getConditionVariable() || !splitComparison(For->getCond(), Left, Right, Comparison))
      return fail(For->getCond() ? For->getCond()->getExprLoc() : For->getForLoc(), Wanted), false;
    if (isVariable(Right) || distanceFrom(Right, Header.Variable)) {
      std::swap(Left, Right);
      Comparison = Comparison == BO_NE ? BO_NE : BinaryOperator::reverseComparisonOp(Comparison);
    }
    if ((!isVariable(Left) && !readDistance(Left, Right)) || Comparison == BO_EQ || Comparison == BO_Cmp)
      return fail(For->getCond()->getExprLoc(), Wanted), false;
    Header.Last = Right;
    std::optional<Span> Last = Source.span(Right->getSourceRange());
    if (!Last)
      return inMacro(Right->getExprLoc()), false;
    Header.Shape.Last = *Last;
    return true;
  }

  /// `i-- > bound`, or `i--`
  bool readCountDown(const CountDown &Down, const Expr *Condition) {
    std::optional<Span> Last = Source.span((Down.Bound ? Down.Bound : Condition)->getSourceRange());
    if (!Last || Down.Variable != Header.Variable)
      return inMacro(Condition->getExprLoc()), false;
    Header.CountsUp = false;
    Header.Last = Down.Bound;
    Header.Shape.Last = *Last;
    Header.Shape.EndsAtZero = !Down.Bound;
    StepsInCondition = true;
    return true;
  }

  bool readIncrement(const ForStmt *For) {
    if (StepsInCondition)
      return true;
    const Expr *E = For->getInc() ? stripped(For->getInc()) : nullptr;
    auto Fail = [&] { return fail(E ? E->getExprLoc() : For->getForLoc(), stepAdvice(E)), false; };
    if (!E)
      return Fail();
    OverloadedOperatorKind Op = OO_None;
    const Expr *Target = nullptr, *Step = nullptr;
    if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->isIncrementDecrementOp()) {
      Op = U->isIncrementOp() ? OO_PlusPlus : OO_MinusMinus;
      Target = U->getSubExpr();
    } else if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E)) {
      Op = C->getOperator();
      Target = C->getArg(0);
      bool HasStep = Op == OO_PlusEqual || Op == OO_MinusEqual;
      Step = HasStep ? C->getArg(1) : nullptr;
    } else if (const auto *B = dyn_cast<BinaryOperator>(E); B && (B->getOpcode() == BO_AddAssign || B->getOpcode() == BO_SubAssign)) {
      Op = B->getOpcode() == BO_AddAssign ? OO_PlusEqual : OO_MinusEqual;
      Target = B->getLHS(), Step = B->getRHS();
    } else if (const auto *A = dyn_cast<BinaryOperator>(E); A && A->getOpcode() == BO_Assign) {
      const auto *Sum = dyn_cast<BinaryOperator>(stripped(A->getRHS()));
      if (!Sum || !isVariable(Sum->getLHS()) || !Sum->isAdditiveOp())
        return Fail();
      Op = Sum->getOpcode() == BO_Add ? OO_PlusEqual : OO_MinusEqual;
      Target = A->getLHS(), Step = Sum->getRHS();
    }
    bool Known = Op == OO_PlusPlus || Op == OO_MinusMinus || Op == OO_PlusEqual || Op == OO_MinusEqual;
    if (!Known || !isVariable(Target))
      return Fail();
    Header.CountsUp = Op == OO_PlusPlus || Op == OO_PlusEqual;
    return !Step || readStep(Step);
  }

  bool readStep(const Expr *Step) {
    Expr::EvalResult Value;
    if (!Step->isValueDependent() && Step->EvaluateAsInt(Value, Context)) {
      if (!Value.Val.getInt().isStrictlyPositive())
        return fail(Step->getExprLoc(), "its step must be positive; count down with '-='"), false;
      if (Value.Val.getInt() == 1)
        return true;
    }
    std::optional<Span> S = Source.span(Step->getSourceRange());
    if (!S)
      return inMacro(Step->getExprLoc()), false;
    Header.Step = Step;
    Header.Shape.Step = *S;
    return true;
  }

  bool directionFits(const ForStmt *For) {
    if (StepsInCondition)
      return true;
    bool Up = Header.CountsUp;
    bool WantsUp = Comparison == BO_LT || Comparison == BO_LE;
    if (Comparison != BO_NE && Up != WantsUp)
      return fail(For->getInc()->getExprLoc(), "it steps away from its bound"), false;
    Header.Shape.StepsDown = Comparison == BO_NE && !Up;
    return true;
  }

  std::optional<int64_t> constant(const Expr *E) const {
    Expr::EvalResult Value;
    if (E->isInstantiationDependent() || !E->getType()->isIntegralOrUnscopedEnumerationType() || !E->EvaluateAsInt(Value, Context))
      return std::nullopt;
    return Value.Val.getInt().trySExtValue();
  }

  void countTrips() {
    if (StepsInCondition || !Header.Shape.BoundOpen.empty())
      return;
    std::optional<int64_t> Step = Header.Step ? constant(Header.Step) : 1;
    if (!Step)
      return;
    Header.StepSize = *Step;
    std::optional<int64_t> First = Header.First ? constant(Header.First) : std::nullopt, Last = constant(Header.Last);
    if (!First || !Last)
      return;
    int64_t Distance = Header.CountsUp ? *Last - *First : *First - *Last;
    if (Comparison == BO_LE || Comparison == BO_GE)
      ++Distance;
    Header.TripCount = Distance <= 0 ? 0 : static_cast<uint64_t>((Distance + *Step - 1) / *Step);
  }

  std::string rangeName() const {
    if (StepsInCondition)
      return "down_from";
    switch (Comparison) {
    case BO_LT: return "below";
    case BO_LE: return "up_to";
    case BO_GT: return "above";
    case BO_GE: return "down_to";
    default: return "until";
    }
  }

  /// `<int>`, left out where the type was written as `auto`.
  std::string typeArgument() const {
    const TypeSourceInfo *Written = Header.Variable->getTypeSourceInfo();
    if (Header.IsOuter)
      return Written->getType()->getContainedAutoType()
                 ? "<decltype(" + Header.Variable->getNameAsString() + ")>"
                 : "<" + Header.Variable->getType().getUnqualifiedType().getAsString(Context.getPrintingPolicy()) + ">";
    if (Written->getType()->getContainedAutoType())
      return "";
    StringRef Text = Header.Shape.Parameter;
    Text.consume_back(Header.Variable->getName());
    Text = Text.rtrim();
    if (!Header.Variable->getType()->isPointerType()) // of which it says what they point to
      Text.consume_front("const ");
    return ("<" + Text + ">").str();
  }

  /// A range whose iterators say that they are input iterators and no more.
  static bool isInputRange(const CXXForRangeStmt *For) {
    if (!For->getBeginStmt() || For->getRangeInit()->isTypeDependent())
      return false;
    QualType Iterator = cast<VarDecl>(For->getBeginStmt()->getSingleDecl())->getType();
    const CXXRecordDecl *R = Iterator->getAsCXXRecordDecl();
    if (!R)
      return false;
    for (StringRef Name : {"iterator_concept", "iterator_category"})
      for (const NamedDecl *D : R->lookup(DeclarationName(&R->getASTContext().Idents.get(Name))))
        if (const auto *T = dyn_cast<TypedefNameDecl>(D))
          if (const CXXRecordDecl *Tag = T->getUnderlyingType()->getAsCXXRecordDecl())
            return Tag->getName() == "input_iterator_tag";
    return false;
  }

  std::optional<LoopHeader> finish(const Stmt *Loop, const Stmt *Body) {
    std::optional<Span> Whole = Source.span(Loop->getSourceRange()), BodySpan = Source.span(Body->getSourceRange());
    if (!Whole || !BodySpan)
      return inMacro(Loop->getBeginLoc());
    setText(Loop, Body, *Whole, *BodySpan);
    if (!Header.IsOuter)
      dropUnusedName();
    return Header;
  }

  void setText(const Stmt *Loop, const Stmt *Body, Span Whole, Span BodyText) {
    Header.Loop = Loop;
    Header.Body = Body;
    Header.Shape.Whole = Whole;
    Header.Shape.BodyIsBlock = isa<CompoundStmt>(Body);
    Header.Shape.Body = Header.Shape.BodyIsBlock ? BodyText : Source.throughNext(BodyText, ";");
  }

  /// A parameter that the body never names stays nameless, or compilers would warn about it.
  void dropUnusedName() {
    StringRef Parameter = Header.Shape.Parameter;
    if (findMentions(Header.Body, Header.Variable, Source).Count == 0 && Header.Shape.Binding.empty() &&
        Parameter.consume_back(Header.Variable->getName()))
      Header.Shape.Parameter = Parameter.rtrim().str();
  }

  const ASTContext &Context;
  const SourceText &Source;
  std::vector<Finding> &Findings;
  LoopHeader Header;
  BinaryOperatorKind Comparison = BO_LT;
  bool StepsInCondition = false; ///< `i-- > 0`
};
} // namespace

std::optional<LoopHeader> xfork::readHeader(const Stmt *Loop, const ASTContext &Context, const SourceText &Source,
                                            std::vector<Finding> &Findings) {
  HeaderReader Reader(Context, Source, Findings);
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
    return Reader.range(Range);
  if (const auto *While = dyn_cast<WhileStmt>(Loop))
    return Reader.whileLoop(While);
  return Reader.index(cast<ForStmt>(Loop));
}
