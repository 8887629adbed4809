#include "analyse/WrittenCall.h"
#include "analyse/AppendedCall.h"
#include "analyse/CalleeKnowledge.h"
#include "analyse/Declarator.h"
#include "analyse/Place.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace xfork;

namespace {
class Reader {
public:
  Reader(const Site &S, const ASTContext &Context, const SourceText &Source, CallFacts &Facts)
      : S(S), Context(Context), Source(Source), Facts(Facts) {}

  std::optional<WrittenCall> run() {
    bool Understood = S.Kind == SiteKind::CallDeclaration  ? readDeclaration()
                      : S.Kind == SiteKind::BlockStatement ? readWholeStatement()
                                                           : readStatement();
    return Understood ? std::optional(Result) : std::nullopt;
  }

private:
  bool inMacro(SourceLocation Loc) {
    Facts.Findings.push_back({Diag::SiteInMacro, Loc, {}, {}});
    return false;
  }
  bool notACall(SourceLocation Loc) {
    Facts.Findings.push_back({Diag::NotACall, Loc, {}, {}});
    return false;
  }

  // --- The form

  static bool isCall(const Expr *E) {
    return isa<CallExpr, CXXTemporaryObjectExpr, CXXUnresolvedConstructExpr>(E) && !isAssignment(E);
  }
  static bool isAssignment(const Expr *E) {
    const auto *C = dyn_cast<CXXOperatorCallExpr>(E);
    return C && C->isAssignmentOp();
  }

  /// The call behind implicit conversions, explicit casts and parentheses.
  static const Expr *callIn(const Expr *E) {
    const Expr *Bare = stripped(E);
    if (const auto *C = dyn_cast<CXXConstructExpr>(Bare); C && !isa<CXXTemporaryObjectExpr>(C) && C->getNumArgs() >= 1 &&
                                                          !C->isListInitialization())
      if (const Expr *Inner = callIn(C->getArg(0)); Inner && C->getParenOrBraceRange().isInvalid())
        return Inner; // a converting constructor nobody wrote
    if (const auto *Convert = dyn_cast<CXXMemberCallExpr>(Bare); Convert && isa_and_nonnull<CXXConversionDecl>(Convert->getMethodDecl()))
      return callIn(Convert->getImplicitObjectArgument());
    if (isCall(Bare))
      return Bare;
    return holdsCall(Bare) && !isa<LambdaExpr>(Bare) ? E->IgnoreImplicit() : nullptr;
  }

  /// An expression that calls something on the way is forked as a whole.
  static bool holdsCall(const Stmt *E) {
    if (!E || isa<LambdaExpr>(E))
      return false;
    return isa<CallExpr, CXXTemporaryObjectExpr, CXXUnresolvedConstructExpr>(E) ||
           llvm::any_of(E->children(), [](const Stmt *Child) { return holdsCall(Child); });
  }

  /// With its semicolon, without its attributes.
  std::optional<Span> statementSpan() const {
    if (const auto *D = dyn_cast<DeclStmt>(S.Statement))
      return declaratorSpan(D, S.Variable, Source);
    std::optional<Span> Statement = Source.span(S.Statement->getSourceRange());
    return Statement ? std::optional(Source.throughNext(*Statement, ";")) : std::nullopt;
  }

  bool setForked(const Expr *Written) {
    std::optional<Span> Forked = Source.span(Written->getSourceRange());
    std::optional<Span> Statement = statementSpan();
    if (!Forked || !Statement)
      return inMacro(S.location());
    Facts.Forked = *Forked;
    Facts.Statement = *Statement;
    if (const auto *C = dyn_cast<CallExpr>(Result.Call))
      Facts.Callee = nameOfCallee(C);
    return true;
  }

  bool readDeclaration() {
    const VarDecl *V = S.Variable;
    Facts.Form = CallForm::Declaration;
    Facts.Variable = V->getNameAsString();
    Facts.IsConst = V->getType().isConstQualified();
    if (const auto *Bindings = dyn_cast<DecompositionDecl>(V))
      if (!readBindings(Bindings))
        return inMacro(V->getLocation());
    if (!V->getInit())
      return notACall(V->getLocation());
    const Expr *Init = V->getInit();
    if (const auto *C = dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit());
        C && V->getInitStyle() != VarDecl::CInit && !stripsToCall(C))
      return C->getNumArgs() == 0 ? notACall(V->getLocation()) : readConstruction(C, C->getParenOrBraceRange());
    const auto *Braced = dyn_cast<InitListExpr>(Init->IgnoreImplicit());
    const auto *Dependent = dyn_cast<ParenListExpr>(Init->IgnoreImplicit());
    const Expr *Only = Braced && Braced->getNumInits() == 1         ? Braced->getInit(0)
                       : Dependent && Dependent->getNumExprs() == 1 ? Dependent->getExpr(0)
                                                                    : nullptr;
    if (Only && callIn(Only))
      Init = Only;
    else if (Dependent || (Braced && (holdsCall(Braced) || Braced->isTypeDependent())))
      return readConstruction(Init->IgnoreImplicit(), Init->IgnoreImplicit()->getSourceRange());
    Result.Call = callIn(Init);
    if (!Result.Call)
      return notACall(Init->getExprLoc());
    readReturnType(Init);
    return setForked(Init->IgnoreImplicit());
  }

  /// The names of `auto [low, high]`, to be bound to the parts of the result later.
  bool readBindings(const DecompositionDecl *D) {
    std::optional<Span> Names = Source.span({D->getLocation(), D->bindings().back()->getEndLoc()});
    if (!Names)
      return false;
    bool IsConst = D->getType().getNonReferenceType().isConstQualified();
    Facts.Bindings = (IsConst ? "const auto &" : "auto &") + Source.text(Source.throughNext(*Names, "]")).str();
    return true;
  }

