#include "analyse/Captures.h"
#include "analyse/Access.h"
#include "analyse/TaskEffects.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace xfork;

namespace {
bool isScalar(QualType T) {
  T = T.getNonReferenceType();
  return T->isArithmeticType() || T->isEnumeralType() || T->isAnyPointerType() || T->isMemberPointerType() || T->isNullPtrType();
}

const VarDecl *localVariable(const Expr *E) {
  const auto *D = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
  return V && V->hasLocalStorage() ? V : nullptr;
}

/// A constant whose value is all that matters is not captured, and naming it in a capture would be warned about.
bool isOdrUsed(const ValueDecl *V, const Expr *In) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const ValueDecl *V;
    bool Used = false;
    explicit Finder(const ValueDecl *V) : V(V) {}
    bool VisitDeclRefExpr(DeclRefExpr *D) { return !(Used |= D->getDecl() == V && D->isNonOdrUse() == NOUR_None); }
  };
  Finder F(V);
  F.TraverseStmt(const_cast<Expr *>(In));
  return F.Used;
}

class Analyser {
public:
  Analyser(const llvm::SmallPtrSetImpl<const VarDecl *> &ForkVariables, const ASTContext &Context, const SourceText &Source)
      : ForkVariables(ForkVariables), Context(Context), Source(Source) {}

  void call(const Expr *E) {
    Call = E;
    for (const Access &A : collectAccesses(Context, E).List)
      if (const auto *V = dyn_cast_or_null<VarDecl>(A.Place.Root); V && A.mayWrite())
        Changed.insert(V);
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(E))
      object(M->getImplicitObjectArgument());
    if (const auto *C = dyn_cast<CallExpr>(E)) {
      const auto *Op = dyn_cast<CXXOperatorCallExpr>(C);
      const FunctionDecl *F = C->getDirectCallee();
      bool MemberOperator = Op && isa_and_nonnull<CXXMethodDecl>(F);
      if (!Op && !isa<CXXMemberCallExpr>(C))
        callee(C->getCallee());
      for (unsigned I = 0; I != C->getNumArgs(); ++I) {
        if (MemberOperator && I == 0) {
          object(C->getArg(0));
          continue;
        }
        unsigned Shift = MemberOperator ? 1 : 0;
        argument(C->getArg(I), F && I - Shift < F->getNumParams() ? F->getParamDecl(I - Shift) : nullptr);
      }
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      const CXXConstructorDecl *Constructor = Construct->getConstructor();
      for (unsigned I = 0; I != Construct->getNumArgs(); ++I)
        argument(Construct->getArg(I), I < Constructor->getNumParams() ? Constructor->getParamDecl(I) : nullptr);
    } else if (const auto *U = dyn_cast<CXXUnresolvedConstructExpr>(E)) {
      for (const Expr *A : U->arguments())
        argument(A, nullptr);
    } else if (const auto *List = dyn_cast<ParenListExpr>(E)) {
      for (unsigned I = 0; I != List->getNumExprs(); ++I)
        argument(List->getExpr(I), nullptr);
    } else
      whole(E);
  }

  CaptureAnalysis Result;

