#include "find/CheckAnnotations.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

void AnnotationChecker::addWritten(llvm::ArrayRef<WrittenAttribute> Attributes) {
  Written.insert(Written.end(), Attributes.begin(), Attributes.end());
}

void AnnotationChecker::see(const Annotations &Attributes) {
  for (const AnnotateAttr *A : Attributes.Attrs)
    if (std::optional<Span> S = Source.token(Source.sources().getSpellingLoc(A->getRange().getBegin())))
      for (const WrittenAttribute &W : Written)
        if (W.Element.contains(*S) || W.Specifier.contains(*S))
          if (annotationNamed(W.Name) == annotationOf(A))
            Seen.insert(W.NameSpan);
}

void AnnotationChecker::misplaced(const AnnotateAttr *A) {
  const AnnotationInfo &Info = info(*annotationOf(A));
  Diags.report(Diag::MisplacedAttribute, A->getLocation(), {Info.Name, Info.Place});
}

bool AnnotationChecker::notSupported(const AnnotateAttr *A, StringRef What) {
  std::string Name = What.empty() ? ("'fork::" + info(*annotationOf(A)).Name + "'").str() : What.str();
  Diags.report(Diag::NotSupportedYet, A->getLocation(), {Name});
  return false;
}

/// Whether each argument is a variable that a thread can have a copy of.
static bool ownsScratch(const AnnotateAttr *A) {
  return A->args_size() != 0 && llvm::all_of(A->args(), [](const Expr *E) {
    const auto *D = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
    const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
    return V && V->hasLocalStorage() && !V->getType()->isReferenceType() && !V->getType()->isPointerType();
  });
}

/// An operation, and variables that it folds into.
static bool reducesVariables(const AnnotateAttr *A) {
  auto IsVariable = [](const Expr *E) {
    const auto *D = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
    return V && !V->getType().isConstQualified();
  };
  auto IsFunction = [](const Expr *E) {
    QualType T = E->getType().getNonReferenceType();
    return T->isDependentType() || T->isRecordType() || T->isFunctionType() || T->isFunctionPointerType();
  };
  return A->args_size() >= 2 && IsFunction(*A->args_begin()) &&
         std::all_of(std::next(A->args_begin()), A->args_end(), IsVariable);
}

bool AnnotationChecker::checkArguments(const AnnotateAttr *A) {
  Annotation Kind = *annotationOf(A);
  auto Bad = [&](StringRef Why) {
    Diags.report(Diag::BadArgument, A->getLocation(), {info(Kind).Name, Why});
    return false;
  };
  if (Kind == Annotation::Scratch && !ownsScratch(A))
    return Bad("takes local variables that hold their own memory, arrays or containers declared outside the loop, as in 'fork::scratch(row)'");
  if (Kind == Annotation::Reduce && !reducesVariables(A))
    return Bad("takes an operation and variables, as in 'fork::reduce(gcd, divisor)'; an operation that is overloaded must be named with its type, or put into a lambda");
  if (Kind != Annotation::Grain)
    return true;
  if (A->args_size() != 1)
    return Bad("takes one argument, the least number of iterations per task, as in 'fork::grain(64)'");
  const Expr *N = *A->args_begin();
  if (N->isInstantiationDependent())
    return true;
  if (!N->getType()->isIntegralOrUnscopedEnumerationType())
    return Bad("needs an integer: the least number of iterations per task");
  Expr::EvalResult Value;
  if (N->EvaluateAsInt(Value, Context) && !Value.Val.getInt().isStrictlyPositive())
    return Bad("needs at least one iteration per task");
  return true;
}

bool AnnotationChecker::mayBeRewritten(const AnnotateAttr *A) {
  const SourceManager &Sources = Source.sources();
  if (Sources.isInSystemHeader(A->getLocation())) {
    Diags.report(Diag::SiteInSystemHeader, A->getLocation());
    return false;
  }
  // The macro itself loses the annotation, so the code that it stands before may be rewritten.
  bool IsInProjectMacro = MacrosMayAnnotate && Source.token(Sources.getSpellingLoc(A->getLocation()));
  if (!A->getLocation().isMacroID() || IsInProjectMacro)
    return true;
  Diags.report(Diag::SiteInMacro, A->getLocation());
  return false;
}

bool AnnotationChecker::checkCombination(const Annotations &Attributes, bool OnLoop) {
  std::set<Annotation> Kinds;
  for (const AnnotateAttr *A : Attributes.Attrs) {
    const AnnotationInfo &Info = info(*annotationOf(A));
    if (!mayBeRewritten(A))
      return false;
    if (!Kinds.insert(Info.Kind).second)
      return Diags.report(Diag::RepeatedAttribute, A->getLocation(), {Info.Name}), false;
    if (Info.OnFunctionsOnly || (Info.IsQualifier && !OnLoop && Info.Kind != Annotation::Independent))
      return misplaced(A), false;
    if (!checkArguments(A))
      return false;
  }
  bool Thread = Kinds.count(Annotation::Thread), Process = Kinds.count(Annotation::Process);
  bool Parallel = Kinds.count(Annotation::Parallel) || Thread || Process;
  const AnnotateAttr *First = Attributes.Attrs.front();
  if (Thread && Process)
    return Diags.report(Diag::ContradictoryAttributes, First->getLocation(), {"thread", "process"}), false;
  if (!Parallel)
    return Diags.report(Diag::NeedsParallel, First->getLocation(), {info(*annotationOf(First)).Name}), false;
  if (const AnnotateAttr *A = Attributes.find(Annotation::Reduce); A && Process)
    return notSupported(A, "'fork::reduce' on a loop in processes");
  if (const AnnotateAttr *A = Attributes.find(Annotation::Ordered); A && Process)
    return notSupported(A, "'fork::ordered' on a loop in processes");
  return true;
}

