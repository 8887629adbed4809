#include "FromOpenMP.h"
#include "diagnose/Diagnose.h"
#include "analyse/Finding.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>

using namespace clang;
using namespace llvm;
using namespace xfork;

namespace {

constexpr const char *Independent = "fork::independent";

class Converter {
public:
  Converter(const tooling::CompilationDatabase &Commands, const std::string &Source, const UnitOptions &Options)
      : Commands(Commands), Source(Source), Options(Options) {}

  UnitRun run() {
    UnitOptions Reading = Options;
    Reading.OpenMP = UnitOptions::WithOpenMP;
    UnitRun Read = runUnits(Commands, Source, Reading);
    if (any_of(Read.Units, [](const Unit &Done) { return Done.Failed; }) || Read.Units.empty())
      return Read;
    Conversions = Read.Units.front().Conversions; // of one command; the others have the same text
    if (Conversions.empty() || !load())
      return Read;
    for (Conversion &C : Conversions)
      if (C.TouchesMemory && C.MayBeIndependent && !C.HasExclusion)
        C.Attributes.push_back(Independent);
    keepGroupsTogether();
    // Each round settles something, or is the last.
    while (tryOnce())
      keepGroupsTogether();
    for (Unit &Done : Read.Units)
      finish(Done);
    report(Read.Messages);
    return Read;
  }

private:
  bool load() {
    for (const Conversion &C : Conversions) {
      auto Buffer = MemoryBuffer::getFile(C.Path);
      if (!Buffer)
        return false;
      Texts[C.Path] = (*Buffer)->getBuffer().str();
    }
    return true;
  }

  void keepGroupsTogether() {
    for (const Conversion &C : Conversions)
      if (!C.WhyNot.empty())
        for (Conversion &Other : Conversions)
          if (Other.WhyNot.empty() && Other.Path == C.Path && Other.Group == C.Group)
            Other.WhyNot = "it belongs to the one in line " + std::to_string(C.Line);
  }

  /// The edits of what is converted, in order. Lines are kept, or those of pragmas taken out.
  std::vector<FileEdit> edits(const std::string &Path, bool KeepLines) const {
    const std::string &Text = Texts.at(Path);
    std::vector<FileEdit> Result;
    for (const Conversion &C : Conversions) {
      if (!C.WhyNot.empty() || C.Path != Path)
        continue;
      StringRef Old = StringRef(Text).slice(C.PragmaBegin, C.PragmaEnd);
      bool EndsLine = C.PragmaEnd < Text.size();
      if (KeepLines)
        Result.push_back({C.PragmaBegin, C.PragmaEnd, std::string(Old.count('\n'), '\n')});
      else
        Result.push_back({C.PragmaBegin, C.PragmaEnd + EndsLine, ""});
      for (const Replacement &R : C.Others)
        Result.push_back(KeepLines ? FileEdit{R.Begin, R.End, R.Text} : wholeLine(Text, R));
      if (!C.Attributes.empty())
        Result.push_back({C.AnnotateAt, C.AnnotateAt, "[[" + join(C.Attributes, ", ") + "]] "});
    }
    sort(Result, [](const FileEdit &A, const FileEdit &B) { return std::tie(A.Begin, A.End) < std::tie(B.Begin, B.End); });
    return Result;
  }

  /// A line that held nothing else goes.
  static FileEdit wholeLine(StringRef Text, const Replacement &R) {
    size_t Begin = Text.take_front(R.Begin).find_last_not_of(" \t");
    size_t End = Text.find_first_not_of(" \t", R.End);
    bool Alone = R.Text.empty() && Begin != StringRef::npos && Text[Begin] == '\n' && End != StringRef::npos && Text[End] == '\n';
    return Alone ? FileEdit{static_cast<unsigned>(Begin) + 1, static_cast<unsigned>(End) + 1, ""} : FileEdit{R.Begin, R.End, R.Text};
  }

  std::string applied(const std::string &Path, ArrayRef<FileEdit> Edits) const {
    std::string Result = Texts.at(Path);
    for (const FileEdit &E : reverse(Edits))
      Result.replace(E.Begin, E.End - E.Begin, E.Text);
    return Result;
  }

