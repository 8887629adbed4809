// clang++ -fplugin=libxfork-plugin.so app.cpp: compiles the rewritten source in the same run of the compiler.
//
//   1. A scan of the text says whether the file can have annotations at all. If not, this was all.
//   2. A nested run over the same file gives the engine's messages and the rewritten texts.
//   3. The outer compiler, which has not read a line yet, is given those texts in place of the files'. Names,
//   line
//      numbers and dependencies are those of the real files, because to the compiler they are the real files.
#include "../Installation.h"
#include "../LanguageStandard.h"
#include "../UnitScan.h"
#include "NestedRun.h"
#include "Transplant.h"
#include "diagnose/Diagnose.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang;
using namespace xfork;

namespace {

bool isOurs(const CompilerInstance &CI, const FrontendInputFile &Input) {
  const LangOptions &Language = CI.getLangOpts();
  return Input.getKind().getFormat() == InputKind::Source && Language.CPlusPlus && !Language.CUDA &&
         !Language.OpenCL && !Language.HLSL && !CI.hasCodeCompletionConsumer();
}

//===-- Step 3: give the outer compiler the new texts --===//

/// Debug information carries a checksum of each file, which would be that of the rewritten text. A file that
/// says its own name has none. (A line note is about the lines after its own: line 2 follows the first.)
void leaveOutChecksum(SourceManager &Sources, FileID File, StringRef Name) {
  SourceLocation Start = Sources.getLocForStartOfFile(File);
  Sources.AddLineNote(Start, 2, Sources.getLineTableFilenameID(Name), /*IsFileEntry=*/false,
                      /*IsFileExit=*/false, SrcMgr::C_User);
}

void substitute(CompilerInstance &CI, const RewrittenFile &File) {
  SourceManager &Sources = CI.getSourceManager();
  OptionalFileEntryRef Entry = File.IsMain ? Sources.getFileEntryRefForID(Sources.getMainFileID())
                                           : CI.getFileManager().getOptionalFileRef(File.Path);
  if (!Entry)
    return;
  SrcMgr::CharacteristicKind Kind =
      File.IsMain ? Sources.getFileCharacteristic(Sources.getLocForStartOfFile(Sources.getMainFileID()))
                  : SrcMgr::C_User;
  Sources.overrideFileContents(*Entry, llvm::MemoryBuffer::getMemBufferCopy(File.Text, Entry->getName()));
  if (File.IsMain) {
    Sources.setMainFileID(Sources.createFileID(*Entry, SourceLocation(), Kind));
    leaveOutChecksum(Sources, Sources.getMainFileID(), Entry->getName());
  }
}

/// Includes the runtime's header before the first line, in the buffer of predefined macros, so that no line
/// of the user's moves.
class IncludeRuntime : public ASTConsumer {
public:
  IncludeRuntime(CompilerInstance &CI, std::string Directory) : CI(CI), Directory(std::move(Directory)) {}

  /// Comes after a precompiled header was loaded, which replaces the predefined macros.
  void Initialize(ASTContext &) override {
    Preprocessor &PP = CI.getPreprocessor();
    if (OptionalDirectoryEntryRef Entry = CI.getFileManager().getOptionalDirectoryRef(Directory))
      PP.getHeaderSearchInfo().AddSearchPath(DirectoryLookup(*Entry, SrcMgr::C_System, /*isFramework=*/false),
                                             /*isAngled=*/true);
    PP.setPredefines(PP.getPredefines() + "\n#include <xfork/xfork.hpp>\n");
  }

private:
  CompilerInstance &CI;
  std::string Directory;
};

/// A run of the engine that failed without a word, in a file that compiles, would be a silently sequential
/// program.
class NoSilentFailure : public ASTConsumer {
public:
  explicit NoSilentFailure(CompilerInstance &CI) : CI(CI) {}

  void HandleTranslationUnit(ASTContext &) override {
    if (!CI.getDiagnostics().hasErrorOccurred())
      Diagnoser(CI.getDiagnostics()).report(Diag::InternalError, {}, {"the annotations were not applied"});
  }

private:
  CompilerInstance &CI;
};

//===-- The plugin --===//

class Plugin : public PluginASTAction {
public:
  /// `File` is the source, even where it comes preprocessed.
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, StringRef File) override {
    // Clang sets no current input for the action of a plugin.
    const FrontendInputFile &Input = CI.getFrontendOpts().Inputs.front();
    if (NestedRun::isGoingOn() || !isOurs(CI, Input) ||
        !mayAnnotate(CI, Input.isFile() ? Input.getFile() : File))
      return std::make_unique<ASTConsumer>();
    if (!Input.getKind().isPreprocessed())
      return rewrite(CI);
    warnOfPreprocessed(CI, File);
    return std::make_unique<ASTConsumer>();
  }

  /// -fplugin-arg-xfork-explain
  bool ParseArgs(const CompilerInstance &CI, const std::vector<std::string> &Arguments) override {
    for (const std::string &Argument : Arguments) {
      if (Argument != "explain") {
        Diagnoser(CI.getDiagnostics()).report(Diag::UnknownArgument, {}, {Argument});
        return false;
      }
      Options.Explain = true;
    }
    return true;
  }

  ActionType getActionType() override { return AddBeforeMainAction; }

private:
  /// The headers of the standard library are in the text already, without the guards that keep them from
  /// coming again with the runtime's header.
  static void warnOfPreprocessed(CompilerInstance &CI, StringRef File) {
    Diagnoser(CI.getDiagnostics()).report(Diag::Preprocessed, {}, {File});
  }

  std::unique_ptr<ASTConsumer> rewrite(CompilerInstance &CI) {
    static const char Here = 0;
    std::string Include = Installation::ofLibrary(&Here).Include;

    Options.SerialClones = true;
    auto Run = std::make_unique<NestedRun>(CI, Options, Include);
    while (takeExpanded(Options, Run->result().Expanded))
      Run = std::make_unique<NestedRun>(CI, Options, Include);
    bool MayCompile = !Run->result().Failed && !Run->result().Files.empty() && !rejectOldStandard(CI);
    if (MayCompile)
      for (const RewrittenFile &File : Run->result().Files)
        substitute(CI, File);

    Transplant Messages(CI);
    for (const StoredDiagnostic &Message : Run->messages())
      Messages.report(Message);
    if (Run->result().Failed) {
      // The engine has said more about a misspelt annotation than Clang will.
      CI.getDiagnostics().setSeverityForGroup(diag::Flavor::WarningOrError, "unknown-attributes",
                                              diag::Severity::Ignored);
      return std::make_unique<NoSilentFailure>(CI);
    }
    if (MayCompile)
      return std::make_unique<IncludeRuntime>(CI, Include);
    return std::make_unique<ASTConsumer>();
  }

  PipelineOptions Options;
};

FrontendPluginRegistry::Add<Plugin> Registration("xfork", "compiles annotated code in parallel form");

} // namespace
