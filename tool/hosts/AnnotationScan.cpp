#include "AnnotationScan.h"
#include <cctype>

using namespace xfork;

namespace {

constexpr std::string_view Blank = " \t\r\v\f";

bool isWordCharacter(char C) { return std::isalnum(static_cast<unsigned char>(C)) || C == '_'; }

std::string_view trimmed(std::string_view Text) {
  size_t First = Text.find_first_not_of(Blank);
  return First == std::string_view::npos ? std::string_view() : Text.substr(First);
}

bool consume(std::string_view &Text, std::string_view Word) {
  if (!Text.starts_with(Word))
    return false;
  Text = trimmed(Text.substr(Word.size()));
  return true;
}

/// `using` before the scope: `[[using fork: parallel]]`.
bool endsInUsing(std::string_view Before) {
  size_t Last = Before.find_last_not_of(" \t\r\v\f\n");
  return Last != std::string_view::npos && Before.substr(0, Last + 1).ends_with("using");
}

/// `[[xfork::parallel]]` is an error, which the engine must get to see; `xfork::` elsewhere is the runtime's namespace.
bool isMisspeltScope(std::string_view Before) { return Before.ends_with("[[x"); }

struct Include {
  std::string Name;
  bool Angled = false;
  bool Computed = false; ///< Named by a macro.
};

/// The directive on this line, the `#` already taken off.
std::optional<Include> parseInclude(std::string_view Line) {
  Line = trimmed(Line);
  if (!consume(Line, "include_next") && !consume(Line, "include") && !consume(Line, "import"))
    return std::nullopt;
  if (Line.empty() || (Line[0] != '"' && Line[0] != '<'))
    return Include{"", false, true};
  bool Angled = Line[0] == '<';
  size_t End = Line.find(Angled ? '>' : '"', 1);
  if (End == std::string_view::npos)
    return Include{"", false, true};
  return Include{std::string(Line.substr(1, End - 1)), Angled, false};
}

} // namespace

bool AnnotationScan::mentionsAnnotation(std::string_view Text) {
  constexpr std::string_view Scope = "fork";
  for (size_t At = Text.find(Scope); At != std::string_view::npos; At = Text.find(Scope, At + 1)) {
    if (At > 0 && isWordCharacter(Text[At - 1]) && !isMisspeltScope(Text.substr(0, At)))
      continue;
    size_t Next = Text.find_first_not_of(" \t\r\v\f\n\\", At + Scope.size());
    if (Next == std::string_view::npos || Text[Next] != ':')
      continue;
    if (Text.substr(Next).starts_with("::") || endsInUsing(Text.substr(0, At)))
      return true;
  }
  return false;
}

bool AnnotationScan::mayAnnotate(const std::string &Path) {
  if (!Seen.insert(Path).second)
    return false;
  std::optional<std::string> Text = Read(Path);
  return Text && (mentionsAnnotation(*Text) || includesAnnotation(Path, *Text));
}

bool AnnotationScan::mayAnnotate(const std::string &Path, std::string_view Text) {
  Seen.insert(Path);
  return mentionsAnnotation(Text) || includesAnnotation(Path, Text);
}

bool AnnotationScan::includesAnnotation(const std::string &Path, std::string_view Text) {
  while (!Text.empty()) {
    size_t End = Text.find('\n');
    std::string_view Line = trimmed(Text.substr(0, End));
    Text = End == std::string_view::npos ? std::string_view() : Text.substr(End + 1);
    if (!Line.starts_with('#'))
      continue;
    std::optional<Include> Directive = parseInclude(Line.substr(1));
    if (!Directive)
      continue;
    if (Directive->Computed)
      return true;
    std::optional<std::string> Header = Resolve(Path, Directive->Name, Directive->Angled);
    if (Header && mayAnnotate(*Header))
      return true;
  }
  return false;
}
