#include "Summary.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <set>

using namespace clang;
using namespace llvm;
using namespace xfork;

namespace {

/// A site of a header is one site, whatever the number of units; it is refused if one of them refuses it.
json::Array sitesOf(ArrayRef<Unit> Units) {
  std::map<std::tuple<std::string, unsigned, unsigned>, SiteReport> Sites;
  for (const Unit &Done : Units)
    for (const SiteReport &Site : Done.Sites) {
      auto [Entry, IsNew] = Sites.insert({{Site.Path, Site.Line, Site.Column}, Site});
      if (!IsNew)
        Entry->second.IsAccepted &= Site.IsAccepted;
    }
  json::Array Result;
  for (const auto &[Place, Site] : Sites)
    Result.push_back(json::Object{{"file", Site.Path},
                                  {"line", Site.Line},
                                  {"column", Site.Column},
                                  {"kind", Site.IsLoop ? "loop" : "call"},
                                  {"accepted", Site.IsAccepted}});
  return Result;
}

json::Object countsOf(ArrayRef<Message> Messages) {
  int64_t Errors = 0, Warnings = 0, Remarks = 0;
  for (const Message &M : Messages)
    ++(M.Level >= DiagnosticsEngine::Error ? Errors : M.Level == DiagnosticsEngine::Warning ? Warnings : Remarks);
  return json::Object{{"errors", Errors}, {"warnings", Warnings}, {"remarks", Remarks}};
}

} // namespace

std::string xfork::summaryReport(const Project &Merged, ArrayRef<Unit> Units, ArrayRef<Message> Messages, int ExitCode) {
  json::Array Rewritten, Failed, HeldBack;
  for (const RewrittenProjectFile &File : Merged.Rewritten)
    Rewritten.push_back(json::Object{{"file", File.File.Opened}, {"edits", static_cast<int64_t>(File.Edits.size())}});
  for (const std::string &Name : Merged.FailedSources)
    Failed.push_back(Name);
  for (const std::string &Name : Merged.HeldBack)
    HeldBack.push_back(Name);
  json::Value Document = json::Object{{"version", 1},
                                      {"exit_code", ExitCode},
                                      {"units", static_cast<int64_t>(Units.size())},
                                      {"messages", countsOf(Messages)},
                                      {"sites", sitesOf(Units)},
                                      {"rewritten", std::move(Rewritten)},
                                      {"failed", std::move(Failed)},
                                      {"held_back", std::move(HeldBack)}};
  return formatv("{0:2}\n", Document).str();
}
