#include "suggest/Certainty.h"
#include "analyse/Access.h"
#include "analyse/CalleeKnowledge.h"
#include "analyse/Reentrancy.h"
#include "analyse/TaskEffects.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Builtins.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace xfork;

namespace {

/// Classes of the library behind which there is more than their own memory.
bool reachesOutside(const CXXRecordDecl *R) {
  static const llvm::StringSet<> Names = {"function", "move_only_function", "packaged_task", "thread", "jthread", "future",
                                          "shared_future", "promise", "locale", "random_device", "filesystem", "path"};
  return R && R->getIdentifier() && (Names.contains(R->getName()) || R->getName().contains("stream") || R->getName().contains("file"));
}

bool isStreamOutput(const CallExpr *C) {
  CallKnowledge Callee = knowledgeOf(C);
  if (Callee.IsOutput || Callee.IsPrint)
    return true;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(C->getDirectCallee());
  return Method && isStd(Method) && Method->getParent()->getIdentifier() && Method->getParent()->getName().contains("ostream");
}

bool isStatelessInC(const FunctionDecl *F, const ASTContext &Context) {
  static const llvm::StringSet<> Names = {"memcpy", "memmove", "memset", "memcmp", "strlen", "strcmp", "strncmp", "abs", "labs",
                                          "llabs", "malloc", "calloc", "free"};
  if (!F->isExternC() || !F->getIdentifier())
    return false;
  unsigned Builtin = F->getBuiltinID();
  return Names.contains(F->getName()) ||
         (Builtin && (Context.BuiltinInfo.isConst(Builtin) || Context.BuiltinInfo.isPure(Builtin) ||
                      Context.BuiltinInfo.isConstWithoutErrnoAndExceptions(Builtin)));
}

class DoubtFinder : public RecursiveASTVisitor<DoubtFinder> {
public:
  explicit DoubtFinder(const ASTContext &Context) : Context(Context) {}

  void look(const Stmt *Code, bool IsCallee = false) {
    for (const Access &A : collectAccesses(Context, Code).List)
      if (A.mayWrite() && !A.IsOutput && !isOwn(A, IsCallee))
        Found.ChangesOthers = true;
    TraverseStmt(const_cast<Stmt *>(Code));
  }

  bool VisitCallExpr(CallExpr *C) {
    if (isStreamOutput(C))
      return Found.Prints = true;
    consider(C->getDirectCallee(), "a function that is only known at run time");
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *C) {
    if (!C->getConstructor()->isImplicit())
      consider(C->getConstructor(), {});
    return true;
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return Found.Throws = true; }
  bool VisitVarDecl(VarDecl *V) {
    if (V->isStaticLocal() && !V->getType().isConstQualified())
      Found.ChangesOthers = true;
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *D) {
    if (const auto *V = dyn_cast<VarDecl>(D->getDecl()); V && V->getType().isVolatileQualified())
      doubt("a volatile variable");
    return true;
  }
  bool VisitGCCAsmStmt(GCCAsmStmt *) { return doubt("assembler code"), true; }

  Doubts Found;

private:
  void doubt(llvm::StringRef What) {
    if (Found.Callee.empty())
      Found.Callee = What.str();
  }

  /// Its own variable, one that holds its own memory, or, in a callee, what the caller gave: judged there.
  static bool isOwn(const Access &A, bool IsCallee) {
    if (A.Place.Kind == Place::Temporary || (A.Place.Kind == Place::This && IsCallee))
      return true;
    const auto *V = A.Place.Kind == Place::Variable ? dyn_cast<VarDecl>(A.Place.Root) : nullptr;
    if (!V || !V->hasLocalStorage())
      return false;
    QualType T = V->getType();
    if (T->isReferenceType())
      return IsCallee && isa<ParmVarDecl>(V) && (isSelfContained(T.getNonReferenceType()) || isStream(T));
    return A.Place.Path.empty() || isSelfContained(T);
  }

  static bool isStream(QualType T) {
    const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
    return R && isStd(R) && R->getIdentifier() && R->getName().contains("ostream");
  }

  void consider(const FunctionDecl *F, llvm::StringRef IfUnknown) {
    if (!F)
      return doubt(IfUnknown);
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (replacementFor(F) || (Method && Method->isVirtual()))
      return doubt(("'" + F->getNameAsString() + "'"));
    if (isStd(F)) {
      bool IsSynchronised = Method && Method->getParent()->getIdentifier() &&
                            knownSafeType(Context.getCanonicalTagType(Method->getParent()));
      if (IsSynchronised || (Method && reachesOutside(Method->getParent())) || reachesOutsideByName(F))
        doubt("'std::" + F->getNameAsString() + "'");
      return;
    }
    const FunctionDecl *Definition = nullptr;
    if (!F->hasBody(Definition)) {
      bool IsHarmless = F->isDefaulted() || F->isTrivial() || isStatelessInC(F, Context) || F->hasAttr<ConstAttr>() || F->hasAttr<PureAttr>();
      return IsHarmless ? void() : doubt("'" + F->getNameAsString() + "', whose body is not visible");
    }
    if (Visited.insert(Definition).second)
      look(Definition->getBody(), /*IsCallee=*/true);
  }

  static bool reachesOutsideByName(const FunctionDecl *F) {
    static const llvm::StringSet<> Names = {"async", "getenv", "system", "exit", "abort", "quick_exit", "terminate", "time", "clock",
                                            "sleep_for", "sleep_until", "getline", "atomic_thread_fence", "call_once"};
    return F->getIdentifier() && Names.contains(F->getName());
  }

  const ASTContext &Context;
  llvm::SmallPtrSet<const FunctionDecl *, 8> Visited;
};

} // namespace

Doubts xfork::doubtsAbout(const Stmt *Code, const ASTContext &Context) {
  DoubtFinder Finder(Context);
  Finder.look(Code);
  return Finder.Found;
}

bool xfork::sumsRound(const Stmt *Body, const ASTContext &Context) {
  Accesses All = collectAccesses(Context, Body);
  return llvm::any_of(All.List, [&](const Access &A) {
    bool DependsOnOrder = A.Op == ReductionOp::Plus || A.Op == ReductionOp::Multiplies;
    bool IsOneVariable = A.Place.isWholeObject();
    QualType T = A.Where->getType().getNonReferenceType();
    return A.Kind == AccessKind::Update && DependsOnOrder && IsOneVariable && !All.isLocal(A.Place) && !T->isIntegralOrEnumerationType() &&
           !(T->getAsCXXRecordDecl() && T->getAsCXXRecordDecl()->getName() == "basic_string");
  });
}