  static bool stripsToCall(const Expr *E) { return isCall(stripped(E)); }

  /// `Image picture(path);` runs the constructor in the task; so does a list in braces, or in parentheses in a template.
  bool readConstruction(const Expr *C, SourceRange Parentheses) {
    const VarDecl *V = S.Variable;
    std::optional<Span> Type = Source.span(V->getTypeSourceInfo()->getTypeLoc().getUnqualifiedLoc().getSourceRange());
    if (Parentheses.isInvalid() || !Type)
      return inMacro(V->getLocation());
    Result.Call = C;
    Facts.Prefix = Source.text(*Type).str();
    Facts.Callee = V->getNameAsString();
    std::optional<Span> Forked = Source.span(Parentheses), Statement = statementSpan();
    if (!Forked || !Statement)
      return inMacro(V->getLocation());
    Facts.Forked = *Forked;
    Facts.Statement = *Statement;
    return true;
  }

  void readReturnType(const Expr *Init) {
    const VarDecl *V = S.Variable;
    const TypeSourceInfo *Written = V->getTypeSourceInfo();
    const AutoType *Auto = Written->getType()->getContainedAutoType();
    std::string Text = writtenType(cast<DeclStmt>(S.Statement), V, Source).value_or("");
    StringRef Bare = Text;
    Bare.consume_front("const ");
    bool IsReference = Written->getType()->isReferenceType();
    if (Auto) {
      // auto& binds to what the call returns, so the task must return it as it is.
      bool BindsLvalue = IsReference && (Init->isTypeDependent() || Init->IgnoreImplicit()->isLValue());
      Facts.ReturnType = BindsLvalue ? "decltype(auto)" : "";
      Facts.IsConst |= IsReference && Written->getType().getNonReferenceType().isConstQualified() && !BindsLvalue;
      return;
    }
    QualType Returned = Result.Call->getType();
    bool Same = !Init->isTypeDependent() && Context.hasSameUnqualifiedType(Returned, V->getType().getNonReferenceType()) &&
                !(IsReference && Result.Call->isGLValue()) && !Written->getType()->isDependentType();
    if (IsReference) {
      bool BindsTemporary = !Init->isTypeDependent() && !Init->IgnoreImplicit()->isGLValue();
      Facts.IsConst |= Written->getType().getNonReferenceType().isConstQualified() && BindsTemporary;
      if (BindsTemporary) {
        Bare = Bare.rtrim("& ");
        Facts.ReturnType = Same ? "" : Bare.str();
      } else
        Facts.ReturnType = Text;
      return;
    }
    Facts.ReturnType = Same ? "" : Bare.str();
  }

  bool readWholeStatement() {
    Facts.Form = CallForm::Statement;
    std::optional<Span> Statement = Source.span(S.Statement->getSourceRange());
    if (!Statement)
      return inMacro(S.location());
    Facts.Statement = Facts.Forked = Source.throughNext(*Statement, ";");
    const auto *E = dyn_cast<Expr>(S.Statement);
    const auto *C = E ? dyn_cast<CallExpr>(stripped(E)) : nullptr;
    Facts.Callee = C ? nameOfCallee(C) : "statement";
    return true;
  }

  /// If it can be part of an identifier.
  static std::string nameOfCallee(const CallExpr *C) {
    std::string Name = knowledgeOf(C).Name;
    return llvm::all_of(Name, [](char Ch) { return isalnum(Ch) || Ch == '_'; }) ? Name : "";
  }

  bool readStatement() {
    const auto *E = cast<Expr>(S.Statement);
    const Expr *Bare = stripped(E);
    const Expr *Target = nullptr, *Value = nullptr;
    if (const auto *B = dyn_cast<BinaryOperator>(Bare); B && B->isAssignmentOp())
      Target = B->getLHS(), Value = B->getRHS();
    else if (isAssignment(Bare))
      Target = cast<CXXOperatorCallExpr>(Bare)->getArg(0), Value = cast<CXXOperatorCallExpr>(Bare)->getArg(1);
    else if (std::optional<AppendedCall> Appended = readAppendedCall(Bare, Context); Appended && callIn(Appended->Forked)) {
      Target = Appended->Container, Value = Appended->Forked;
      Result.Others = Appended->Others;
    }
    if (!Target) {
      Facts.Form = CallForm::Effect;
      bool HoldsCall = !isa<LambdaExpr, CXXThrowExpr>(Bare) && holdsCall(Bare);
      Result.Call = isCall(Bare) ? Bare : HoldsCall ? E->IgnoreImplicit() : nullptr;
      return Result.Call ? setForked(E) : notACall(E->getExprLoc());
    }
    Facts.Form = CallForm::Commit;
    Result.Call = callIn(Value);
    Result.Target = Target;
    if (!Result.Call)
      return notACall(Value->getExprLoc());
    const Expr *Written = Value->IgnoreImplicit();
    Facts.DependentValue = Written->isTypeDependent();
    Facts.ForwardsValue = !Facts.DependentValue && !Written->isGLValue() && Written->getType()->isRecordType();
    return setForked(Value->IgnoreImplicit());
  }

  const Site &S;
  const ASTContext &Context;
  const SourceText &Source;
  CallFacts &Facts;
  WrittenCall Result;
};
} // namespace

std::optional<WrittenCall> xfork::readCall(const Site &S, const ASTContext &Context, const SourceText &Source, CallFacts &Facts) {
  return Reader(S, Context, Source, Facts).run();
}
