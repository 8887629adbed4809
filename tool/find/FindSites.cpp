#include "find/FindSites.h"
#include "analyse/Place.h"
#include "find/AnnotatedFunctions.h"
#include "find/BlockStatements.h"
#include "find/CheckAnnotations.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

std::optional<Annotation> xfork::annotationOf(const Attr *A) {
  const auto *Annotate = dyn_cast<AnnotateAttr>(A);
  if (!Annotate)
    return std::nullopt;
  StringRef Name = Annotate->getAnnotation();
  return Name.consume_front("fork::") ? annotationNamed(Name) : std::nullopt;
}

const AnnotateAttr *Annotations::find(Annotation Kind) const {
  for (const AnnotateAttr *A : Attrs)
    if (annotationOf(A) == Kind)
      return A;
  return nullptr;
}

const Stmt *xfork::withoutAttributes(const Stmt *S) {
  while (const auto *Attributed = dyn_cast<AttributedStmt>(S))
    S = Attributed->getSubStmt();
  return S;
}

const Stmt *xfork::withoutLabels(const Stmt *S) {
  for (S = withoutAttributes(S);; S = withoutAttributes(S)) {
    if (const auto *Case = dyn_cast<SwitchCase>(S))
      S = Case->getSubStmt();
    else if (const auto *Label = dyn_cast<LabelStmt>(S))
      S = Label->getSubStmt();
    else
      return S;
  }
}

SourceLocation Site::location() const { return Variable ? Variable->getLocation() : Statement->getBeginLoc(); }

namespace {
/// Walks the patterns, not the instantiations, of everything in the unit, and knows the way back up.
class SiteVisitor : public RecursiveASTVisitor<SiteVisitor> {
  using Base = RecursiveASTVisitor<SiteVisitor>;

public:
  SiteVisitor(AnnotationChecker &Checker, std::vector<Site> &Sites, const SourceText &Source, bool ArgumentsBackwards)
      : Checker(Checker), Sites(Sites), Source(Source), ArgumentsBackwards(ArgumentsBackwards) {}

  bool TraverseStmt(Stmt *S) {
    if (!S)
      return true;
    if (auto *Attributed = dyn_cast<AttributedStmt>(S))
      visitAttributed(Attributed);
    if (auto *Declaration = dyn_cast<DeclStmt>(S))
      visitDeclaration(Declaration);
    if (const Annotations *OfBlock = annotationsOfBlock())
      visitInBlock(S, *OfBlock);
    else if (auto *E = dyn_cast<Expr>(S); E && !Ancestors.empty() && isStatementOf(Ancestors.back(), E))
      if (const Expr *Call = annotatedCallOf(E); Call && !isInProcess(Call) && !isGroup(E))
        add(SiteKind::CallStatement, annotationsOfCall(Call), E).IsImplied = true;
    if (auto *Call = dyn_cast<CallExpr>(S))
      visitCall(Call);
    visitGroups(S);
    Ancestors.push_back(S);
    bool Continue = Base::TraverseStmt(S);
    Ancestors.pop_back();
    return Continue;
  }

  bool TraverseDecl(Decl *D) {
    auto *F = dyn_cast_or_null<FunctionDecl>(D);
    if (F)
      Checker.checkFunction(F);
    else if (D && !isa<VarDecl>(D))
      Checker.checkElsewhere(D);
    else if (D)
      Checker.checkVariable(cast<VarDecl>(D));
    if (!F)
      return Base::TraverseDecl(D);
    llvm::SaveAndRestore<const FunctionDecl *> SavedFunction(Function, F);
    llvm::SmallVector<const Stmt *, 16> SavedAncestors;
    std::swap(SavedAncestors, Ancestors);
    bool Continue = Base::TraverseDecl(D);
    std::swap(SavedAncestors, Ancestors);
    return Continue;
  }

  bool TraverseLambdaExpr(LambdaExpr *L) {
    for (unsigned I = 0; I != L->capture_size(); ++I)
      TraverseLambdaCapture(L, L->capture_begin() + I, L->capture_init_begin()[I]);
    llvm::SaveAndRestore<const FunctionDecl *> SavedFunction(Function, L->getCallOperator());
    llvm::SmallVector<const Stmt *, 16> SavedAncestors;
    std::swap(SavedAncestors, Ancestors);
    bool Continue = TraverseStmt(L->getBody());
    std::swap(SavedAncestors, Ancestors);
    return Continue;
  }

  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    addGroups(Init->getInit(), Init->getInit());
    return Base::TraverseConstructorInitializer(Init);
  }

private:
  void visitAttributed(AttributedStmt *S) {
    Annotations Attributes = ours(S->getAttrs());
    if (Attributes.Attrs.empty())
      return;
    std::optional<SiteKind> Kind = Checker.checkStatement(Attributes, S->getSubStmt());
    if (Kind == SiteKind::Block)
      Blocks[S->getSubStmt()] = Attributes;
    else if (Kind)
      add(*Kind, Attributes, S->getSubStmt());
  }

