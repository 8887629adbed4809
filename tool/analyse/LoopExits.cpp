#include "analyse/LoopExits.h"
#include "analyse/Place.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

namespace {
/// Labels and `goto`s of a piece of code.
struct GotoFinder : RecursiveASTVisitor<GotoFinder> {
  llvm::SmallPtrSet<const LabelDecl *, 4> Labels;
  std::vector<const GotoStmt *> Gotos;
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitLabelStmt(LabelStmt *L) { return Labels.insert(L->getDecl()), true; }
  bool VisitGotoStmt(GotoStmt *G) { return Gotos.push_back(G), true; }
};

GotoFinder findGotos(const Stmt *Code) {
  GotoFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(Code));
  return Finder;
}

/// A jump out of the loop.
struct Jump {
  const Stmt *Statement;
  StringRef Word;
  Span Where;                           ///< Without the semicolon.
  std::optional<Span> Value = std::nullopt; ///< What is returned.
};

/// Finds the jumps that belong to the loop: not those of inner loops, switches and lambdas.
class JumpFinder {
public:
  JumpFinder(const SourceText &Source, const Stmt *Body, LoopFacts &Facts)
      : Source(Source), Facts(Facts), Inside(findGotos(Body)) {}
  std::vector<Jump> Exits;
  const GotoFinder &gotos() const { return Inside; }

  void visit(const Stmt *S, bool InInnerLoop = false, bool InSwitch = false) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (isa<CoawaitExpr, CoyieldExpr, CoreturnStmt>(S))
      return refuse(Diag::LoopForm, S, {"the coroutine would be suspended in the middle of an iteration"});
    if (isa<IndirectGotoStmt, GCCAsmStmt>(S) && (!isa<GCCAsmStmt>(S) || cast<GCCAsmStmt>(S)->isAsmGoto()))
      return refuse(Diag::LoopExit, S, {"goto", "where it leads is computed"});
    if (isa<SwitchCase>(S) && !InSwitch)
      return refuse(Diag::LoopForm, S, {"a switch around it jumps into its body"});
    const auto *Goto = dyn_cast<GotoStmt>(S);
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      addReturn(Return);
    else if (Goto && !Inside.Labels.contains(Goto->getLabel()))
      addExit(S, "goto", S->getSourceRange());
    else if (isa<BreakStmt>(S) && !InInnerLoop && !InSwitch)
      addExit(S, "break", S->getSourceRange());
    else if (isa<ContinueStmt>(S) && !InInnerLoop)
      addContinue(S);
    bool IsLoop = isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S);
    for (const Stmt *Child : S->children())
      visit(Child, InInnerLoop || IsLoop, (InSwitch && !IsLoop) || isa<SwitchStmt>(S));
  }

private:
  void refuse(Diag Id, const Stmt *S, std::vector<std::string> Why) {
    Facts.Findings.push_back({Id, S->getBeginLoc(), std::move(Why), {}});
  }

  std::optional<Span> addExit(const Stmt *S, StringRef Word, SourceRange Text) {
    std::optional<Span> Where = Source.span(Text);
    if (!Where)
      return refuse(Diag::LoopExit, S, {Word.str(), "it comes from a macro; write it out"}), std::nullopt;
    Exits.push_back({S, Word, *Where});
    return Where;
  }

  /// The value may be a macro: what counts is where it is used.
  void addReturn(const ReturnStmt *S) {
    std::optional<Span> Where = addExit(S, "return", {S->getReturnLoc(), S->getReturnLoc()});
    if (!Where || !S->getRetValue())
      return;
    CharSourceRange Used = Source.sources().getExpansionRange(S->getRetValue()->getSourceRange());
    std::optional<Span> Value = Source.span(Used.getAsRange());
    if (!Value)
      return refuse(Diag::LoopExit, S, {"return", "its value comes from a macro; write it out"});
    Exits.back().Value = Value;
    Exits.back().Where.End = Value->End;
  }

  void addContinue(const Stmt *S) {
    if (std::optional<Span> Where = Source.span(S->getSourceRange()))
      Facts.Shape.Continues.push_back(*Where);
    else
      Facts.Shape.HasHiddenContinue = true;
  }

  const SourceText &Source;
  LoopFacts &Facts;
  GotoFinder Inside;
};

/// Whether an expression has one value, and no effect, whichever iteration evaluates it.
class ConstantFinder : public RecursiveASTVisitor<ConstantFinder> {
public:
  explicit ConstantFinder(llvm::function_ref<bool(const VarDecl *)> MayName) : MayName(MayName) {}
  bool IsConstant = true, NamesVariable = false;

