// Repeats messages of one compiler instance in another, so that they look, count and are verified as its own.
#pragma once

#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/CompilerInstance.h"
#include <map>

namespace xfork {

class Transplant {
public:
  explicit Transplant(clang::CompilerInstance &Outer) : Outer(Outer) {}

  void report(const clang::StoredDiagnostic &Message);

private:
  void emit(const clang::StoredDiagnostic &Message, clang::DiagnosticsEngine::Level, llvm::StringRef Text);
  clang::FileID fileOf(clang::FileID Inner, const clang::SourceManager &);
  clang::FileID copyOf(clang::FileID Inner, const clang::SourceManager &);
  clang::FileID fileForVerification(clang::FileID Inner, const clang::SourceManager &);
  clang::SourceLocation place(clang::SourceLocation Inner, const clang::SourceManager &);
  clang::CharSourceRange place(clang::CharSourceRange Inner, const clang::SourceManager &);

  clang::CompilerInstance &Outer;
  std::map<clang::FileID, clang::FileID> Files;
  bool IsSilenced = false; ///< The notes of a warning go with it.
};

} // namespace xfork