private:
  /// An expression around calls: local scalars that are only read go along as copies.
  void whole(const Expr *E) {
    llvm::SmallPtrSet<const VarDecl *, 8> ReadOnly;
    const std::vector<Access> All = collectAccesses(Context, E).List;
    for (const Access &A : All)
      if (const auto *V = dyn_cast_or_null<VarDecl>(A.Place.Root))
        if (!A.writes() && V->hasLocalStorage() && isScalar(V->getType()) && !V->getType()->isReferenceType() && !ForkVariables.contains(V))
          ReadOnly.insert(V);
    for (const Access &A : All)
      if (const auto *V = dyn_cast_or_null<VarDecl>(A.Place.Root); V && A.writes() && A.Place.Path.empty())
        ReadOnly.erase(V);
    refer(E);
    for (const VarDecl *V : llvm::to_vector(Result.Referenced))
      if (ReadOnly.contains(V))
        copy(V);
  }

  void object(const Expr *E) {
    const Expr *Bare = stripped(E);
    if (isa<CXXThisExpr>(Bare)) {
      Result.RefersToMore = true;
      return;
    }
    if (const VarDecl *V = localVariable(Bare); V && V->getType()->isPointerType())
      return copy(V);
    if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Bare); Arrow && Arrow->getOperator() == OO_Arrow)
      return object(Arrow->getArg(0)); // the smart pointer itself
    if (isPlainPath(Bare) || isa<LambdaExpr, CXXTemporaryObjectExpr, CXXConstructExpr>(Bare))
      return refer(Bare);
    bool IsLvalue = E->IgnoreImplicit()->isLValue() && !E->getType()->isPointerType();
    byName(E, nullptr, IsLvalue ? CaptureFact::Reference : CaptureFact::Value, !IsLvalue && E->getType()->isRecordType());
  }

  void callee(const Expr *E) {
    const Expr *Bare = E->IgnoreParenImpCasts();
    if (const VarDecl *V = localVariable(Bare); V && V->getType()->isPointerType())
      return copy(V);
    if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(Bare)) {
      if (!M->isImplicitAccess())
        refer(M->getBase());
      Result.RefersToMore = true;
      return;
    }
    if (const auto *L = dyn_cast<LambdaExpr>(stripped(Bare)))
      return refer(L);
    refer(E);
  }

  /// A variable, or members of one: its object can be named inside the task.
  static bool isPlainPath(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    while (const auto *M = dyn_cast<MemberExpr>(E)) {
      const Expr *Base = M->getBase()->IgnoreParenImpCasts();
      if (M->isArrow() && !isa<CXXThisExpr>(Base))
        return false;
      E = Base;
    }
    return isa<DeclRefExpr>(E) || isa<CXXThisExpr>(E);
  }

  /// Needs no evaluation at the fork: literals, constants, functions, types.
  bool isConstant(const Expr *E) const {
    E = stripped(E);
    if (const auto *C = dyn_cast<CXXConstructExpr>(E); C && C->getNumArgs() > 0)
      return llvm::all_of(C->arguments(), [&](const Expr *A) { return isConstant(A); });
    if (isa<StringLiteral, IntegerLiteral, FloatingLiteral, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, CharacterLiteral>(E) ||
        isa<UnaryExprOrTypeTraitExpr, UserDefinedLiteral, CXXDefaultArgExpr>(E))
      return true;
    if (const auto *D = dyn_cast<DeclRefExpr>(E))
      return !isa<VarDecl, BindingDecl>(D->getDecl());
    if (isa<UnresolvedLookupExpr>(E))
      return true;
    Expr::EvalResult Value;
    return !E->isInstantiationDependent() && isScalar(E->getType()) && E->EvaluateAsRValue(Value, Context) && !Value.HasSideEffects;
  }

  /// Arithmetic over local scalars: the same wherever it is computed, once they are copied.
  bool isArithmetic(const Expr *E, llvm::SmallVectorImpl<const VarDecl *> &Variables) const {
    E = E->IgnoreParenImpCasts();
    if (isConstant(E))
      return true;
    if (const VarDecl *V = localVariable(E)) {
      if (!isScalar(V->getType()) || V->getType()->isReferenceType() || ForkVariables.contains(V) || Changed.contains(V))
        return false;
      Variables.push_back(V);
      return true;
    }
    if (const auto *C = dyn_cast<ExplicitCastExpr>(E))
      return isScalar(C->getType()) && isArithmetic(C->getSubExpr(), Variables);
    if (const auto *U = dyn_cast<UnaryOperator>(E))
      return !U->isIncrementDecrementOp() && U->getOpcode() != UO_Deref && U->getOpcode() != UO_AddrOf &&
             isArithmetic(U->getSubExpr(), Variables);
    if (const auto *B = dyn_cast<BinaryOperator>(E))
      return !B->isAssignmentOp() && isArithmetic(B->getLHS(), Variables) && isArithmetic(B->getRHS(), Variables);
    if (const auto *C = dyn_cast<ConditionalOperator>(E))
      return isArithmetic(C->getCond(), Variables) && isArithmetic(C->getTrueExpr(), Variables) &&
             isArithmetic(C->getFalseExpr(), Variables);
    return false;
  }

  /// Needs the value of a forked call, and else only reads local numbers and pointers: the task computes it.
  bool isOverForked(const Expr *E) const {
    bool NeedsForked = false;
    for (const Access &A : collectAccesses(Context, E).List) {
      const auto *V = dyn_cast_or_null<VarDecl>(A.Place.Root);
      bool Forked = V && ForkVariables.contains(V);
      NeedsForked |= Forked;
      if (!Forked && (!V || A.mayWrite() || !V->hasLocalStorage() || !isScalar(V->getType()) || V->getType()->isReferenceType() || !A.Place.Path.empty()))
        return false;
    }
    return NeedsForked;
  }

  static bool isForked(const Expr *E, const llvm::SmallPtrSetImpl<const VarDecl *> &ForkVariables) {
    const VarDecl *V = localVariable(E);
    return V && ForkVariables.contains(V);
  }

  void argument(const Expr *E, const ParmVarDecl *Parameter) {
    const Expr *Bare = E->IgnoreImplicit()->IgnoreParenImpCasts();
    if (isa<CXXDefaultArgExpr>(E) || isConstant(E))
      return;
    if (isa<PackExpansionExpr>(Bare))
      return refer(Bare);
    if (const auto *L = dyn_cast<LambdaExpr>(stripped(E)))
      return refer(L);
    if (isViewOfVariable(E))
      return refer(E);
    QualType P = Parameter ? Parameter->getType() : QualType();
    bool Known = !P.isNull() && !P->isDependentType();
    bool BindsLvalue = Known && P->isLValueReferenceType() && !P.getNonReferenceType().isConstQualified();
    bool TakesReference = !Known || P->isReferenceType();
    llvm::SmallVector<const VarDecl *, 4> Variables;
    bool MayCopy = Known && !BindsLvalue && !(TakesReference && !isScalar(P));
    if ((MayCopy || (!Known && !localVariable(Bare))) && isArithmetic(E, Variables)) {
      for (const VarDecl *V : Variables)
        copy(V);
      return;
    }
    if (isPlainPath(stripped(E)) && !isMoveCall(stripped(E)) && (TakesReference || !isScalar(E->getType())))
      return refer(E);
    if (isForked(stripped(E), ForkVariables) || isOverForked(E))
      return whole(E);
    if (isMoveCall(Bare))
      return byName(E, Parameter, CaptureFact::Value, true);
    if (Bare->isLValue() && TakesReference && !Bare->isTypeDependent())
      return byName(E, Parameter, CaptureFact::Reference, false);
    bool IsRvalue = !Bare->isLValue() && !isScalar(E->getType());
    bool WantsRvalue = !Known || !P->isLValueReferenceType();
    byName(E, Parameter, CaptureFact::Value, IsRvalue && WantsRvalue);
  }

  /// A span or the like that the call makes of a variable: the task makes it.
  bool isViewOfVariable(const Expr *E) const {
    const Expr *Spelled = E->IgnoreUnlessSpelledInSource();
    return E->getType()->isRecordType() && !isSelfContained(E->getType()) && isPlainPath(Spelled) &&
           !Context.hasSameUnqualifiedType(E->getType(), Spelled->getType());
  }

  static bool isMoveCall(const Expr *E) {
    const auto *C = dyn_cast<CallExpr>(E);
    return C && isStd(C->getDirectCallee(), "move") && C->getNumArgs() == 1;
  }

  void copy(const VarDecl *V) {
    if (!Result.Copied.insert(V).second || !isOdrUsed(V, Call))
      return;
    Result.Captures.push_back({CaptureFact::Copy, V->getNameAsString(), {}, false, {}});
  }

  /// Whether something made on the way to the value dies with the argument.
  static bool leansOnTemporary(const Expr *E) {
    struct Finder {
      static bool found(const Stmt *S) {
        if (!S || isa<LambdaExpr>(S))
          return false;
        const auto *Inner = dyn_cast<Expr>(S);
        bool IsTemporary = Inner && (isa<MaterializeTemporaryExpr, CXXBindTemporaryExpr>(Inner) ||
                                     (Inner->isTypeDependent() && isa<CallExpr, CXXUnresolvedConstructExpr>(Inner)));
        return IsTemporary || llvm::any_of(S->children(), found);
      }
    };
    return llvm::any_of(stripped(E)->children(), Finder::found);
  }

  /// `make()` in `make().c_str()`: a temporary that owns what a member of the library gives access to.
  static const Expr *ownerOfView(const Expr *View) {
    const auto *M = dyn_cast<CXXMemberCallExpr>(View);
    if (!M || !M->getMethodDecl() || !isStd(M->getMethodDecl()) || M->getNumArgs() != 0)
      return nullptr;
    const Expr *Object = M->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource();
    return Object->isPRValue() && isSelfContained(Object->getType()) && !leansOnTemporary(Object) ? Object : nullptr;
  }

  void byName(const Expr *E, const ParmVarDecl *Parameter, CaptureFact::Kind How, bool Moves) {
    // A pointer or view into a temporary: the task makes it, of the temporary, or both.
    const Expr *Spelled = E->IgnoreUnlessSpelledInSource();
    if (const Expr *Owner = ownerOfView(Spelled); Owner && How != CaptureFact::Reference && !isSelfContained(Spelled->getType()))
      return byName(Owner, nullptr, CaptureFact::Value, false);
    if ((How == CaptureFact::Reference || !isSelfContained(Spelled->getType())) && leansOnTemporary(Spelled))
      return whole(E);
    std::optional<Span> Where = Source.span(E->getSourceRange());
    if (!Where) {
      Result.InMacro = true;
      return;
    }
    // Parameters of a library have reserved names.
    StringRef Wanted = Parameter ? Parameter->getName().ltrim('_') : "";
    std::string Name = Wanted.empty() ? "argument" : Wanted.str();
    std::string Type;
    if (Source.text(*Where).starts_with("{")) {
      if (!Parameter)
        return refer(E);
      Type = Parameter->getType().getNonReferenceType().getUnqualifiedType().getAsString(Context.getPrintingPolicy());
    }
    Result.Captures.push_back({How, Name, *Where, Moves, Type});
    Result.Evaluated.push_back(E);
    if (!Moves && (How == CaptureFact::Reference || leadsElsewhere(E->getType())))
      pin(E, How);
  }

  /// Pointers, views, and classes of the program that may hold either; the owners of the library do not.
  static bool leadsElsewhere(QualType T) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    if (!R || !isStd(R) || !R->getIdentifier())
      return T->isAnyPointerType() || (R && !isSelfContained(T));
    return R->getName() == "basic_string_view" || R->getName() == "span" || R->getName() == "reference_wrapper" || R->getName().contains("iterator");
  }

  /// What a reference, pointer or view leads to.
  void pin(const Expr *E, CaptureFact::Kind How) {
    auto Pin = [&](const ValueDecl *D) {
      const auto *V = dyn_cast_or_null<VarDecl>(D);
      if (V && V->hasLocalStorage() && !V->getType()->isAnyPointerType() && !llvm::is_contained(Result.Pinned, V))
        Result.Pinned.push_back(V);
    };
    for (const Access &A : collectAccesses(Context, E).List)
      if (const auto *V = dyn_cast_or_null<VarDecl>(A.Place.Root); V && !(V->getType()->isArithmeticType() || V->getType()->isEnumeralType()))
        Pin(V);
    Pin(E->getType()->isAnyPointerType() ? PlaceFinder().pointee(E).Root : How == CaptureFact::Reference ? PlaceFinder().place(E).Root : nullptr);
  }

  /// Stays in the task as written; every local in it is referred to, local pointers and loop counters are copied.
  void refer(const Expr *E) {
    struct Finder : RecursiveASTVisitor<Finder> {
      Analyser &Outer;
      llvm::SmallPtrSet<const VarDecl *, 8> Declared;
      explicit Finder(Analyser &Outer) : Outer(Outer) {}
      bool VisitVarDecl(VarDecl *V) {
        Declared.insert(V);
        return true;
      }
      bool VisitCXXThisExpr(CXXThisExpr *) {
        Outer.Result.RefersToMore = true;
        return true;
      }
      bool VisitDeclRefExpr(DeclRefExpr *D) {
        const auto *Part = dyn_cast<BindingDecl>(D->getDecl());
        const auto *V = dyn_cast_or_null<VarDecl>(Part ? Part->getDecomposedDecl() : D->getDecl());
        if (V && V->hasLocalStorage() && !Declared.contains(V)) {
          Outer.Result.RefersToMore = true;
          if (!llvm::is_contained(Outer.Result.Referenced, V))
            Outer.Result.Referenced.push_back(V);
        }
        return true;
      }
    };
    Finder F(*this);
    if (const auto *L = dyn_cast<LambdaExpr>(E)) {
      for (const ParmVarDecl *P : L->getCallOperator()->parameters())
        F.Declared.insert(P);
    }
    F.TraverseStmt(const_cast<Expr *>(E));
  }

  const llvm::SmallPtrSetImpl<const VarDecl *> &ForkVariables;
  llvm::SmallPtrSet<const VarDecl *, 4> Changed; ///< By the call itself: `f(x, x + 1)` with `int &`. The task refers to them.
  const ASTContext &Context;
  const SourceText &Source;
  const Expr *Call = nullptr;
};
} // namespace

