#include "prove/StandardLibrary.h"
#include "analyse/Place.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace xfork;

static bool holdsBool(const CXXRecordDecl *R) {
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R);
  return S && S->getTemplateArgs().size() > 0 && S->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         S->getTemplateArgs()[0].getAsType()->isBooleanType();
}

ContainerKind xfork::containerKind(QualType T) {
  if (T.isNull())
    return ContainerKind::None;
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!R || !R->getIdentifier() || !isStd(R))
    return ContainerKind::None;
  if (R->getName() == "vector" && holdsBool(R))
    return ContainerKind::Bits;
  return llvm::StringSwitch<ContainerKind>(R->getName())
      .Cases({"vector", "array", "deque", "basic_string", "valarray", "list", "forward_list", "initializer_list"}, ContainerKind::Sequence)
      .Case("bitset", ContainerKind::Bits)
      .Cases({"map", "set", "multimap", "multiset", "unordered_map", "unordered_set", "unordered_multimap", "unordered_multiset"},
             ContainerKind::Keyed)
      .Cases({"span", "basic_string_view", "shared_ptr", "weak_ptr", "reference_wrapper"}, ContainerKind::View)
      .Cases({"unique_ptr", "optional"}, ContainerKind::Owner)
      .Default(ContainerKind::None);
}

bool xfork::isBitReference(QualType T) {
  const CXXRecordDecl *R = T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
  return R && R->getIdentifier() && isStd(R) && (R->getName() == "_Bit_reference" || R->getName() == "__bit_reference");
}

bool xfork::isIteratorClass(QualType T) {
  if (T.isNull())
    return false;
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition() || !R->getIdentifier())
    return false;
  StringRef Name = R->getName();
  return Name == "__normal_iterator" || Name == "__wrap_iter" || (isStd(R) && Name.contains_insensitive("iterator"));
}

bool xfork::isReverseIterator(QualType T) {
  const CXXRecordDecl *R = T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
  return R && R->getIdentifier() && isStd(R) && R->getName() == "reverse_iterator";
}

bool xfork::isSelfContainedType(QualType T) {
  T = T.getNonReferenceType();
  if (T->isArithmeticType() || T->isEnumeralType())
    return true;
  ContainerKind Kind = containerKind(T);
  if (Kind == ContainerKind::Bits)
    return true;
  const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!R || Kind != ContainerKind::Sequence)
    return false;
  return R->getTemplateArgs().size() > 0 && R->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         isSelfContainedType(R->getTemplateArgs()[0].getAsType());
}

bool xfork::onlyReads(const FunctionDecl *F) {
  if (!F)
    return false;
  if (F->hasAttr<ConstAttr>() || F->hasAttr<PureAttr>())
    return true;
  static const llvm::StringSet<> Names = {
      "abs", "labs", "fabs", "sqrt", "cbrt", "pow", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos",
      "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "floor", "ceil", "round", "lround", "llround", "trunc",
      "rint", "nearbyint", "fmod", "remainder", "fmin", "fmax", "fma", "hypot", "copysign", "isnan", "isinf", "isfinite",
      "sqrtf", "powf", "expf", "logf", "sinf", "cosf", "fabsf", "floorf", "ceilf", "strlen", "strcmp", "strncmp", "memcmp",
      "strchr", "strstr", "atoi", "atof", "printf", "puts", "putchar", "isalpha", "isdigit", "isspace", "isupper", "islower",
      "toupper", "tolower", "min", "max", "clamp", "accumulate", "reduce", "inner_product", "transform_reduce", "find",
      "find_if", "find_if_not", "count", "count_if", "min_element", "max_element", "minmax_element", "any_of", "all_of",
      "none_of", "equal", "mismatch", "search", "distance", "lower_bound", "upper_bound", "equal_range", "binary_search",
      "is_sorted", "lexicographical_compare", "size", "ssize", "empty", "make_pair", "make_tuple", "make_unique", "make_shared",
      "to_string", "stoi", "stol", "stod", "adjacent_find", "includes", "next", "prev", "gcd", "lcm", "popcount", "midpoint"};
  bool IsC = F->isExternC() || F->getBuiltinID() != 0;
  return (isStd(F) || IsC) && !isa<CXXMethodDecl>(F) && F->getIdentifier() && Names.contains(F->getName());
}

bool xfork::isAllocation(const FunctionDecl *F) {
  static const llvm::StringSet<> Names = {"malloc", "calloc", "aligned_alloc", "strdup", "make_unique", "make_shared"};
  return F && F->getIdentifier() && (F->isExternC() || isStd(F)) && Names.contains(F->getName());
}
