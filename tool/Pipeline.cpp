#include "Pipeline.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"

using namespace xfork;

std::unique_ptr<clang::ASTConsumer> RewriteAction::CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) {
  return std::make_unique<clang::ASTConsumer>();
}

void RewriteAction::EndSourceFileAction() {
  Result.Failed = getCompilerInstance().getDiagnostics().hasErrorOccurred();
}
