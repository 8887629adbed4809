#include "rewrite/RewriteLoop.h"
#include "llvm/ADT/StringExtras.h"

using namespace xfork;

/// `Name` in place of the percent sign.
static std::string fill(std::string Text, const std::string &Name) { return Text.replace(Text.find('%'), 1, Name); }

/// Everything between the range and the body.
static std::string options(const LoopPlan &Plan) {
  std::string Text = ", ", Parameters = Plan.Item.empty() ? Plan.Shape.Parameter : "auto &&" + Plan.Item;
  if (!Plan.Shape.Returned.empty())
    Text += "::xfork::returning([&](" + Plan.Shape.Parameter + ") -> auto & { return " + Plan.Shape.Returned + "; }), ";
  if (Plan.KeepsIndex)
    Text += "::xfork::index(" + Plan.Index->Variable + "), ";
  for (const OptionPlan &O : Plan.Options) {
    std::vector<std::string> Variables;
    for (const PartPlan &P : O.Parts) {
      Variables.push_back(P.Form.empty() ? P.Variable : fill(P.Form, P.Variable));
      Parameters += ", auto &" + P.Own;
    }
    Text += "::xfork::" + O.Name + "(" + llvm::join(Variables, ", ") + "), ";
  }
  if (Plan.Grain)
    Text += "::xfork::grain(" + *Plan.Grain + "), ";
  return Text + "[&](" + Parameters + ") ";
}

/// From the beginning of the loop to `To`, what has to stay of the head included.
static void open(const LoopShape &S, Span To, const std::string &Text, Edits &Out) {
  if (!S.Prologue)
    return Out.replace({S.Whole.File, S.Whole.Begin, To.Begin}, Text);
  Out.replace({S.Whole.File, S.Whole.Begin, S.Prologue->Begin}, "{ ");
  Out.replace(between(*S.Prologue, To), " " + Text);
}

static void rewriteIndexHead(const LoopPlan &Plan, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  Span Last = S.Last;
  std::string Call = std::string(S.InProcess ? "::xfork::process_for_loop" : "::xfork::for_loop") + "(::xfork::" + S.IndexRange + "(";
  if (S.First) {
    open(S, *S.First, Call, Out);
    Out.replace(between(*S.First, S.Last), ", ");
  } else {
    open(S, S.Last, Call + Plan.Index->Variable + ", ", Out);
  }
  if (S.Step) {
    Out.replace(between(S.Last, *S.Step), S.StepsDown ? ", -(" : ", ");
    Last = *S.Step;
  }
  std::string Close = (!S.StepsDown ? ")" : S.Step ? "))" : ", -1)") + options(Plan);
  Out.replace(between(Last, S.Body), Close);
}

static void rewriteRangeHead(const LoopPlan &Plan, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  open(S, S.Range, S.InProcess ? "::xfork::process_for_each(" : "::xfork::for_each(", Out);
  Out.replace(between(S.Range, S.Body), options(Plan));
}

static void rewriteBody(const LoopPlan &Plan, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  std::string Unpack = Plan.Item.empty() ? "" : " " + S.Binding + " = " + Plan.Item + ";";
  std::string End = S.Prologue ? "); }" : ");";
  if (S.HasHiddenContinue) {
    // `continue` keeps its meaning in a loop that runs once.
    Out.insert(S.Body, "{" + Unpack + " do ");
    Out.close(S.Body, " while (false); }" + End);
  } else if (S.BodyIsBlock) {
    if (!Unpack.empty())
      Out.insert({S.Body.File, S.Body.Begin + 1, S.Body.Begin + 1}, Unpack);
    Out.close(S.Body, End);
  } else {
    Out.insert(S.Body, "{" + Unpack + " ");
    Out.close(S.Body, " }" + End);
  }
  for (Span Continue : S.Continues)
    if (!S.HasHiddenContinue)
      Out.replaceExactly(Continue, "return");
  for (const PartPlan *P : Plan.parts()) {
    for (Span Mention : P->Mentions)
      Out.replaceExactly(Mention, P->Own);
    for (const Rewording &R : P->Rewordings)
      Out.replaceExactly(R.Where, R.Text.find('%') == std::string::npos ? R.Text : fill(R.Text, P->Own));
  }
}

void xfork::rewriteLoop(const LoopPlan &Plan, Edits &Out) {
  Plan.Shape.IsRange ? rewriteRangeHead(Plan, Out) : rewriteIndexHead(Plan, Out);
  rewriteBody(Plan, Out);
}