  void visitDeclaration(DeclStmt *S) {
    const Decl *First = *S->decl_begin();
    Annotations Attributes = ours(First->getAttrs());
    if (!isa<VarDecl>(First))
      return;
    if (Attributes.Attrs.empty())
      return annotationsOfBlock() ? void() : visitUnannotated(S);
    if (Checker.checkDeclaration(Attributes, S))
      for (const Decl *Each : S->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each))
          add(SiteKind::CallDeclaration, Attributes, S, V);
  }

  const Annotations *annotationsOfBlock() const {
    auto It = Ancestors.empty() ? Blocks.end() : Blocks.find(Ancestors.back());
    return It == Blocks.end() ? nullptr : &It->second;
  }

  /// A statement of an annotated block: a task, or a declaration whose initialiser is one.
  void visitInBlock(Stmt *S, const Annotations &Attributes) {
    auto HoldsCall = [](const Decl *D) {
      const auto *V = dyn_cast<VarDecl>(D);
      return V && V->hasLocalStorage() && V->getInit() && takesTime(V->getInit());
    };
    if (auto *D = dyn_cast<DeclStmt>(S); D && ours((*D->decl_begin())->getAttrs()).Attrs.empty() && llvm::all_of(D->decls(), HoldsCall))
      for (const Decl *Each : D->decls())
        addOfBlock(SiteKind::CallDeclaration, Attributes, S, cast<VarDecl>(Each));
    if (llvm::is_contained(taskStatements(cast<CompoundStmt>(Ancestors.back()), Attributes.has(Annotation::Process)), S))
      addOfBlock(SiteKind::BlockStatement, Attributes, S);
  }

  void addOfBlock(SiteKind Kind, const Annotations &Attributes, const Stmt *Statement, const VarDecl *Variable = nullptr) {
    Site &S = add(Kind, Attributes, Statement, Variable);
    S.IsImplied = S.IsOfBlock = true;
  }

  /// A call that is to run in a process does so wherever it stands.
  void visitCall(const CallExpr *Call) {
    Annotations Attributes = annotationsOfCall(Call);
    if (Attributes.has(Annotation::Process) && !Placed.contains(Call) && !isInProcess(Call))
      add(SiteKind::NestedCall, Attributes, Call).IsImplied = true;
  }

  /// Calls of annotated functions that share an expression.
  void visitGroups(const Stmt *S) {
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      addGroups(S, Return->getRetValue());
    else if (const auto *Returned = dyn_cast<CoreturnStmt>(S))
      addGroups(S, Returned->getOperand());
    else if (const auto *If = dyn_cast<IfStmt>(S))
      addGroups(S, If->isConstexpr() ? nullptr : If->getCond());
    else if (const auto *Switch = dyn_cast<SwitchStmt>(S))
      addGroups(S, Switch->getCond());
    else if (const auto *While = dyn_cast<WhileStmt>(S))
      addGroupsOfHead(While, While->getCond());
    else if (const auto *Do = dyn_cast<DoStmt>(S))
      addGroupsOfHead(Do, Do->getCond());
    else if (const auto *For = dyn_cast<ForStmt>(S))
      addGroupsOfHead(For, For->getCond());
    else if (const auto *E = dyn_cast<Expr>(S); E && !Ancestors.empty() && isStatementOf(Ancestors.back(), E))
      addGroups(S, E);
    else if (const auto *D = dyn_cast<DeclStmt>(S))
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each); V && V->hasLocalStorage() && !V->isConstexpr())
          addGroups(S, V->getInit());
  }

  void addGroups(const Stmt *S, const Expr *Full) {
    if (!Full || !Function || !Checker.hasAnnotations() || Source.sources().isInSystemHeader(S->getBeginLoc()) || isInAnnotated(S))
      return;
    for (CallGroup &Group : callGroups(Full, ArgumentsBackwards)) {
      Site &Added = add(SiteKind::CallGroup, annotationsOfCall(annotatedCallIn(Group.Calls.front())), S);
      Added.IsImplied = true;
      Added.Group = std::move(Group);
    }
  }

  /// Evaluated again and again: there is no place in front of it.
  void addGroupsOfHead(const Stmt *Loop, const Expr *Condition) {
    if (llvm::any_of(Sites, [&](const Site &S) { return S.Statement == Loop; }))
      return;
    Ancestors.push_back(Loop);
    addGroups(Condition, Condition);
    Ancestors.pop_back();
  }

  /// Several calls whose results a statement combines. In a loop that adds them up, the next iteration goes on meanwhile.
  bool isGroup(const Expr *Full) const {
    bool InLoop = llvm::any_of(Ancestors, [](const Stmt *A) { return isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(A); });
    const auto *Assignment = dyn_cast<BinaryOperator>(stripped(Full));
    if (InLoop && Assignment && Assignment->isAssignmentOp() && annotationsOfCall(Assignment->getRHS()).Attrs.empty())
      return false;
    return llvm::any_of(callGroups(Full, ArgumentsBackwards), [&](const CallGroup &G) { return G.Region == Full; });
  }

  /// Whether a statement becomes a task itself, or part of one.
  bool isInAnnotated(const Stmt *S) const {
    return llvm::any_of(Sites, [&](const Site &Other) {
      return (Other.Statement == S || llvm::is_contained(Ancestors, Other.Statement)) &&
             (Other.Kind == SiteKind::CallStatement || Other.Kind == SiteKind::CallDeclaration);
    });
  }

  /// Whether a call runs in a process in any case: in an annotated loop or block, as part of another such call, or because
  /// the function calls itself. Nor does it matter where it does not run at all.
  bool isInProcess(const Expr *E) const {
    const auto *Call = dyn_cast<CallExpr>(stripped(E));
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || !annotationsOf(Callee).has(Annotation::Process))
      return false;
    auto Isolates = [&](const Stmt *A) {
      const auto *Attributed = dyn_cast<AttributedStmt>(A);
      return isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(A) ||
             (Attributed && !isa<Expr>(Attributed->getSubStmt()) && ours(Attributed->getAttrs()).has(Annotation::Process)) ||
             llvm::any_of(Sites, [A](const Site &S) { return S.Kind == SiteKind::NestedCall && S.Statement == A; });
    };
    return (Function && Function->getCanonicalDecl() == Callee->getCanonicalDecl()) || llvm::any_of(Ancestors, Isolates);
  }

  /// `auto a = f(x), b = g(y);` are forked together or not at all.
  void visitUnannotated(DeclStmt *S) {
    auto Calls = [this](const Decl *D) {
      const auto *V = dyn_cast<VarDecl>(D);
      const Expr *Call = V && V->hasLocalStorage() && V->getInit() ? annotatedCallIn(V->getInit()) : nullptr;
      return Call && !isInProcess(Call) && !isGroup(V->getInit());
    };
    if (!Ancestors.empty() && isStatementOf(Ancestors.back(), S) && llvm::all_of(S->decls(), Calls))
      for (const Decl *Each : S->decls())
        add(SiteKind::CallDeclaration, annotationsOfCall(annotatedCallIn(cast<VarDecl>(Each)->getInit())), S, cast<VarDecl>(Each)).IsImplied = true;
  }

  template <class Range> static Annotations ours(Range &&Attrs) {
    Annotations Result;
    for (const Attr *A : Attrs)
      if (annotationOf(A))
        Result.Attrs.push_back(cast<AnnotateAttr>(A));
    return Result;
  }

  Site &add(SiteKind Kind, const Annotations &Attributes, const Stmt *Statement, const VarDecl *Variable = nullptr) {
    Site S{Kind, Attributes, Statement, Variable, false, false, Function, {}, {}};
    const Expr *Call = Variable ? Variable->getInit() : isa<Expr>(Statement) ? annotatedCallOf(cast<Expr>(Statement)) : nullptr;
    if (Call && Kind != SiteKind::NestedCall)
      Placed.insert(stripped(Call));
    // An attributed statement and its substatement are one place.
    for (const Stmt *A : Ancestors)
      if (!isa<AttributedStmt>(A))
        S.Ancestors.push_back(A);
    Sites.push_back(std::move(S));
    return Sites.back();
  }

  AnnotationChecker &Checker;
  std::vector<Site> &Sites;
  const SourceText &Source;
  const bool ArgumentsBackwards;
  const FunctionDecl *Function = nullptr;
  llvm::SmallPtrSet<const Expr *, 16> Placed; ///< Calls that are sites, or what a site forks.
  llvm::DenseMap<const Stmt *, Annotations> Blocks; ///< Annotated ones, on the way down.
  llvm::SmallVector<const Stmt *, 16> Ancestors;
};