  /// Whether something was said that changes what is converted.
  bool tryOnce() {
    UnitOptions Trial = Options;
    Trial.Engine.Job = Job::Rewrite;
    Trial.Engine.Explain = Trial.WarningsAreErrors = false;
    Trial.OpenMP = UnitOptions::WithoutOpenMP;
    for (const auto &[Path, Text] : Texts)
      Trial.Texts[Path] = applied(Path, edits(Path, /*KeepLines=*/true));
    bool IsNew = false;
    for (const Message &M : runUnits(Commands, Source, Trial).Messages)
      if (Conversion *C = about(M))
        IsNew |= settle(*C, M);
    return IsNew;
  }

  /// The innermost converted directive whose code holds the place.
  Conversion *about(const Message &M) {
    Conversion *Best = nullptr;
    for (Conversion &C : Conversions)
      if (C.WhyNot.empty() && !C.Attributes.empty() && C.Opened == M.Path && C.FirstLine <= M.Line && M.Line <= C.LastLine)
        if (!Best || C.LastLine - C.FirstLine <= Best->LastLine - Best->FirstLine)
          Best = &C;
    return Best;
  }

  /// A loop or task of OpenMP is the programmer's word that iterations do not collide, unless they exclude each other.
  static bool settle(Conversion &C, const Message &M) {
    // A function whose body is not visible may have a critical section in it.
    static const char *const Doubts[] = {"fork-unproven-independence", "fork-unordered-output", "fork-no-overlap"};
    if (M.Level < DiagnosticsEngine::Warning)
      return false;
    bool IsDoubt = M.Level == DiagnosticsEngine::Warning && is_contained(Doubts, M.Name);
    if (IsDoubt && !C.HasExclusion && C.MayBeIndependent && !is_contained(C.Attributes, Independent))
      C.Attributes.push_back(Independent);
    else
      C.WhyNot = StringRef(M.Text).split("; if ").first.str(); // the advice is about annotations
    return true;
  }

  void finish(Unit &Done) const {
    Done.Rewritten.clear();
    for (const auto &[Path, Text] : Texts) {
      RewrittenProjectFile File;
      auto Known = find_if(Done.Read, [&, P = Path](const ProjectFile &Each) { return Each.Absolute == P; });
      if (Known == Done.Read.end())
        continue;
      File.File = *Known;
      File.IsMain = Known->Real == Done.Main.Real;
      File.Edits = edits(Path, /*KeepLines=*/false);
      File.Text = applied(Path, File.Edits);
      if (!File.Edits.empty())
        Done.Rewritten.push_back(std::move(File));
    }
  }

  void report(std::vector<Message> &Messages) const {
    for (const Conversion &C : Conversions) {
      if (!C.WhyNot.empty())
        say(Messages, C, DiagnosticsEngine::Warning, textOf(Finding{Diag::OpenMPStays, {}, {C.Directive, C.WhyNot}, {}}), "fork-openmp");
      else if (Options.Engine.Explain && !C.Attributes.empty())
        say(Messages, C, DiagnosticsEngine::Remark, "'" + C.Directive + "' becomes '[[" + join(C.Attributes, ", ") + "]]'" + dropped(C), "fork-explain");
    }
  }

  static std::string dropped(const Conversion &C) {
    return C.Dropped.empty() ? "" : "; the runtime decides in place of '" + join(C.Dropped, "', '") + "'";
  }

  static void say(std::vector<Message> &Messages, const Conversion &C, DiagnosticsEngine::Level Level, std::string Text, StringRef Name) {
    Message M;
    M.Level = Level;
    M.Name = Name.str();
    M.Text = std::move(Text);
    M.Path = C.Opened;
    M.Line = C.Line;
    M.Column = C.Column;
    M.Printed = (Twine(M.Path) + ":" + Twine(M.Line) + ":" + Twine(M.Column) + ": " + (Level == DiagnosticsEngine::Warning ? "warning: " : "remark: ") +
                 M.Text + " [" + Name + "]\n").str();
    Messages.push_back(std::move(M));
  }

  const tooling::CompilationDatabase &Commands;
  const std::string &Source;
  const UnitOptions &Options;
  std::vector<Conversion> Conversions;
  std::map<std::string, std::string> Texts; ///< By absolute name, as they are.
};

} // namespace

UnitRun xfork::convertFromOpenMP(const tooling::CompilationDatabase &Commands, const std::string &Source, const UnitOptions &Options) {
  return Converter(Commands, Source, Options).run();
}
