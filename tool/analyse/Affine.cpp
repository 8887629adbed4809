#include "analyse/Affine.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace xfork;

bool LoopContext::isModified(const ValueDecl *D) const {
  return llvm::any_of(All.List, [&](const Access &A) {
    return A.writes() && A.Place.Kind == Place::Variable && A.Place.Root == D->getCanonicalDecl();
  });
}

namespace {
/// Looks for anything that may differ between iterations.
struct VariationFinder : RecursiveASTVisitor<VariationFinder> {
  const LoopContext &Loop;
  bool Varies = false;
  explicit VariationFinder(const LoopContext &Loop) : Loop(Loop) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    const ValueDecl *D = E->getDecl();
    const auto *Binding = dyn_cast<BindingDecl>(D);
    bool IsItem = D == Loop.Item || (Binding && Binding->getDecomposedDecl() == Loop.Item);
    if (IsItem || D == Loop.Variable || Loop.All.Locals.contains(D) || (isa<VarDecl>(D) && Loop.isModified(D)))
      Varies = true;
    return !Varies;
  }
  bool VisitCallExpr(CallExpr *E) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(E->getDirectCallee());
    if (!Method || !Method->isConst())
      Varies = true;
    return !Varies;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    PlaceFinder Finder;
    Place P = Finder.place(E);
    for (const Access &A : Loop.All.List)
      if (A.writes() && A.Place.sameRoot(P))
        Varies = true;
    return !Varies;
  }
};

class AffineBuilder {
public:
  explicit AffineBuilder(const LoopContext &Loop) : Loop(Loop) {}

  std::optional<Affine> build(const Expr *E) const {
    E = stripped(E);
    Expr::EvalResult Value;
    if (!E->isValueDependent() && E->EvaluateAsInt(Value, Loop.Context))
      return Affine{0, Value.Val.getInt().getExtValue(), {}};
    if (const auto *D = dyn_cast<DeclRefExpr>(E))
      return variable(D);
    if (const auto *U = dyn_cast<UnaryOperator>(E)) {
      if (U->getOpcode() == UO_Plus)
        return build(U->getSubExpr());
      if (U->getOpcode() == UO_Minus)
        return scaled(build(U->getSubExpr()), -1);
    }
    if (const auto *B = dyn_cast<BinaryOperator>(E))
      if (std::optional<Affine> Result = binary(B))
        return Result;
    return symbol(E);
  }

  static std::optional<Affine> sum(std::optional<Affine> A, const std::optional<Affine> &B) {
    if (!A || !B)
      return std::nullopt;
    A->Coefficient += B->Coefficient;
    A->Constant += B->Constant;
    for (const auto &[Name, Factor] : B->Symbols)
      if ((A->Symbols[Name] += Factor) == 0)
        A->Symbols.erase(Name);
    return A;
  }

private:
  std::optional<Affine> variable(const DeclRefExpr *D) const {
    const auto *V = dyn_cast<VarDecl>(D->getDecl());
    if (V && V == Loop.Variable)
      return Affine{1, 0, {}};
    // A local that is set once is its initialiser.
    if (V && Loop.All.Locals.contains(V) && V->getInit() && !V->getType()->isReferenceType() && !Loop.isModified(V) &&
        !isa<ParmVarDecl>(V))
      return V->getType()->isIntegralOrEnumerationType() || V->getType()->isDependentType() ? build(V->getInit()) : std::nullopt;
    return symbol(D);
  }

  std::optional<Affine> binary(const BinaryOperator *B) const {
    switch (B->getOpcode()) {
    case BO_Add: return sum(build(B->getLHS()), build(B->getRHS()));
    case BO_Sub: return sum(build(B->getLHS()), scaled(build(B->getRHS()), -1));
    case BO_Mul: return product(build(B->getLHS()), build(B->getRHS()));
    default: return std::nullopt;
    }
  }

  static std::optional<Affine> scaled(std::optional<Affine> A, int64_t Factor) {
    if (!A)
      return std::nullopt;
    A->Coefficient *= Factor;
    A->Constant *= Factor;
    for (auto &Symbol : A->Symbols)
      Symbol.second *= Factor;
    return Factor == 0 ? Affine() : A;
  }

  static std::optional<Affine> product(const std::optional<Affine> &A, const std::optional<Affine> &B) {
    auto IsConstant = [](const std::optional<Affine> &X) { return X && X->Coefficient == 0 && X->Symbols.empty(); };
    if (IsConstant(A))
      return scaled(B, A->Constant);
    if (IsConstant(B))
      return scaled(A, B->Constant);
    return std::nullopt;
  }

  std::optional<Affine> symbol(const Expr *E) const {
    if (!Loop.isInvariant(E))
      return std::nullopt;
    std::string Name;
    llvm::raw_string_ostream Stream(Name);
    E->printPretty(Stream, nullptr, Loop.Context.getPrintingPolicy());
    return Affine{0, 0, {{Name, 1}}};
  }

  const LoopContext &Loop;
};
} // namespace

bool LoopContext::isInvariant(const Expr *E) const {
  VariationFinder Finder(*this);
  Finder.TraverseStmt(const_cast<Expr *>(E));
  return !Finder.Varies;
}

std::optional<Affine> xfork::affine(const Index &Terms, const LoopContext &Loop) {
  std::optional<Affine> Result = Affine();
  for (const Expr *Term : Terms)
    Result = AffineBuilder::sum(Result, AffineBuilder(Loop).build(Term));
  return Result;
}
