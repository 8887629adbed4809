#include "analyse/CalleeKnowledge.h"
#include "analyse/Place.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace xfork;

static const llvm::StringSet<> ReadingAlgorithms = {
    "accumulate", "reduce", "inner_product", "transform_reduce", "find", "find_if", "find_if_not", "count", "count_if",
    "min_element", "max_element", "minmax_element", "any_of", "all_of", "none_of", "equal", "mismatch", "search",
    "distance", "lower_bound", "upper_bound", "equal_range", "binary_search", "is_sorted", "lexicographical_compare",
    "size", "ssize", "empty", "begin", "end", "cbegin", "cend", "data", "next", "prev", "as_const", "min", "max", "move",
    "forward", "adjacent_find", "includes", "hypot", "printf", "make_unique", "make_shared", "make_pair", "make_tuple", "tie", "get"};
static const llvm::StringSet<> Printers = {"printf", "vprintf", "puts", "putchar", "print", "println"};
static const llvm::StringSet<> SizeQueries = {"size", "length", "empty", "capacity", "max_size", "rows", "cols",
                                              "width", "height", "ssize", "begin", "end", "rbegin",
                                              "rend", "cbegin", "cend", "data"};
static const llvm::StringSet<> ElementAccessors = {"at", "front", "back", "begin", "end", "rbegin", "rend", "data", "find",
                                                   "lower_bound", "upper_bound", "equal_range", "get", "value", "c_str"};
static const llvm::StringSet<> IteratorAccessors = {"begin", "end", "rbegin", "rend", "data"};
static const llvm::StringSet<> Mutators = {"push_back", "emplace_back", "insert", "emplace", "append", "erase", "clear",
                                           "pop_back", "push_front", "pop_front", "push", "pop", "resize", "assign",
                                           "swap", "reset", "write", "add", "set"};
static const llvm::StringSet<> SafeTypes = {"atomic", "atomic_flag", "atomic_ref", "mutex", "shared_mutex",
                                            "recursive_mutex", "timed_mutex", "condition_variable", "counting_semaphore",
                                            "latch", "barrier", "once_flag"};

bool xfork::isIteratorAccessor(StringRef Name) { return IteratorAccessors.contains(Name); }
bool xfork::isMutatorName(StringRef Name) { return Mutators.contains(Name); }

bool xfork::knownSafeType(QualType T) {
  T = T.getNonReferenceType();
  if (T->isAtomicType())
    return true;
  for (const CXXRecordDecl *R = T->getAsCXXRecordDecl(); R; R = nullptr) {
    if (isStd(R) && R->getIdentifier() && (SafeTypes.contains(R->getName()) || R->getName() == "__atomic_base"))
      return true;
  }
  return false;
}

static std::string nameOf(const CallExpr *Call) {
  if (const NamedDecl *D = dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl()))
    return D->getNameAsString();
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    return M->getMember().getAsString();
  if (const auto *O = dyn_cast<OverloadExpr>(Callee))
    return O->getName().getAsString();
  return "a call";
}

static bool isStream(QualType T) {
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  return R && isStd(R) && R->getIdentifier() && R->getName().contains("stream");
}

CallKnowledge xfork::knowledgeOf(const CallExpr *Call) {
  CallKnowledge K;
  K.Name = nameOf(Call);
  const FunctionDecl *F = Call->getDirectCallee();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
  bool IsMember = Method || isa<CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(Call->getCallee()->IgnoreParens());
  bool IsStd = F && isStd(F);
  K.IsStdMember = Method && IsStd;
  K.AsksSize = SizeQueries.contains(K.Name) && Call->getNumArgs() == (IsMember ? 0 : 1) && (IsMember || IsStd);
  K.GivesElement = IsMember && ElementAccessors.contains(K.Name);
  K.OnlyReads = IsStd && !Method && ReadingAlgorithms.contains(K.Name);
  bool IsC = F && F->isExternC();
  K.IsPrint = (IsStd || IsC) && Printers.contains(K.Name);
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Call))
    K.IsOutput = Op->getOperator() == OO_LessLess && isStream(Op->getArg(0)->getType());
  return K;
}