  bool VisitExpr(Expr *E) {
    if (isa<CallExpr, CXXNewExpr, CXXDeleteExpr, LambdaExpr, CXXThisExpr, CXXThrowExpr, CXXUnresolvedConstructExpr,
            MemberExpr, ArraySubscriptExpr, CXXDependentScopeMemberExpr>(E))
      return IsConstant = false;
    const auto *U = dyn_cast<UnaryOperator>(E);
    const auto *B = dyn_cast<BinaryOperator>(E);
    if ((U && (U->isIncrementDecrementOp() || U->getOpcode() == UO_Deref)) || (B && B->isAssignmentOp()))
      return IsConstant = false;
    const auto *D = dyn_cast<DeclRefExpr>(E);
    if (!D || isa<EnumConstantDecl, NonTypeTemplateParmDecl>(D->getDecl()))
      return true;
    const auto *V = dyn_cast<VarDecl>(D->getDecl());
    if (V && V->isConstexpr() && V->hasGlobalStorage())
      return true;
    NamesVariable = true;
    return IsConstant = V && MayName(V);
  }

private:
  llvm::function_ref<bool(const VarDecl *)> MayName;
};

/// Decides how the jumps of one loop go out of it.
class ExitPlanner {
public:
  ExitPlanner(const Site &S, const LoopHeader &Header, const ASTContext &Context, const SourceText &Source, LoopFacts &Facts)
      : S(S), Header(Header), Context(Context), Source(Source), Facts(Facts) {}

  void plan(llvm::ArrayRef<Jump> Jumps) {
    for (const Jump &J : Jumps)
      if (J.Word != "break")
        Leaving.push_back(&J);
    if (!Leaving.empty() && !happensBehindLoop() && !isReturnedByBody())
      return;
    for (const Jump &J : Jumps) {
      Facts.Exits.Statements.push_back(J.Statement);
      Facts.Exits.Jumps.push_back({J.Word == "break", J.Where, std::nullopt, false});
      if (J.Word == "return" && !Facts.Exits.Returned.empty()) {
        Facts.Exits.Jumps.back().Value = J.Value;
        Facts.Exits.Jumps.back().MovesValue = movesLocal(J);
      }
    }
  }

private:
  bool refuse(const Jump &J, StringRef Why) {
    Facts.Findings.push_back({Diag::LoopExit, J.Statement->getBeginLoc(), {J.Word.str(), Why.str()}, {}});
    return false;
  }

  static const Expr *value(const Jump &J) {
    const auto *Return = dyn_cast<ReturnStmt>(J.Statement);
    return Return ? Return->getRetValue() : nullptr;
  }

  /// All of them are one and the same statement, which needs nothing that only an iteration has.
  bool happensBehindLoop() {
    std::string Text = Source.text(Leaving.front()->Where).str();
    for (const Jump *J : Leaving)
      if (Source.text(J->Where) != Text || (value(*J) && !isSameForAll(value(*J))))
        return false;
    if (Text.find('\n') != std::string::npos || StringRef(Text).contains("//"))
      return false;
    for (const Jump *J : Leaving)
      if (const Expr *Value = value(*J))
        Facts.Exits.Behind.push_back(Value);
    Facts.Exits.Leave = Text;
    if (Leaving.front()->Value)
      Facts.Exits.LeaveValue = Source.text(*Leaving.front()->Value).str();
    return true;
  }

  bool isSameForAll(const Expr *Value) {
    auto MayName = [&](const VarDecl *V) { return V == Header.Variable ? keepsIndex() : isReducedOnly(V); };
    ConstantFinder Finder(MayName);
    Finder.TraverseStmt(const_cast<Expr *>(Value));
    return Finder.IsConstant && (!Finder.NamesVariable || !isNested());
  }

  bool keepsIndex() const { return Header.Index && Header.Index->IsKept; }

  /// In another annotated loop, its variables have other names.
  bool isNested() const {
    return isa_and_nonnull<CXXMethodDecl>(S.Function) && cast<CXXMethodDecl>(S.Function)->getParent()->isLambda()
               ? true
               : llvm::any_of(S.Ancestors, [](const Stmt *A) { return isa<ForStmt, CXXForRangeStmt, WhileStmt>(A); });
  }

  /// Folded into by every iteration, so that its value when the loop is left is known behind the loop.
  bool isReducedOnly(const VarDecl *V) {
    if (!Elsewhere) {
      ExitFacts Values;
      for (const Jump *J : Leaving)
        if (const Expr *Value = value(*J))
          Values.Behind.push_back(Value);
      Elsewhere = bodyAccesses(Header, Values, Context);
    }
    bool IsFolded = false;
    for (const Access &A : Elsewhere->List) {
      if (A.Place.Kind != Place::Variable || A.Place.Root != V)
        continue;
      if (A.Kind != AccessKind::Update)
        return false;
      IsFolded = true;
    }
    return IsFolded;
  }

