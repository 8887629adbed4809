// Makes Clang keep our attributes in the AST, as `annotate` attributes named `fork::…`.
//
// Nothing is checked here: Clang calls these handlers in every parse, and the engine reports once, from FindSites.
#include "attributes/AttributeTable.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/ParsedAttrInfo.h"
#include "clang/Sema/Lookup.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace xfork;

namespace {
template <Annotation Kind> struct ForkAttrInfo : ParsedAttrInfo {
  std::string Scoped = ("fork::" + info(Kind).Name).str();
  // Clang parses the arguments of a scoped attribute only if its bare name is registered too.
  Spelling Names[2] = {{AttributeCommonInfo::AS_CXX11, Scoped.c_str()}, {AttributeCommonInfo::AS_CXX11, info(Kind).Name.data()}};

  ForkAttrInfo() {
    OptArgs = 15;
    Spellings = info(Kind).TakesArguments ? llvm::ArrayRef(Names) : llvm::ArrayRef(Names, 1);
    IsStmt = 1;
  }

  static bool isOurs(const ParsedAttr &A) { return A.hasScope() && A.getScopeName()->getName() == "fork"; }

  /// Clang hands over a leading identifier as it is; here it may be a variable.
  static Expr *lookUp(Sema &S, const IdentifierLoc &Identifier) {
    LookupResult Found(S, Identifier.getIdentifierInfo(), Identifier.getLoc(), Sema::LookupOrdinaryName);
    if (!S.LookupName(Found, S.getCurScope()) || !Found.isSingleResult() || !isa<ValueDecl>(Found.getFoundDecl()))
      return nullptr;
    ExprResult Result = S.BuildDeclarationNameExpr(CXXScopeSpec(), Found, /*NeedsADL=*/false);
    return Result.isUsable() ? Result.get() : nullptr;
  }

  AnnotateAttr *create(Sema &S, const ParsedAttr &A) const {
    llvm::SmallVector<Expr *, 4> Arguments;
    for (unsigned I = 0; I != A.getNumArgs(); ++I)
      if (Expr *E = A.isArgExpr(I) ? A.getArgAsExpr(I) : lookUp(S, *A.getArgAsIdent(I)))
        Arguments.push_back(E);
    return AnnotateAttr::Create(S.Context, Scoped, Arguments.data(), Arguments.size(), A);
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D, const ParsedAttr &A) const override {
    if (!isOurs(A))
      return NotHandled;
    D->addAttr(create(S, A));
    return AttributeApplied;
  }

  AttrHandling handleStmtAttribute(Sema &S, Stmt *, const ParsedAttr &A, class Attr *&Result) const override {
    if (!isOurs(A))
      return NotHandled;
    Result = create(S, A);
    return AttributeApplied;
  }
};

template <Annotation Kind> struct Register {
  ParsedAttrInfoRegistry::Add<ForkAttrInfo<Kind>> Entry{info(Kind).Name, "xfork annotation"};
};

Register<Annotation::Parallel> RegisterParallel;
Register<Annotation::Thread> RegisterThread;
Register<Annotation::Process> RegisterProcess;
Register<Annotation::CpuBound> RegisterCpuBound;
Register<Annotation::IoBound> RegisterIoBound;
Register<Annotation::Ordered> RegisterOrdered;
Register<Annotation::Independent> RegisterIndependent;
Register<Annotation::Reduce> RegisterReduce;
Register<Annotation::Scratch> RegisterScratch;
Register<Annotation::Grain> RegisterGrain;
} // namespace
