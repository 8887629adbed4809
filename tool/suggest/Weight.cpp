#include "suggest/Weight.h"
#include "analyse/LoopHeader.h"
#include "analyse/Place.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/MathExtras.h"

using namespace clang;
using namespace xfork;

static constexpr uint64_t UnknownTrips = 100;
/// Of a function whose body is not looked at.
static constexpr uint64_t OpaqueCall = 10;
/// Of a function of the standard library that walks a range: a short loop.
static constexpr uint64_t Algorithm = 300;

static bool isLoopStatement(const Stmt *S) { return isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S); }

static bool isOperation(const Stmt *S) {
  return isa<BinaryOperator, ArraySubscriptExpr, CallExpr, CXXNewExpr>(S) || (isa<UnaryOperator>(S) && cast<UnaryOperator>(S)->isIncrementDecrementOp());
}

/// `std::sort(first, last)` and its like.
static bool isAlgorithm(const FunctionDecl *F) {
  if (isa<CXXMethodDecl>(F) || F->getNumParams() < 2)
    return false;
  QualType First = F->getParamDecl(0)->getType(), Second = F->getParamDecl(1)->getType();
  return First.getCanonicalType() == Second.getCanonicalType() && (First->isPointerType() || First->isRecordType());
}

uint64_t Weight::of(const Stmt *Code) {
  if (!Code || isa<LambdaExpr>(Code))
    return 0;
  uint64_t Sum = isOperation(Code) ? 1 : 0;
  if (const auto *Call = dyn_cast<CallExpr>(Code))
    Sum += Call->getDirectCallee() ? ofCall(Call->getDirectCallee()) : OpaqueCall;
  for (const Stmt *Child : Code->children())
    Sum = llvm::SaturatingAdd(Sum, of(Child));
  return isLoopStatement(Code) ? llvm::SaturatingMultiply(Sum, trips(Code)) : Sum;
}

uint64_t Weight::trips(const Stmt *Loop) const {
  if (!isa<ForStmt, CXXForRangeStmt>(Loop))
    return UnknownTrips;
  std::vector<Finding> Ignored;
  std::optional<LoopHeader> Header = readHeader(Loop, Context, Source, Ignored);
  return Header && Header->TripCount ? *Header->TripCount : UnknownTrips;
}

uint64_t Weight::ofCall(const FunctionDecl *F) {
  if (isStd(F))
    return isAlgorithm(F) ? Algorithm : isa<CXXMethodDecl>(F) ? 1 : OpaqueCall;
  const FunctionDecl *Definition = nullptr;
  if (!F->hasBody(Definition))
    return OpaqueCall;
  if (auto It = Known.find(Definition); It != Known.end())
    return It->second;
  auto *It = llvm::find_if(Open, [&](const auto &Each) { return Each.first == Definition; });
  if (It != Open.end()) {
    ++It->second;
    return 1;
  }
  Open.push_back({Definition, 0});
  uint64_t Result = of(Definition->getBody());
  // One that calls itself twice walks a tree.
  if (Open.pop_back_val().second > 1)
    Result = std::max(Result, Heavy);
  return Known[Definition] = Result;
}
