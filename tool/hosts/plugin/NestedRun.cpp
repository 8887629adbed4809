#include "NestedRun.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Frontend/MultiplexConsumer.h"

using namespace clang;
using namespace xfork;

namespace {
thread_local bool GoingOn = false;
} // namespace

/// Keeps what the engine says. That is whatever comes after the parse, and before it whatever Clang does not
/// know.
class NestedRun::Recorder : public DiagnosticConsumer {
public:
  bool IsParsed = false;
  std::vector<StoredDiagnostic> Kept;

  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    if (Level != DiagnosticsEngine::Note)
      Wanted = IsParsed || Info.getID() >= diag::DIAG_UPPER_LIMIT;
    if (Wanted)
      Kept.emplace_back(Level, Info);
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
  }

private:
  bool Wanted = false;
};

namespace {

/// Tells when the parse is over.
class EndOfParse : public ASTConsumer {
public:
  explicit EndOfParse(bool &IsParsed) : IsParsed(IsParsed) {}
  void HandleTranslationUnit(ASTContext &) override { IsParsed = true; }

private:
  bool &IsParsed;
};

class NestedAction : public RewriteAction {
public:
  NestedAction(const PipelineOptions &Options, PipelineResult &Result, bool &IsParsed)
      : RewriteAction(Options, Result), IsParsed(IsParsed) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, StringRef File) override {
    std::vector<std::unique_ptr<ASTConsumer>> Consumers;
    Consumers.push_back(std::make_unique<EndOfParse>(IsParsed));
    Consumers.push_back(RewriteAction::CreateASTConsumer(CI, File));
    return std::make_unique<MultiplexConsumer>(std::move(Consumers));
  }

private:
  bool &IsParsed;
};

/// The outer compilation without its outputs, and with warnings as warnings: the outer one decides what they
/// count.
std::shared_ptr<CompilerInvocation> parseOnly(const CompilerInvocation &Outer,
                                              const std::string &IncludeDirectory) {
  auto Inner = std::make_shared<CompilerInvocation>(Outer);
  FrontendOptions &Frontend = Inner->getFrontendOpts();
  Frontend.ProgramAction = frontend::ParseSyntaxOnly;
  Frontend.OutputFile.clear();
  Frontend.StatsFile.clear();
  Frontend.ShowStats = false;
  Frontend.DisableFree = false;
  Inner->getDependencyOutputOpts() = DependencyOutputOptions();
  Inner->getHeaderSearchOpts().AddPath(IncludeDirectory, frontend::System, /*IsFramework=*/false,
                                       /*IgnoreSysRoot=*/true);

  DiagnosticOptions &Diagnostics = Inner->getDiagnosticOpts();
  Diagnostics.VerifyDiagnostics = false;
  Diagnostics.ShowCarets = false;
  Diagnostics.ErrorLimit = 0;
  Diagnostics.DiagnosticLogFile.clear();
  Diagnostics.DiagnosticSerializationFile.clear();
  llvm::erase_if(Diagnostics.Warnings, [](llvm::StringRef Flag) { return Flag.starts_with("error") && !Flag.starts_with("error=fork-"); });
  return Inner;
}

} // namespace

NestedRun::NestedRun(CompilerInstance &Outer, const PipelineOptions &Options,
                     const std::string &IncludeDirectory)
    : Messages(std::make_unique<Recorder>()),
      Inner(std::make_unique<CompilerInstance>(parseOnly(Outer.getInvocation(), IncludeDirectory),
                                               Outer.getPCHContainerOperations())) {
  Inner->setVirtualFileSystem(Outer.getVirtualFileSystemPtr());
  Inner->setFileManager(Outer.getFileManagerPtr());
  Inner->createDiagnostics(Messages.get(), /*ShouldOwnClient=*/false);

  GoingOn = true;
  NestedAction Action(Options, Result, Messages->IsParsed);
  if (!Inner->ExecuteAction(Action))
    Result.Failed = true;
  GoingOn = false;
}

NestedRun::~NestedRun() = default;

llvm::ArrayRef<StoredDiagnostic> NestedRun::messages() const { return Messages->Kept; }

bool NestedRun::isGoingOn() { return GoingOn; }
