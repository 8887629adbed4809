// What the body of a `fork::ordered` loop prints: every mention of a stream, so that each iteration can be given its own.
//
//   std::cout << std::hex << a[i];   printf("%d\n", i);   fputs(s, out);   print(std::cout, x);
//
// What a stream is told about formatting must be the same in every iteration: then those that run first can begin as if
// earlier ones had run.
#pragma once

#include "analyse/Access.h"
#include "analyse/LoopHeader.h"
#include "clang/AST/ParentMap.h"
#include "llvm/ADT/StringSet.h"

namespace xfork {

class LoopOutput {
public:
  LoopOutput(const LoopHeader &Header, const Accesses &All, const clang::ASTContext &Context, const SourceText &Source, LoopFacts &Facts);

  /// Adds an option for all streams; findings for what cannot be put in order.
  void order();
  /// Whether nothing else needs to be said about the access.
  bool covers(const Access &A) const;

  /// A std::ostream, or a class made from one.
  static bool isStream(clang::QualType T);
  /// FILE *
  static bool isFile(clang::QualType T);

private:
  struct Stream {
    PartFact Part;
    std::vector<std::string> Manipulators;
    const clang::Expr *First; ///< The first mention.
  };

  void mention(const clang::Expr *Object);
  void print(const clang::CallExpr *Call, llvm::StringRef Name);
  void passFile(const clang::CallExpr *Call);
  std::string follow(const clang::Expr *Object, Stream &S);
  std::string operand(const clang::Expr *Inserted, const clang::Expr *Chain, Stream &S);
  std::string manipulate(const clang::Expr *Manipulator, Stream &S);
  std::string member(const clang::MemberExpr *Member);
  std::string argument(const clang::CallExpr *Call, const clang::Expr *Object, const clang::FunctionDecl *F);
  std::string callee(const clang::FunctionDecl *F, llvm::SmallPtrSetImpl<const clang::FunctionDecl *> &Seen);
  const clang::Expr *parent(const clang::Expr *E) const;
  bool happensAlways(const clang::Expr *E) const;
  bool isConstant(const clang::Expr *E) const;
  Stream &stream(const clang::Expr *Object, llvm::StringRef Key);
  void refuse(const clang::Expr *Where, std::string What, std::string Why);

  const LoopHeader &Header;
  const Accesses &All;
  const clang::ASTContext &Context;
  const SourceText &Source;
  LoopFacts &Facts;
  PlaceFinder Finder;
  clang::ParentMap Parents;
  bool IsOrdered = false; ///< What is printed is kept in order.
  std::vector<std::pair<std::string, Stream>> Streams; ///< By their places.
};

} // namespace xfork
