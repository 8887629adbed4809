#include "rewrite/RewriteLoop.h"

using namespace xfork;

/// Everything between the range and the body.
static std::string options(const LoopPlan &Plan) {
  std::string Text = ", ";
  if (!Plan.Shape.Returned.empty())
    Text += "::xfork::returning([&](" + Plan.Shape.Parameter + ") -> auto & { return " + Plan.Shape.Returned + "; }), ";
  for (const ReductionPlan &R : Plan.Reductions)
    Text += "::xfork::reduction_" + name(R.Op).str() + "(" + R.Variable + "), ";
  if (Plan.Grain)
    Text += "::xfork::grain(" + *Plan.Grain + "), ";
  Text += "[&](" + (Plan.Item.empty() ? Plan.Shape.Parameter : "auto &&" + Plan.Item);
  for (const ReductionPlan &R : Plan.Reductions)
    Text += ", auto &" + R.Part;
  return Text + ") ";
}

static void rewriteIndexHead(const LoopPlan &Plan, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  Span Last = S.Last;
  Out.replace({S.Whole.File, S.Whole.Begin, S.First.Begin}, std::string(Plan.Shape.InProcess ? "::xfork::process_for_loop" : "::xfork::for_loop") + "(::xfork::" + S.IndexRange + "(");
  Out.replace(between(S.First, S.Last), ", ");
  if (S.Step) {
    Out.replace(between(S.Last, *S.Step), S.StepsDown ? ", -(" : ", ");
    Last = *S.Step;
  }
  std::string Close = (!S.StepsDown ? ")" : S.Step ? "))" : ", -1)") + options(Plan);
  Out.replace(between(Last, S.Body), Close);
}

static void rewriteRangeHead(const LoopPlan &Plan, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  Out.replace({S.Whole.File, S.Whole.Begin, S.Range.Begin}, Plan.Shape.InProcess ? "::xfork::process_for_each(" : "::xfork::for_each(");
  Out.replace(between(S.Range, S.Body), options(Plan));
}

static void rewriteBody(const LoopPlan &Plan, Edits &Out) {
  const LoopShape &S = Plan.Shape;
  std::string Unpack = Plan.Item.empty() ? "" : " " + S.Binding + " = " + Plan.Item + ";";
  if (S.HasHiddenContinue) {
    // `continue` keeps its meaning in a loop that runs once.
    Out.insert(S.Body, "{" + Unpack + " do ");
    Out.close(S.Body, " while (false); });");
  } else if (S.BodyIsBlock) {
    if (!Unpack.empty())
      Out.insert({S.Body.File, S.Body.Begin + 1, S.Body.Begin + 1}, Unpack);
    Out.close(S.Body, ");");
  } else {
    Out.insert(S.Body, "{" + Unpack + " ");
    Out.close(S.Body, " });");
  }
  for (Span Continue : S.Continues)
    if (!S.HasHiddenContinue)
      Out.replaceExactly(Continue, "return");
  for (const ReductionPlan &R : Plan.Reductions)
    for (Span Mention : R.Mentions)
      Out.replaceExactly(Mention, R.Part);
}

void xfork::rewriteLoop(const LoopPlan &Plan, Edits &Out) {
  Plan.Shape.IsRange ? rewriteRangeHead(Plan, Out) : rewriteIndexHead(Plan, Out);
  rewriteBody(Plan, Out);
}
