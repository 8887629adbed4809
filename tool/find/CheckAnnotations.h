// Decides whether an annotation stands where it means something, with arguments that do, and says so if not.
#pragma once

#include "diagnose/Diagnose.h"
#include "find/Site.h"
#include <set>

namespace clang {
class ASTContext;
}

namespace xfork {

class AnnotationChecker {
public:
  /// `MacrosMayAnnotate`: the text goes to a compiler at once, so that a macro of the project that expands to an
  /// annotation may be changed for all its uses.
  AnnotationChecker(clang::ASTContext &Context, const SourceText &Source, Diagnoser &Diags, bool MacrosMayAnnotate)
      : Context(Context), Source(Source), Diags(Diags), MacrosMayAnnotate(MacrosMayAnnotate) {}

  /// What the text of a file holds; each must be seen in the AST in the end.
  void addWritten(llvm::ArrayRef<WrittenAttribute> Attributes);

  /// The kind of site an annotated statement is, nothing (reported) if it is none.
  std::optional<SiteKind> checkStatement(const Annotations &Attributes, const clang::Stmt *S);
  bool hasAnnotations() const { return !Written.empty(); }
  /// Whether an annotated declaration is a site.
  bool checkDeclaration(const Annotations &Attributes, const clang::DeclStmt *S);
  void checkFunction(const clang::FunctionDecl *F);
  void checkVariable(const clang::VarDecl *V);
  void checkElsewhere(const clang::Decl *D);
  /// Reports the misspelt ones, and those that Clang attached to nothing.
  void reportUnseen();

private:
  bool mayBeRewritten(const clang::AnnotateAttr *A);
  bool checkCombination(const Annotations &Attributes, bool OnLoop);
  bool checkArguments(const clang::AnnotateAttr *A);
  bool notSupported(const clang::AnnotateAttr *A, llvm::StringRef What = {});
  void misplaced(const clang::AnnotateAttr *A);
  void see(const Annotations &Attributes);

  clang::ASTContext &Context;
  const SourceText &Source;
  Diagnoser &Diags;
  bool MacrosMayAnnotate;
  std::vector<WrittenAttribute> Written;
  std::set<Span> Seen; ///< Name spans.
};

} // namespace xfork
