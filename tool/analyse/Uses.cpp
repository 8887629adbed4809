#include "analyse/Uses.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

namespace {
class UseFinder : public RecursiveASTVisitor<UseFinder> {
  using Base = RecursiveASTVisitor<UseFinder>;

public:
  UseFinder(const VarDecl *Variable, const SourceText &Source, CallFacts &Facts) : Variable(Variable), Source(Source), Facts(Facts) {}

  bool VisitDeclRefExpr(DeclRefExpr *D) {
    if (D->getDecl() == Variable && !InsideCopy)
      add(UseFact::Value, D->getSourceRange());
    return true;
  }

  bool TraverseReturnStmt(ReturnStmt *R) {
    const Expr *E = R->getRetValue() ? R->getRetValue()->IgnoreImplicit() : nullptr;
    if (const auto *C = dyn_cast_or_null<CXXConstructExpr>(E); C && C->getNumArgs() == 1)
      E = C->getArg(0)->IgnoreImplicit();
    const auto *D = dyn_cast_or_null<DeclRefExpr>(E);
    bool Moves = D && D->getDecl() == Variable && !InsideCopy && !Variable->getType()->isReferenceType() &&
                 !Variable->getType()->isScalarType() && !Variable->getType().isConstQualified();
    if (!Moves)
      return Base::TraverseReturnStmt(R);
    add(UseFact::Returned, D->getSourceRange());
    return true;
  }

  bool TraverseLambdaExpr(LambdaExpr *L) {
    bool Copies = false;
    for (const LambdaCapture &C : L->captures()) {
      if (!C.capturesVariable() || C.getCapturedVar() != Variable)
        continue;
      Copies = C.getCaptureKind() == LCK_ByCopy || C.isExplicit();
      if (C.isExplicit())
        add(C.getCaptureKind() == LCK_ByCopy ? UseFact::CopyCapture : UseFact::RefCapture,
            C.getCaptureKind() == LCK_ByCopy ? SourceRange(C.getLocation()) : SourceRange(C.getLocation()));
      else if (Copies)
        addDefaultCopy(L);
    }
    for (unsigned I = 0; I != L->capture_size(); ++I) {
      const LambdaCapture &C = L->capture_begin()[I];
      if (!C.capturesVariable() || C.getCapturedVar() != Variable) // `[w = r]` captures another one
        TraverseStmt(L->capture_init_begin()[I]);
    }
    llvm::SaveAndRestore<bool> Saved(InsideCopy, InsideCopy || Copies);
    return TraverseStmt(L->getBody());
  }

  bool TraverseDecltypeTypeLoc(DecltypeTypeLoc T, bool = true) {
    const auto *D = dyn_cast<DeclRefExpr>(T.getUnderlyingExpr());
    if (!D || D->getDecl() != Variable)
      return TraverseStmt(T.getUnderlyingExpr());
    add(UseFact::Decltype, SourceRange(T.getDecltypeLoc(), T.getRParenLoc()));
    return true;
  }

private:
  void add(UseFact::Kind How, SourceRange Range) {
    std::optional<Span> Where = Source.span(Range);
    if (!Where) {
      Facts.Findings.push_back({Diag::SiteInMacro, Range.getBegin(), {}, {}});
      return;
    }
    // A macro may use its argument twice; it is written once.
    auto Same = [&](const UseFact &U) { return U.Where == *Where; };
    if (llvm::none_of(Facts.Uses, Same))
      Facts.Uses.push_back({How, *Where});
  }

  /// `[=]` becomes `[=, r = r.get()]`.
  void addDefaultCopy(const LambdaExpr *L) {
    std::optional<Span> Where = Source.token(L->getCaptureDefaultLoc());
    if (Where)
      Facts.Uses.push_back({UseFact::CopyCapture, after(*Where)});
  }

  const VarDecl *Variable;
  const SourceText &Source;
  CallFacts &Facts;
  bool InsideCopy = false;
};

struct MentionFinder : RecursiveASTVisitor<MentionFinder> {
  const VarDecl *Variable;
  bool Found = false;
  explicit MentionFinder(const VarDecl *Variable) : Variable(Variable) {}
  bool VisitDeclRefExpr(DeclRefExpr *D) {
    const auto *Part = dyn_cast<BindingDecl>(D->getDecl());
    Found |= D->getDecl() == Variable || (Part && Part->getDecomposedDecl() == Variable);
    return !Found;
  }
};

class ClosureFinder : public RecursiveASTVisitor<ClosureFinder> {
public:
  ClosureFinder(const VarDecl *Variable, const std::vector<Site> &All) : Variable(Variable), All(All) {}
  bool Found = false;

  bool TraverseStmt(Stmt *S) {
    bool IsClosure = S && (isa<LambdaExpr>(S) || llvm::any_of(All, [&](const Site &Other) { return Other.Statement == S; }));
    llvm::SaveAndRestore<bool> Saved(Inside, Inside || IsClosure);
    return RecursiveASTVisitor::TraverseStmt(S);
  }
  bool VisitDeclRefExpr(DeclRefExpr *D) {
    Found |= Inside && D->getDecl() == Variable;
    return !Found;
  }

private:
  const VarDecl *Variable;
  const std::vector<Site> &All;
  bool Inside = false;
};
} // namespace

void xfork::findUses(const Site &S, const SourceText &Source, CallFacts &Facts) {
  UseFinder Finder(S.Variable, Source, Facts);
  const Stmt *Around = S.Ancestors.back();
  for (const Stmt *A : S.Ancestors) // a label or case holds but its own statement, the block all that may name the variable
    Around = isa<CompoundStmt>(A) ? A : Around;
  Finder.TraverseStmt(const_cast<Stmt *>(Around));
}

bool xfork::mentions(const Stmt *Code, const VarDecl *Variable) {
  MentionFinder Finder(Variable);
  Finder.TraverseStmt(const_cast<Stmt *>(Code));
  return Finder.Found;
}

bool xfork::mentionsInsideClosure(const Stmt *Code, const VarDecl *Variable, const std::vector<Site> &All) {
  ClosureFinder Finder(Variable, All);
  Finder.TraverseStmt(const_cast<Stmt *>(Code));
  return Finder.Found;
}
