// Follows a loop's body symbolically: statement by statement, into visible callees, with what is known of variables.
// By files: statements and control flow, expressions, numbers, calls, the library, algorithms over ranges.
#pragma once

#include "prove/LoopIndex.h"
#include "prove/Modified.h"
#include "prove/Operand.h"
#include "prove/Trace.h"
#include "llvm/ADT/ArrayRef.h"

namespace xfork {

class Walker {
public:
  Walker(const Site &S, const clang::ASTContext &Context, Trace &Out);

  /// The annotated loop itself.
  void loop(const clang::Stmt *Loop);

private:
  /// How a statement ends: by going on to the next, never, or sometimes.
  enum class End { Falls, Leaves, Either };

  /// A callee that is being followed.
  struct Frame {
    const clang::FunctionDecl *Function = nullptr;
    Locations This;
    std::vector<Operand> Returned;
  };

  // --- Statements (WalkStatements.cpp)
  void surroundings();
  End statement(const clang::Stmt *S);
  End block(const clang::CompoundStmt *S);
  End branch(const clang::IfStmt *If);
  End guarded(const clang::Stmt *S, ConditionRef Holds, llvm::StringRef Text);
  void declare(const clang::VarDecl *V);
  void initialise(const clang::VarDecl *V);
  void own(const clang::VarDecl *V);
  void forLoop(const clang::ForStmt *For);
  void countedLoop(const clang::ForStmt *For, const LoopIndex &Index, Atom::AtomKind Kind);
  void rangeLoop(const clang::CXXForRangeStmt *For, Atom::AtomKind Kind);
  void chainLoop(const clang::ForStmt *For, const clang::VarDecl *V);
  void otherLoop(const clang::Stmt *Loop);
  void forget(const clang::Stmt *Code);
  Operand loadQuietly(const clang::ValueDecl *D);
  Number elementCount(const Location &Range, clang::QualType T);
  void returned(const clang::ReturnStmt *R);

  // --- Expressions (WalkExpressions.cpp)
  Locations locate(const clang::Expr *E);
  Number product(const Number &A, const Number &B);
  static Number distance(const Operand &From, const Operand &To);
  static Location whatItLeadsTo(const clang::ValueDecl *D);
  static Number stepped(clang::QualType Iterator, const Number &Distance);
  Operand value(const clang::Expr *E);
  Operand load(const Locations &From, const clang::Expr *At);
  Operand loadOne(const Location &L, const clang::Expr *At, clang::QualType T);
  Locations variable(const clang::ValueDecl *D, const clang::Expr *At);
  Locations subscript(const clang::ArraySubscriptExpr *E);
  Locations decayed(const Locations &Arrays, clang::QualType ArrayType) const;
  Operand cast(const clang::CastExpr *C);
  Operand unary(const clang::UnaryOperator *U);
  Operand binary(const clang::BinaryOperator *B);
  Operand compared(clang::BinaryOperatorKind Op, const clang::Expr *Left, const clang::Expr *Right);
  Operand arithmetic(clang::BinaryOperatorKind Op, const Operand &A, const Operand &B, clang::QualType T);
  Operand compare(clang::BinaryOperatorKind Op, const Operand &A, const Operand &B, bool IsUnsigned);
  Operand assignment(const clang::Expr *Target, Operand Assigned, const clang::Expr *At, bool AlsoReads);
  Operand aggregate(const clang::InitListExpr *List);
  Operand conditional(const clang::AbstractConditionalOperator *C);
  ConditionRef lessThan(const Polynomial &A, const Polynomial &B) const { return ordered(Condition::Less, A, B); }
  ConditionRef ordered(Condition::ConditionKind Kind, const Number &A, const Number &B) const;
  ConditionRef truth(const Operand &O) const;
  Number fitted(Number N, clang::QualType From, clang::QualType To);
  Operand parameter(const Location &L, const clang::Expr *At, clang::QualType T);
  const clang::Expr *origin(const clang::VarDecl *V) const;
  const Operand *partOf(const Location &Object, const clang::ValueDecl *Member) const;
  void overwritten(const Location &L);
  void record(const Locations &Where, bool Writes, const clang::Expr *At, llvm::StringRef Callee = "");
  std::string text(const clang::Expr *E) const;

