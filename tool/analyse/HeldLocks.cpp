#include "analyse/HeldLocks.h"
#include "analyse/Place.h"
#include "find/Site.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace xfork;

static const llvm::StringSet<> LockClasses = {"lock_guard", "unique_lock", "scoped_lock", "shared_lock"};
static const llvm::StringSet<> LockMembers = {"lock", "lock_shared", "acquire"};
static const llvm::StringSet<> LockFunctions = {"pthread_mutex_lock", "pthread_rwlock_rdlock", "pthread_rwlock_wrlock", "pthread_spin_lock",
                                                "mtx_lock", "sem_wait"};

static bool isLockClass(QualType T) {
  const NamedDecl *Class = T->getAsCXXRecordDecl();
  if (const auto *Specialisation = T->getAs<TemplateSpecializationType>(); !Class && Specialisation)
    Class = Specialisation->getTemplateName().getAsTemplateDecl();
  if (const auto *Deduced = T->getAs<DeducedTemplateSpecializationType>(); !Class && Deduced)
    Class = Deduced->getTemplateName().getAsTemplateDecl();
  return Class && isStd(Class) && Class->getDeclName().isIdentifier() && LockClasses.contains(Class->getName());
}

/// By this statement or expression alone, not by what it calls.
static bool takesLock(const Stmt *S) {
  if (const auto *D = dyn_cast<DeclStmt>(S))
    return llvm::any_of(D->decls(), [](const Decl *Each) { return isa<VarDecl>(Each) && isLockClass(cast<VarDecl>(Each)->getType()); });
  const auto *Call = dyn_cast<CallExpr>(S);
  if (!Call)
    return false;
  if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(Call->getCallee()->IgnoreParens()))
    return M->getMember().isIdentifier() && LockMembers.contains(M->getMember().getAsIdentifierInfo()->getName());
  const FunctionDecl *F = Call->getDirectCallee();
  if (!F || !F->getIdentifier())
    return false;
  return (isa<CXXMethodDecl>(F) && LockMembers.contains(F->getName())) || LockFunctions.contains(F->getName()) || isStd(F, "lock");
}

/// Whether one is taken on the way, by what is called or in a place that cannot be seen.
static bool mayTakeLock(const Stmt *Code, llvm::SmallPtrSetImpl<const FunctionDecl *> &Visited) {
  if (!Code)
    return false;
  if (takesLock(Code))
    return true;
  const FunctionDecl *F = nullptr, *Definition = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(Code)) {
    F = Call->getDirectCallee();
    const auto *Op = dyn_cast<CXXOperatorCallExpr>(Call);
    if (!F && !(Op && Op->getOperator() != OO_Call))
      return true; // a pointer, or a member of something in a template
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Code)) {
    F = Construct->getConstructor();
  }
  if (F && !isStd(F) && !F->getBuiltinID() && !F->isImplicit() && !F->isDefaulted() && Visited.insert(F->getCanonicalDecl()).second) {
    if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern(); Pattern && !F->hasBody(Definition))
      F = Pattern;
    if (!F->hasBody(Definition) || mayTakeLock(Definition->getBody(), Visited))
      return true;
  }
  return llvm::any_of(Code->children(), [&](const Stmt *Child) { return mayTakeLock(Child, Visited); });
}

bool xfork::mayTakeLock(const Stmt *Code) {
  llvm::SmallPtrSet<const FunctionDecl *, 8> Visited;
  return ::mayTakeLock(Code, Visited);
}

static bool takesLockSomewhere(const Stmt *S) {
  return S && !isa<LambdaExpr>(S) && (takesLock(S) || llvm::any_of(S->children(), takesLockSomewhere));
}

static bool holds(const Stmt *Outer, const Stmt *Inner) {
  return Outer && (Outer == Inner || llvm::any_of(Outer->children(), [&](const Stmt *Child) { return holds(Child, Inner); }));
}

/// In the blocks of `S` that stand in `Code`, or around it.
bool xfork::holdsLockWhile(const Stmt *Code, const Stmt *S, llvm::function_ref<bool(const Stmt *)> Needed) {
  if (!S || !takesLockSomewhere(S))
    return false;
  if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    bool Held = false;
    for (const Stmt *Child : Block->body()) {
      if (Held && Needed(Child))
        return true;
      bool IsConcerned = holds(Child, Code) || holds(Code, Child);
      Held |= IsConcerned && !isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt, CXXTryStmt>(Child) &&
              takesLockSomewhere(Child);
    }
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return holdsLockWhile(Code, Child, Needed); });
}

static bool isRecursiveMutex(QualType T) {
  const auto *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  return R && isStd(R) && R->getIdentifier() && (R->getName() == "recursive_mutex" || R->getName() == "recursive_timed_mutex");
}

/// `std::lock_guard<std::recursive_mutex>`, `std::scoped_lock<std::mutex, std::recursive_mutex>`.
static bool locksRecursively(QualType Lock) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Lock->getAsCXXRecordDecl());
  if (!Class || !isLockClass(Lock))
    return false;
  for (const TemplateArgument &A : Class->getTemplateArgs().asArray())
    for (const TemplateArgument &Each : A.getKind() == TemplateArgument::Pack ? A.pack_elements() : llvm::ArrayRef(A))
      if (Each.getKind() == TemplateArgument::Type && isRecursiveMutex(Each.getAsType()))
        return true;
  return false;
}

/// What a statement leaves a recursive mutex as: locked, unlocked, or untouched.
static std::optional<bool> leavesLocked(const Stmt *S) {
  if (const auto *D = dyn_cast<DeclStmt>(S))
    for (const Decl *Each : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(Each); V && locksRecursively(V->getType()))
        return true;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(withoutLabels(S)); Call && Call->getMethodDecl() && Call->getMethodDecl()->getIdentifier()) {
    const QualType Object = Call->getImplicitObjectArgument()->IgnoreImplicit()->getType();
    const llvm::StringRef Name = Call->getMethodDecl()->getName();
    if ((isRecursiveMutex(Object) || locksRecursively(Object)) && (Name == "lock" || Name == "unlock"))
      return Name == "lock";
  }
  return std::nullopt;
}

bool xfork::isUnderRecursiveLock(llvm::ArrayRef<const Stmt *> Ancestors, const Stmt *Code) {
  bool Held = false;
  for (const Stmt *Outer : Ancestors)
    if (const auto *Block = dyn_cast<CompoundStmt>(Outer))
      for (const Stmt *Child : Block->body()) {
        if (holds(Child, Code))
          break;
        Held = leavesLocked(Child).value_or(Held);
      }
  return Held;
}