  /// `returns<T>()`: each returns a value of the function's type.
  bool isReturnedByBody() {
    for (const Jump *J : Leaving)
      if (J->Word == "goto")
        return refuse(*J, "its jumps out lead to different places; leave it in one way");
      else if (!J->Value)
        return refuse(*J, "its jumps out lead to different places; leave it in one way");
    QualType T = S.Function ? S.Function->getReturnType() : QualType();
    if (const auto *Auto = T.isNull() ? nullptr : T->getContainedAutoType()) {
      if (Auto->isDecltypeAuto() || (Auto->getDeducedType().isNull() && !T->isVoidType()))
        return refuse(*Leaving.front(), "the return type of its function is deduced; write it out");
      if (T->getAs<AutoType>() == Auto)
        T = Auto->getDeducedType();
    }
    if (T.isNull() || T->isVoidType())
      return refuse(*Leaving.front(), "it returns what a void function returns; write the call and the return apart");
    if (T->isRValueReferenceType())
      return refuse(*Leaving.front(), "its function returns an rvalue reference");
    PrintingPolicy Policy = Context.getPrintingPolicy();
    Policy.SuppressUnwrittenScope = true;
    std::string Name = T.getAsString(Policy);
    if (Name.find('(') != std::string::npos && !T->isDependentType())
      return refuse(*Leaving.front(), "the type of what its function returns has no name");
    for (const Jump *J : Leaving)
      if (!isGiven(*J, T))
        return false;
    Facts.Exits.Returned = Name;
    Facts.Exits.IsMoved = !T->isReferenceType() && (T->isDependentType() || !T.isTriviallyCopyableType(Context));
    return true;
  }

  /// A value that several iterations could move from has to be copied.
  bool isGiven(const Jump &J, QualType T) {
    const auto *D = dyn_cast<DeclRefExpr>(stripped(value(J)));
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    if (!D || !R || !R->hasDefinition() || movesLocal(J) || !isa<VarDecl>(D->getDecl()))
      return true;
    bool IsOnlyMoved = R->needsImplicitCopyConstructor()
                           ? R->hasUserDeclaredMoveConstructor() || R->hasUserDeclaredMoveAssignment() || R->defaultedCopyConstructorIsDeleted()
                           : llvm::all_of(R->ctors(), [](const CXXConstructorDecl *C) { return !C->isCopyConstructor() || C->isDeleted(); });
    if (IsOnlyMoved)
      return refuse(J, "it would move '" + D->getDecl()->getNameAsString() + "', which all iterations share");
    return true;
  }

  /// `return x;` of the iteration's own variable, which it moves.
  bool movesLocal(const Jump &J) const {
    const auto *D = dyn_cast<DeclRefExpr>(value(J)->IgnoreParenImpCasts());
    if (!D)
      if (const auto *C = dyn_cast<CXXConstructExpr>(value(J)->IgnoreImplicit()); C && C->getNumArgs() == 1)
        D = dyn_cast<DeclRefExpr>(C->getArg(0)->IgnoreParenImpCasts());
    const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
    if (!V || !V->hasLocalStorage() || V->getType()->isLValueReferenceType() || S.Function->getReturnType()->isReferenceType())
      return false;
    QualType T = V->getType().getNonReferenceType();
    if (T.isConstQualified() || (!T->isDependentType() && T.isTriviallyCopyableType(Context)))
      return false;
    return V == Header.Variable ? Header.Range != nullptr : isInBody(V);
  }

  bool isInBody(const VarDecl *V) const {
    return Context.getSourceManager().isPointWithin(V->getLocation(), Header.Body->getBeginLoc(), Header.Body->getEndLoc());
  }

  const Site &S;
  const LoopHeader &Header;
  const ASTContext &Context;
  const SourceText &Source;
  LoopFacts &Facts;
  std::vector<const Jump *> Leaving;
  std::optional<Accesses> Elsewhere; ///< What happens but in the values that are returned.
};
} // namespace

Accesses xfork::bodyAccesses(const LoopHeader &Header, const ExitFacts &Exits, const ASTContext &Context) {
  Accesses All = collectAccesses(Context, Header.Body, {Header.Variable, Header.Range, Header.First});
  const SourceManager &SM = Context.getSourceManager();
  llvm::erase_if(All.List, [&](const Access &A) {
    return llvm::any_of(Exits.Behind, [&](const Expr *Value) {
      return A.Where->getBeginLoc().isValid() && SM.isPointWithin(A.Where->getBeginLoc(), Value->getBeginLoc(), Value->getEndLoc());
    });
  });
  return All;
}

void xfork::findJumps(const Site &S, const LoopHeader &Header, const ASTContext &Context, const SourceText &Source,
                      LoopFacts &Facts) {
  JumpFinder Finder(Source, Header.Body, Facts);
  Finder.visit(Header.Body);
  if (!Finder.gotos().Labels.empty())
    for (const GotoStmt *G : findGotos(S.Function->getBody()).Gotos)
      if (Finder.gotos().Labels.contains(G->getLabel()) && !llvm::is_contained(Finder.gotos().Gotos, G))
        Facts.Findings.push_back({Diag::LoopForm, G->getBeginLoc(), {"this jumps into its body"}, {}});
  if (Finder.Exits.empty())
    return;
  if (S.Attributes.has(Annotation::Process)) {
    const Jump &First = Finder.Exits.front();
    Facts.Findings.push_back({Diag::LoopExit, First.Statement->getBeginLoc(), {First.Word.str(), "its iterations run in other processes"}, {}});
    return;
  }
  ExitPlanner(S, Header, Context, Source, Facts).plan(Finder.Exits);
}