CaptureAnalysis xfork::analyseCaptures(const Expr *Call, const llvm::SmallPtrSetImpl<const VarDecl *> &ForkVariables,
                                       const ASTContext &Context, const SourceText &Source) {
  Analyser A(ForkVariables, Context, Source);
  A.call(Call);
  // A copy of a variable serves every other mention of it too.
  llvm::erase_if(A.Result.Referenced, [&](const VarDecl *V) { return A.Result.Copied.contains(V); });
  return std::move(A.Result);
}

bool xfork::isCopyable(QualType T) {
  if (T->isReferenceType() || T->isArrayType() || T->isDependentType())
    return false;
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R)
    return true;
  if (!R->hasSimpleCopyConstructor() && !R->hasUserDeclaredCopyConstructor() && !R->hasNonTrivialCopyConstructor())
    return false;
  return llvm::none_of(R->ctors(), [](const CXXConstructorDecl *C) { return C->isCopyConstructor() && C->isDeleted(); });
}

/// The variable, or the parts of a structured binding that the call names.
static llvm::SmallVector<const ValueDecl *, 4> namesOf(const VarDecl *V, const Expr *Call) {
  const auto *Bindings = dyn_cast<DecompositionDecl>(V);
  if (!Bindings)
    return {V};
  llvm::SmallVector<const ValueDecl *, 4> Result;
  for (const BindingDecl *Part : Bindings->bindings())
    if (isOdrUsed(Part, Call))
      Result.push_back(Part);
  return Result;
}

bool xfork::copyInstead(const VarDecl *V, const Expr *Call, CaptureAnalysis &Analysis, const ASTContext &Context) {
  llvm::SmallVector<const ValueDecl *, 4> Names = namesOf(V, Call);
  if (V->getType()->isReferenceType() || !llvm::all_of(Names, [](const ValueDecl *D) { return isCopyable(D->getType()); }))
    return false;
  for (const Access &A : collectAccesses(Context, Call).List)
    if (A.Place.Kind == Place::Variable && A.Place.Root == V && A.mayWrite())
      return false;
  for (const ValueDecl *D : Names)
    if (isOdrUsed(D, Call))
      Analysis.Captures.push_back({CaptureFact::Copy, D->getNameAsString(), {}, false, {}});
  Analysis.Copied.insert(V);
  llvm::erase(Analysis.Referenced, V);
  return true;
}