std::optional<SiteKind> AnnotationChecker::checkStatement(const Annotations &Attributes, const Stmt *S) {
  see(Attributes);
  const AnnotateAttr *First = Attributes.Attrs.front();
  bool IsLoop = isa<ForStmt, CXXForRangeStmt, WhileStmt>(S);
  if (!checkCombination(Attributes, IsLoop))
    return std::nullopt;
  if (isa<ForStmt>(S))
    return SiteKind::IndexLoop;
  if (isa<CXXForRangeStmt>(S))
    return SiteKind::RangeLoop;
  if (const AnnotateAttr *Process = isa<WhileStmt>(S) ? Attributes.find(Annotation::Process) : nullptr)
    return notSupported(Process, "'fork::process' on a while loop"), std::nullopt;
  if (isa<WhileStmt>(S))
    return SiteKind::WhileLoop;
  if (isa<CompoundStmt>(S))
    return SiteKind::Block;
  if (isa<Expr>(S))
    return SiteKind::CallStatement;
  misplaced(First);
  return std::nullopt;
}

bool AnnotationChecker::checkDeclaration(const Annotations &Attributes, const DeclStmt *S) {
  see(Attributes);
  if (!checkCombination(Attributes, false))
    return false;
  const auto *V = cast<VarDecl>(*S->decl_begin());
  if (V->hasExternalStorage())
    return Diags.report(Diag::CallForm, V->getLocation(), {"this declares a variable that another unit initialises"}), false;
  if (!V->hasLocalStorage())
    return Diags.report(Diag::CallForm, V->getLocation(), {"a static variable is initialised once, when it is first reached"}), false;
  return true;
}

static Annotations oursOf(const Decl *D) {
  Annotations Result;
  for (const auto *A : D->specific_attrs<AnnotateAttr>())
    if (annotationOf(A))
      Result.Attrs.push_back(A);
  return Result;
}

void AnnotationChecker::checkFunction(const FunctionDecl *F) {
  Annotations Attributes = oursOf(F);
  llvm::erase_if(Attributes.Attrs, [](const AnnotateAttr *A) { return A->isInherited(); });
  see(Attributes);
  if (Attributes.has(Annotation::CpuBound) && Attributes.has(Annotation::IoBound)) {
    Diags.report(Diag::ContradictoryAttributes, Attributes.Attrs.front()->getLocation(), {"cpu_bound", "io_bound"});
    return;
  }
  if (Attributes.has(Annotation::Process) && Attributes.has(Annotation::Thread))
    Diags.report(Diag::ContradictoryAttributes, Attributes.Attrs.front()->getLocation(), {"thread", "process"});
  for (const AnnotateAttr *A : Attributes.Attrs) {
    const AnnotationInfo &Info = info(*annotationOf(A));
    bool IsParallel = Attributes.has(Annotation::Parallel) || Attributes.has(Annotation::Thread) || Attributes.has(Annotation::Process);
    if (Info.IsQualifier && (Info.Kind != Annotation::Independent || !IsParallel))
      misplaced(A);
  }
}

void AnnotationChecker::checkVariable(const VarDecl *V) {
  Annotations Attributes = oursOf(V);
  if (Attributes.Attrs.empty() || (V->isLocalVarDecl() && !isa<ParmVarDecl>(V)))
    return; // local variables are seen with their declaration statement
  see(Attributes);
  misplaced(Attributes.Attrs.front());
}

void AnnotationChecker::checkElsewhere(const Decl *D) {
  Annotations Attributes = oursOf(D);
  if (Attributes.Attrs.empty() || isa<FunctionTemplateDecl>(D))
    return;
  see(Attributes);
  misplaced(Attributes.Attrs.front());
}

void AnnotationChecker::reportUnseen() {
  for (const WrittenAttribute &A : Written) {
    SourceLocation Loc = Source.location(A.NameSpan);
    std::optional<Annotation> Known = annotationNamed(A.Name);
    if (A.Scope != "fork") {
      Diags.report(Diag::UnknownAttribute, Loc, {A.Scope + "::" + A.Name, "; did you mean 'fork::" + A.Name + "'?"});
    } else if (!Known) {
      StringRef Closest = closestAnnotation(A.Name);
      std::string Suggestion = Closest.empty() ? "" : ("; did you mean 'fork::" + Closest + "'?").str();
      FixItHint Fix = FixItHint::CreateReplacement(SourceRange(Loc, Loc), Closest);
      Diags.report(Diag::UnknownAttribute, Loc, {"fork::" + A.Name, Suggestion}, {}, Closest.empty() ? nullptr : &Fix);
    } else if (!info(*Known).TakesArguments && A.Element.End != A.NameSpan.End)
      Diags.report(Diag::BadArgument, Loc, {A.Name, "takes no arguments"});
    else if (!Seen.count(A.NameSpan) && !A.InDirective)
      Diags.report(Diag::MisplacedAttribute, Loc, {A.Name, info(*Known).Place});
  }
}
