#include "Fixes.h"
#include "clang/Tooling/ReplacementsYaml.h"
#include "llvm/Support/YAMLTraits.h"

using namespace llvm;
using namespace xfork;

/// Each file stands once, whatever the number of units, so that no edit can be made twice.
std::string xfork::fixesAsYaml(const Project &Merged) {
  clang::tooling::TranslationUnitReplacements Fixes;
  if (!Merged.Sources.empty())
    Fixes.MainSourceFile = Merged.Sources.front().Real;
  for (const RewrittenProjectFile &File : Merged.Rewritten)
    for (const FileEdit &E : File.Edits)
      Fixes.Replacements.emplace_back(File.File.Real, E.Begin, E.End - E.Begin, E.Text);
  std::string Text;
  raw_string_ostream Stream(Text);
  yaml::Output Output(Stream);
  Output << Fixes;
  return Text;
}
