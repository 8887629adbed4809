#include "rewrite/RewriteLoop.h"
#include "llvm/ADT/StringExtras.h"

using namespace xfork;

/// `Name` in place of the percent sign.
static std::string fill(std::string Text, const std::string &Name) { return Text.replace(Text.find('%'), 1, Name); }

/// Everything between the range and the body.
static std::string options(const LoopPlan &Plan, Edits &Out) {
  std::string Text = ", ", Parameters = Plan.Item.empty() ? Plan.Shape.Parameter : "auto &&" + Plan.Item;
  auto addParameter = [&](const std::string &P) { Parameters += (Parameters.empty() ? "" : ", ") + P; };
  for (Span Element : Plan.Shape.Returned)
    Text += "::xfork::returning([&](" + Plan.Shape.Parameter + ") -> auto & { return " + Out.copy(Element) + "; }), ";
  if (Plan.KeepsIndex)
    Text += "::xfork::index(" + Plan.Index->Variable + "), ";
  if (Plan.Shape.IsWhile && (Plan.Options.empty() || Plan.Options.front().Name != "copies"))
    Text += "::xfork::copies(), ";
  for (const OptionPlan &O : Plan.Options) {
    std::vector<std::string> Variables;
    for (const PartPlan &P : O.Parts) {
      Variables.push_back(P.Form.empty() ? P.Variable : fill(P.Form, P.Variable));
      addParameter("auto &" + P.Own);
    }
    Text += "::xfork::" + O.Name + "(" + llvm::join(Variables, ", ") + "), ";
  }
  if (Plan.Grain)
    Text += "::xfork::grain(" + *Plan.Grain + "), ";
  if (const ExitPlan &E = Plan.Exit; !E.Part.empty()) {
    Text += E.Returned.empty() ? "::xfork::exits(), " : "::xfork::returns<" + E.Returned + ">(), ";
    addParameter("auto &" + E.Part);
  }
  if (Plan.IsIoBound)
    Text += "::xfork::io_body(), ";
  return Text + "[&](" + Parameters + ") ";
}

/// Whether the loop becomes a block: for what its head declares, or lest its `if` takes the `else` of another.
static bool isBlock(const LoopPlan &Plan) {
  return Plan.Shape.Prologue || (!Plan.Exit.Behind.empty() && !Plan.Shape.StandsInBlock);
}

/// From the beginning of the loop to `To`, what has to stay of the head included.
static void open(const LoopPlan &Plan, Span To, const std::string &Call, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  std::string Text = Call;
  if (!Plan.Exit.Behind.empty())
    Text = (Plan.Exit.Result.empty() ? "if (" : "if (auto " + Plan.Exit.Result + " = ") + Call;
  if (!S.Prologue)
    return Out.replace({S.Whole.File, S.Whole.Begin, To.Begin}, (isBlock(Plan) ? "{ " : "") + Text);
  Out.replace({S.Whole.File, S.Whole.Begin, S.Prologue->Begin}, "{ ");
  Out.replace(between(*S.Prologue, To), " " + Text);
}

/// Everything behind the body.
static std::string ending(const LoopPlan &Plan) {
  std::string Text = ")";
  if (!Plan.Exit.Behind.empty())
    Text += ") " + Plan.Exit.Behind;
  return Text + (isBlock(Plan) ? "; }" : ";");
}

/// The jumps out of the loop tell it, and end the body.
static void rewriteJumps(const ExitPlan &Exit, Edits &Out) {
  for (const JumpFact &J : Exit.Jumps) {
    if (!J.Value) {
      Out.replace(J.Where, "return " + Exit.Part + (J.IsBreak ? ".stop()" : ".leave()"));
      continue;
    }
    Out.replace({J.Where.File, J.Where.Begin, J.Value->Begin}, "return " + Exit.Part + ".leave_with(" + (J.MovesValue ? "std::move(" : ""));
    Out.close(*J.Value, J.MovesValue ? "))" : ")");
  }
}

/// `for (Node *p = head; p; p = p->next)`
static void rewriteSteppedHead(const LoopPlan &Plan, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  open(Plan, *S.First, "::xfork::for_each(::xfork::" + S.IndexRange + "(", Out);
  Out.replace(between(*S.First, S.Condition), ", [&](auto &" + S.Name + ") -> bool { return ");
  Out.replace(between(S.Condition, *S.Step), "; }, [&](auto &" + S.Name + ") { ");
  Out.replace(between(*S.Step, S.Body), "; })" + options(Plan, Out));
}

static void rewriteIndexHead(const LoopPlan &Plan, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  if (S.IsStepped)
    return rewriteSteppedHead(Plan, Out);
  Span Last = S.Last;
  std::string Call = std::string(S.InProcess ? "::xfork::process_for_loop" : "::xfork::for_loop") + "(::xfork::" + S.IndexRange + "(";
  if (S.First) {
    open(Plan, *S.First, Call, Out);
    Out.replace(S.EndsAtZero ? Span{S.Last.File, S.First->End, S.Last.End} : between(*S.First, S.Last), S.EndsAtZero ? ", 0" : ", " + S.BoundOpen);
  } else {
    open(Plan, S.Last, Call + Plan.Index->Variable + ", " + S.BoundOpen, Out);
  }
  if (S.Step) {
    Out.replace(between(S.Last, *S.Step), S.BoundClose + (S.StepsDown ? ", -(" : ", "));
    Last = *S.Step;
  }
  std::string Close = (S.Step ? "" : S.BoundClose) + (!S.StepsDown ? ")" : S.Step ? "))" : ", -1)") + options(Plan, Out);
  Out.replace(between(Last, S.Body), Close);
}

static void rewriteRangeHead(const LoopPlan &Plan, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  open(Plan, S.Range, S.InProcess ? "::xfork::process_for_each(" : "::xfork::for_each(", Out);
  Out.replace(between(S.Range, S.Body), options(Plan, Out));
}

static void rewriteWhileHead(const LoopPlan &Plan, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  open(Plan, S.Condition, std::string("::xfork::while_loop([&] { return ") + (S.IsConverted ? "static_cast<bool>(" : ""), Out);
  Out.replace(between(S.Condition, S.Body), (S.IsConverted ? "); }" : "; }") + options(Plan, Out));
}

static void rewriteBody(const LoopPlan &Plan, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  std::string Unpack = Plan.Item.empty() ? "" : " " + S.Binding + " = " + Plan.Item + ";";
  std::string End = ending(Plan);
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
  rewriteJumps(Plan.Exit, Out);
}

void xfork::rewriteLoop(const LoopPlan &Plan, Edits &Out) {
  for (const PartPlan *P : Plan.parts()) {
    for (Span Mention : P->Mentions)
      Out.replaceExactly(Mention, P->Own);
    for (const Rewording &R : P->Rewordings)
      Out.replaceExactly(R.Where, R.Text.find('%') == std::string::npos ? R.Text : fill(R.Text, P->Own));
  }
  if (Plan.Shape.IsRange)
    rewriteRangeHead(Plan, Out);
  else if (Plan.Shape.IsWhile)
    rewriteWhileHead(Plan, Out);
  else
    rewriteIndexHead(Plan, Out);
  rewriteBody(Plan, Out);
}
