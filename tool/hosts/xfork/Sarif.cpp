#include "Sarif.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace clang;
using namespace llvm;
using namespace xfork;

namespace {

constexpr llvm::StringLiteral ErrorsOfClang = "clang-diagnostic-error";

std::string ruleOf(const Message &M) { return M.Name.empty() ? ErrorsOfClang.str() : M.Name; }

StringRef levelOf(const Message &M) {
  if (M.Level >= DiagnosticsEngine::Error)
    return "error";
  return M.Level == DiagnosticsEngine::Warning ? "warning" : "note";
}

std::string asUri(StringRef Path) {
  constexpr llvm::StringLiteral Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
  std::string Uri;
  for (char C : Path)
    if (Plain.contains(C))
      Uri += C;
    else
      Uri += formatv("%{0:X-2}", static_cast<unsigned char>(C)).str();
  return Uri;
}

json::Object fileAt(StringRef Path, StringRef Root) {
  SmallString<256> Absolute(Path);
  if (sys::path::is_relative(Path)) {
    Absolute = Root;
    sys::path::append(Absolute, Path);
  }
  sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  StringRef Rest = Absolute;
  if (Rest.consume_front(Root) && Rest.consume_front("/"))
    return json::Object{{"uri", asUri(Rest)}, {"uriBaseId", "%SRCROOT%"}};
  return json::Object{{"uri", "file://" + asUri(Absolute)}};
}

json::Object locationOf(const Message &M, StringRef Root) {
  return json::Object{
      {"physicalLocation",
       json::Object{{"artifactLocation", fileAt(M.Path, Root)},
                        {"region", json::Object{{"startLine", M.Line}, {"startColumn", M.Column}}}}}};
}

json::Object resultOf(const Message &M, size_t RuleIndex, StringRef Root) {
  json::Object Result{{"ruleId", ruleOf(M)},
                      {"ruleIndex", static_cast<int64_t>(RuleIndex)},
                      {"level", levelOf(M)},
                      {"message", json::Object{{"text", M.Text}}}};
  if (!M.Path.empty())
    Result["locations"] = json::Array{locationOf(M, Root)};
  json::Array Related;
  for (const Message &Note : M.Notes)
    if (!Note.Path.empty()) {
      json::Object Location = locationOf(Note, Root);
      Location["message"] = json::Object{{"text", Note.Text}};
      Related.push_back(std::move(Location));
    }
  if (!Related.empty())
    Result["relatedLocations"] = std::move(Related);
  return Result;
}

/// Each of our messages has a page: on the site, if there is one, else beside the program.
json::Object ruleFor(const Message &M, StringRef Pages) {
  json::Object Rule{{"id", ruleOf(M)}};
  if (!M.Name.empty())
    Rule["helpUri"] = *XFORK_SITE ? XFORK_SITE "/diagnostics/" + M.Name + "/" : "file://" + asUri(Pages) + "/" + M.Name + ".md";
  return Rule;
}

} // namespace

std::string xfork::sarifReport(ArrayRef<Message> Messages, StringRef Root, StringRef Pages) {
  std::map<std::string, size_t> Indices;
  json::Array Rules, Results;
  for (const Message &M : Messages) {
    auto [Rule, IsNew] = Indices.insert({ruleOf(M), Indices.size()});
    if (IsNew)
      Rules.push_back(ruleFor(M, Pages));
    Results.push_back(resultOf(M, Rule->second, Root));
  }
  json::Object Driver{{"name", "xfork"}, {"version", XFORK_VERSION}, {"rules", std::move(Rules)}};
  json::Object Run{{"tool", json::Object{{"driver", std::move(Driver)}}},
                   {"columnKind", "unicodeCodePoints"},
                   {"originalUriBaseIds", json::Object{{"%SRCROOT%", json::Object{{"uri", "file://" + asUri(Root) + "/"}}}}},
                   {"results", std::move(Results)}};
  json::Value Document = json::Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                      {"version", "2.1.0"},
                                      {"runs", json::Array{std::move(Run)}}};
  return formatv("{0:2}\n", Document).str();
}