bool inSkipped(SourceLocation Loc, llvm::ArrayRef<SourceRange> Skipped, const SourceManager &SM) {
  return llvm::any_of(Skipped, [&](SourceRange R) {
    return SM.getFileID(R.getBegin()) == SM.getFileID(Loc) && !SM.isBeforeInTranslationUnit(Loc, R.getBegin()) &&
           SM.isBeforeInTranslationUnit(Loc, R.getEnd());
  });
}
} // namespace

FoundSites xfork::findSites(ASTContext &Context, const SourceText &Source, Diagnoser &Diags,
                            llvm::ArrayRef<SourceRange> Skipped, bool MacrosMayAnnotate, bool ArgumentsBackwards) {
  FoundSites Result;
  AnnotationChecker Checker(Context, Source, Diags, MacrosMayAnnotate);
  const SourceManager &SM = Source.sources();
  Source.indexAll();
  for (unsigned File = 0; File != Source.fileCount(); ++File) {
    AttributeScan Scan = scanAttributes(Source, File);
    llvm::erase_if(Scan.Attributes,
                   [&](const WrittenAttribute &A) { return inSkipped(Source.location(A.NameSpan), Skipped, SM); });
    llvm::erase_if(Scan.Removals, [&](const AttributeRemoval &R) { return inSkipped(Source.location(R.Where), Skipped, SM); });
    Checker.addWritten(Scan.Attributes);
    llvm::append_range(Result.Removals, Scan.Removals);
  }
  SiteVisitor(Checker, Result.Sites, Source, ArgumentsBackwards).TraverseDecl(Context.getTranslationUnitDecl());
  Checker.reportUnseen();
  return Result;
}
