#include "rewrite/RewriteClone.h"

using namespace xfork;

namespace {
class CloneRewriter {
public:
  CloneRewriter(const ClonePlan &Plan, Edits &Out) : Plan(Plan), F(Plan.Facts), Out(Out) {}

  void run() {
    Out.insert(F.Definition, declarations() + Template + Inlined + inlineWord());
    Out.replaceExactly(F.NameSpan, Plan.Clone);
    for (const SelfCall &Call : F.Calls)
      Out.replaceExactly(Call.Callee, (Call.ThroughObject ? "template " : "") + Plan.Call + "<" + Plan.Mode + ">");
    // Made first, so that it comes behind the handler that may close the body, too.
    Out.close(F.Body, definitions());
  }

private:
  std::string inlineWord() const { return F.IsInline ? "" : "inline "; }
  /// The parts are nobody else's; a member or an inline function has no internal linkage to give them.
  std::string internal() const { return F.IsMember || F.IsInline || F.IsStatic ? "" : "static "; }
  std::string head(const std::string &Name) const { return F.HeadBefore + " " + Name + F.HeadAfter; }
  std::string serialHead() const { return OutOfLine + internal() + head(Plan.Serial); }
  std::string callHead() const { return Template + Inlined + inlineWord() + internal() + head(Plan.Call); }

  /// Members are known throughout their class.
  std::string declarations() const {
    if (F.IsMember)
      return "";
    return (F.NeedsDeclaration ? head(F.Name) + "; " : "") + serialHead() + "; " + callHead() + "; ";
  }

  std::string call(const std::string &Callee) const {
    std::string Text;
    for (const std::string &P : F.Parameters)
      Text += (Text.empty() ? "" : ", ") + ("static_cast<decltype(" + P + ") &&>(" + P + ")");
    return Callee + "(" + Text + ")";
  }

  std::string definitions() const {
    std::string Next = Plan.Clone + "<typename " + Plan.Mode + "::next>";
    std::string Deepest = Plan.Clone + "<::xfork::serial_mode<" + std::to_string(F.Levels) + ">>";
    return " " + callHead() + " { if constexpr (" + Plan.Mode + "::forks) return " + call(F.Name) + "; else if constexpr (" +
           Plan.Mode + "::inlines) return " + call(Next) + "; else return " + call(Plan.Serial) + "; } " + serialHead() +
           " { if (::xfork::must_fork()) [[unlikely]] return " + call(F.Name) + "; return " + call(Deepest) + "; } " +
           head(F.Name) + " { if (::xfork::may_go_serial()) return " + call(Plan.Serial) + "; return " +
           call(Plan.Clone + "<::xfork::parallel_mode>") + "; }";
  }

  const ClonePlan &Plan;
  const CloneFacts &F;
  Edits &Out;
  const std::string Template = "template <class " + Plan.Mode + "> ";
  const std::string Inlined = "__attribute__((always_inline)) ", OutOfLine = "__attribute__((noinline)) ";
};
} // namespace

void xfork::rewriteClone(const ClonePlan &Plan, Edits &Out) { CloneRewriter(Plan, Out).run(); }
