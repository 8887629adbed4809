#include "analyse/ThrownTypes.h"
#include "analyse/Place.h"
#include "source/SourceText.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace xfork;

namespace {
class Finder : public RecursiveASTVisitor<Finder> {
public:
  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitCXXThrowExpr(CXXThrowExpr *E) {
    if (E->getSubExpr())
      add(E->getSubExpr()->getType());
    return true;
  }
  bool VisitCXXCatchStmt(CXXCatchStmt *S) {
    if (S->getExceptionDecl())
      add(S->getCaughtType());
    return true;
  }
  bool VisitCXXRecordDecl(CXXRecordDecl *R) {
    if (R->isThisDeclarationADefinition() && !R->isDependentContext() && isException(R))
      add(R->getASTContext().getCanonicalTagType(R));
    return true;
  }

  llvm::SetVector<QualType> Types;

private:
  static bool isException(const CXXRecordDecl *R) {
    return llvm::any_of(R->bases(), [](const CXXBaseSpecifier &Base) {
      const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl();
      return B && B->hasDefinition() && ((isStd(B) && B->getName() == "exception") || isException(B->getDefinition()));
    });
  }

  void add(QualType T) {
    T = T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
    if (!T->isDependentType() && mayBeKnown(T))
      Types.insert(T);
  }

  /// Whether the library does not know it anyway, and a name leads to it from everywhere.
  static bool mayBeKnown(QualType T) {
    if (T->isAnyPointerType() || T->isArrayType() || T->isFunctionType())
      return false;
    const auto *Tag = T->getAsTagDecl();
    if (!Tag)
      return T->isArithmeticType();
    for (const DeclContext *Outer = Tag->getDeclContext(); Outer; Outer = Outer->getParent())
      if (Outer->isFunctionOrMethod())
        return false;
    if (!Tag->getIdentifier())
      return false;
    const auto *R = dyn_cast<CXXRecordDecl>(Tag);
    if (!R)
      return true;
    R = R->getDefinition();
    return R && !R->isInvalidDecl() && !R->isAbstract() && !R->isLambda() && !(isStd(R) && isException(R)) &&
           !(isStd(R) && R->getName() == "exception");
  }
};
/// Whether the program says it by itself.
bool isKnownAlready(QualType T, const ASTContext &Context) {
  for (const NamedDecl *Space : Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("xfork")))
    if (const auto *N = dyn_cast<NamespaceDecl>(Space))
      for (const NamedDecl *D : N->lookup(&Context.Idents.get("exception_type")))
        if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
          for (const ClassTemplateSpecializationDecl *Spec : Template->specializations())
            if (Context.hasSameType(Spec->getTemplateArgs()[0].getAsType(), T))
              return true;
  return false;
}
} // namespace

std::vector<std::string> xfork::travellingExceptions(const ASTContext &Context, const SourceText &Source,
                                                     std::vector<SerialiserFact> &Needed) {
  Finder Found;
  for (Decl *D : Context.getTranslationUnitDecl()->decls())
    if (!Source.sources().isInSystemHeader(D->getLocation()))
      Found.TraverseDecl(D);
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.FullyQualifiedName = true;
  Policy.SuppressUnwrittenScope = true;
  std::vector<std::string> Names;
  for (QualType T : Found.Types) {
    std::vector<SerialiserFact> Own = Needed;
    if (isKnownAlready(T, Context) || whyNotTravel(T, Context, Source, Own))
      continue;
    Needed = std::move(Own);
    Names.push_back(T.getAsString(Policy));
  }
  return Names;
}
