#include "analyse/Instances.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

namespace {
bool isPatternOf(const FunctionDecl *Instance, const FunctionDecl *Pattern) {
  const FunctionDecl *Found = Instance->getTemplateInstantiationPattern();
  return Found && Found->getCanonicalDecl() == Pattern->getCanonicalDecl();
}

void addSpecialisations(const FunctionTemplateDecl *Template, const FunctionDecl *Pattern, std::vector<const FunctionDecl *> &Found) {
  for (const FunctionDecl *F : Template->specializations())
    if (isPatternOf(F, Pattern))
      Found.push_back(F);
}

/// The members of a class, and of those in it, that are instances of the pattern.
void addMembers(const CXXRecordDecl *Class, const FunctionDecl *Pattern, std::vector<const FunctionDecl *> &Found) {
  for (const Decl *D : Class->decls()) {
    if (const auto *F = dyn_cast<FunctionDecl>(D); F && isPatternOf(F, Pattern))
      Found.push_back(F);
    else if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      addSpecialisations(Template, Pattern, Found);
    else if (const auto *Inner = dyn_cast<CXXRecordDecl>(D); Inner && !Inner->isInjectedClassName())
      addMembers(Inner, Pattern, Found);
  }
}

std::vector<const FunctionDecl *> instancesOf(const FunctionDecl *Pattern) {
  std::vector<const FunctionDecl *> Found;
  if (const FunctionTemplateDecl *Template = Pattern->getDescribedFunctionTemplate())
    addSpecialisations(Template, Pattern, Found);
  for (const DeclContext *Around = Pattern->getDeclContext(); Around; Around = Around->getParent()) {
    const auto *Class = dyn_cast<CXXRecordDecl>(Around);
    const auto *Partial = dyn_cast_or_null<ClassTemplatePartialSpecializationDecl>(Class);
    const ClassTemplateDecl *Template = Partial ? Partial->getSpecializedTemplate() : Class ? Class->getDescribedClassTemplate() : nullptr;
    if (Template)
      for (const ClassTemplateSpecializationDecl *S : Template->specializations())
        addMembers(S, Pattern, Found);
  }
  llvm::erase_if(Found, [](const FunctionDecl *F) { return !F->doesThisDeclarationHaveABody() && !F->hasBody(); });
  return Found;
}

/// Looks for the statement that stands where the pattern stands, and knows the way back up.
class InstanceFinder : public RecursiveASTVisitor<InstanceFinder> {
  using Base = RecursiveASTVisitor<InstanceFinder>;

public:
  InstanceFinder(const Site &Pattern, std::vector<Site> &Found) : Pattern(Pattern), Found(Found) {}

  void lookInto(const FunctionDecl *F) {
    const FunctionDecl *Definition = nullptr;
    if (!F->hasBody(Definition))
      return;
    llvm::SaveAndRestore<const FunctionDecl *> SavedFunction(Function, Definition);
    llvm::SmallVector<const Stmt *, 16> Saved;
    std::swap(Saved, Ancestors);
    TraverseStmt(Definition->getBody());
    std::swap(Saved, Ancestors);
  }

  bool TraverseStmt(Stmt *S) {
    if (!S)
      return true;
    if (S->getStmtClass() == Pattern.Statement->getStmtClass() && S->getBeginLoc() == Pattern.Statement->getBeginLoc())
      return add(S), true;
    Ancestors.push_back(S);
    Base::TraverseStmt(S);
    Ancestors.pop_back();
    return true;
  }

  bool TraverseLambdaExpr(LambdaExpr *L) {
    if (!L->isGenericLambda())
      return lookInto(L->getCallOperator()), true;
    if (const FunctionTemplateDecl *Template = L->getCallOperator()->getDescribedFunctionTemplate())
      for (const FunctionDecl *F : Template->specializations())
        lookInto(F);
    return true;
  }

private:
  void add(const Stmt *S) {
    if (Function->isDependentContext())
      return;
    Site Instance = Pattern;
    Instance.Statement = S;
    Instance.Function = Function;
    Instance.Ancestors.clear();
    for (const Stmt *A : Ancestors)
      if (!isa<AttributedStmt>(A))
        Instance.Ancestors.push_back(A);
    Found.push_back(std::move(Instance));
  }

  const Site &Pattern;
  std::vector<Site> &Found;
  const FunctionDecl *Function = nullptr;
  llvm::SmallVector<const Stmt *, 16> Ancestors;
};
} // namespace

std::vector<Site> xfork::instancesOf(const Site &Pattern) {
  std::vector<Site> Found;
  if (!Pattern.Function || !Pattern.Function->isDependentContext())
    return Found;
  const FunctionDecl *Outermost = Pattern.Function;
  for (const DeclContext *D = Pattern.Function; D; D = D->getParent())
    if (const auto *F = dyn_cast<FunctionDecl>(D))
      Outermost = F;
  InstanceFinder Finder(Pattern, Found);
  if (!Outermost->isDependentContext())
    Finder.lookInto(Outermost);
  else
    for (const FunctionDecl *F : ::instancesOf(Outermost))
      Finder.lookInto(F);
  return Found;
}

std::string xfork::argumentsOf(const Site &Instance, const ASTContext &Context) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  for (const DeclContext *D = Instance.Function; D && Text.empty(); D = D->getParent()) {
    if (const auto *F = dyn_cast<FunctionDecl>(D); F && F->getTemplateSpecializationArgs())
      printTemplateArgumentList(Out, F->getTemplateSpecializationArgs()->asArray(), Context.getPrintingPolicy());
    else if (const auto *C = dyn_cast<ClassTemplateSpecializationDecl>(D))
      printTemplateArgumentList(Out, C->getTemplateArgs().asArray(), Context.getPrintingPolicy());
  }
  return Text;
}