  // --- Calls (WalkCalls.cpp)
  struct Result {
    Operand Value;
    Locations Place; ///< Where it returns a reference.
  };
  Result call(const clang::CallExpr *C);
  std::optional<Result> libraryCall(const clang::CallExpr *C);
  std::optional<Result> operatorOnLibrary(const clang::CXXOperatorCallExpr *C);
  std::optional<Result> iteratorOperator(const clang::CXXOperatorCallExpr *C);
  std::optional<Result> containerMember(const clang::CallExpr *C, const clang::Expr *Object, llvm::StringRef Name);
  std::optional<Result> numericCall(const clang::CallExpr *C, llvm::StringRef Name);
  Result unresolvedCall(const clang::CallExpr *C);
  std::optional<Result> wrappedFunction(const clang::CXXOperatorCallExpr *C);
  Result followLambda(const Operand &Lambda, llvm::ArrayRef<const clang::Expr *> Arguments, clang::SourceLocation At);
  Environment copiesOf(const clang::LambdaExpr *L);
  Environment useCopies(const clang::CXXRecordDecl *Lambda, const Environment &Copies);
  Result followPointer(const clang::CallExpr *C, const clang::FunctionDecl *F);
  void escapes(const Locations &Where);
  void forgetEscaped();
  Locations reachedFrom(const clang::CallExpr *C);

  // --- Algorithms over ranges (WalkRanges.cpp)
  std::optional<Result> algorithm(const clang::CallExpr *C);
  void range(const clang::Expr *First, const Number &Count, bool Writes);
  Number countBetween(const clang::Expr *First, const clang::Expr *Last);

  Result opaqueCall(const clang::CallExpr *C);
  bool canFollow(const clang::FunctionDecl *F) const;
  Result follow(const clang::CallExpr *C, const clang::FunctionDecl *F);
  Result followBody(const clang::FunctionDecl *Definition, Locations This, clang::SourceLocation At, const Environment &Copies = {});
  void bindParameter(const clang::ParmVarDecl *P, const clang::Expr *Argument);
  void handOver(const clang::Expr *Argument, clang::QualType Parameter, llvm::StringRef Callee);
  Operand construct(const clang::CXXConstructExpr *C);
  void followed(const clang::Expr *Argument);
  void guess(Locations Where, const clang::Expr *At, llvm::StringRef Callee);
  std::optional<Result> plainAssignment(const clang::CallExpr *C);
  void visitLambda(const clang::LambdaExpr *L, const Environment &Copies);
  Result elementOf(const Locations &Container, clang::QualType T, Number Subscript, const clang::Expr *At);

  const clang::ASTContext &Context;
  const Site &S;
  Trace &Out;
  Modifications FunctionChanges; ///< Of the function around the loop, and of those around that if it is a lambda.
  VariableSet &FunctionModifies = FunctionChanges.Any; ///< What the function around the loop changes anywhere.
  llvm::DenseSet<const clang::ValueDecl *> Locals;
  Environment Known;
  VariableSet Escaped; ///< Of the iteration, and a pointer or reference to it has been stored: any call may change them.
  DomainRef When;
  std::vector<Frame> Frames;
  clang::SourceLocation OutermostCall;
  /// What is taken to be the same throughout the loop; checked against all writes at the end.
  struct Assumption {
    AtomId Value;
    Location Where;
    bool IsSize = false; ///< How many elements there are, not what they are.
  };
  std::vector<Assumption> Assumed;
  bool Quiet = false;   ///< Only the value counts: what is computed before the loop.
  unsigned Budget = 20'000; ///< Expressions and statements; a body beyond it is not followed to the end.

  friend Trace traceLoop(const Site &, const clang::ASTContext &);
};

} // namespace xfork
