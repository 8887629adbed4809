#include "rewrite/RewriteCall.h"

using namespace xfork;

namespace {
std::string maker(const CallPlan &Plan) {
  if (Plan.Facts.InProcess)
    return " = ::xfork::process_task(";
  if (Plan.Facts.IsIoBound)
    return " = ::xfork::io_task(";
  return Plan.IsShared ? " = ::xfork::shared_task(" : " = " + Plan.Api + "stack_task(";
}

std::string inputs(const CallPlan &Plan) {
  std::string Text;
  for (const std::string &Input : Plan.Inputs)
    Text += ", " + Input;
  return Text;
}

/// ` = ::xfork::stack_task(` of a task of its own, `forks.fork(` of a scope's entry.
std::string opening(const CallPlan &Plan) {
  if (Plan.Facts.IsStackTask)
    return "auto " + Plan.Task + maker(Plan);
  return Plan.Task + (Plan.Facts.IsIoBound ? ".fork_io(" : ".fork(");
}

/// `, ::xfork::changing(a, b)`
std::string changed(const CallFacts &F) {
  std::string Text;
  for (const std::string &Name : F.Changed)
    Text += (Text.empty() ? ", ::xfork::changing(" : ", ") + Name;
  return Text.empty() ? "" : Text + ")";
}

/// What stands for the value of a call of a group.
std::string valueOf(const GroupedCallFact &Part, const std::string &Name, bool IsTask) {
  bool MayMove = Part.Value == GroupedCallFact::Object || Part.Value == GroupedCallFact::Dependent;
  if (IsTask)
    return (MayMove ? "std::move(" + Name + ")" : Name) + ".get()";
  if (Part.Value == GroupedCallFact::Dependent)
    return "static_cast<decltype(" + Name + ")>(" + Name + ")";
  return MayMove ? "std::move(" + Name + ")" : Name;
}

class CallRewriter {
public:
  explicit CallRewriter(Edits &Out) : Out(Out) {}

  void uses(const CallPlan &Plan) {
    const std::string &Name = Plan.Task;
    for (const UseFact &U : Plan.Facts.Uses)
      switch (U.How) {
      case UseFact::Value: Out.replaceExactly(U.Where, Name + ".get()"); break;
      case UseFact::Returned: Out.replaceExactly(U.Where, "std::move(" + Name + ").get()"); break;
      case UseFact::CopyCapture:
        U.Where.empty() ? Out.insert(U.Where, ", " + Name + " = " + Name + ".get()")
                        : Out.replaceExactly(U.Where, Name + " = " + Name + ".get()");
        break;
      case UseFact::RefCapture: Out.replaceExactly(U.Where, Name + " = " + Name + ".get()"); break;
      case UseFact::Decltype: Out.replaceExactly(U.Where, "typename decltype(" + Name + ")::value_type"); break;
      }
  }

  void bindings(const CallPlan &Plan) {
    if (!Plan.Facts.Bindings.empty() && !isBoundAtOnce(Plan.Facts))
      Out.insert(Plan.Facts.BindBefore, binding(Plan) + " ");
  }

  void call(const CallPlan &Plan) {
    const CallFacts &F = Plan.Facts;
    if (F.Form == CallForm::Statement || F.Form == CallForm::Group)
      return;
    if (F.LeftSerial)
      return inPlace(F);
    // What moves in front of the call is taken out of its place first.
    std::string Lambda = introducer(F.Captures, F.RefersToMore, F.ReturnType);
    std::string CommitText = F.Form == CallForm::Commit ? commit(Plan) : "";
    std::string Return = F.Form == CallForm::Effect ? "" : "return ";
    Span Head{F.Forked.File, F.Statement.Begin, F.Forked.Begin};
    switch (F.Form) {
    case CallForm::Declaration:
      Out.replace(Head, (F.IsConst ? "const auto " : "auto ") + Plan.Task + maker(Plan) + Lambda + "{ " + Return + F.Prefix);
      Out.replace({F.Forked.File, F.Forked.End, F.Statement.End}, "; }" + inputs(Plan) + changed(F) + ");" + (isBoundAtOnce(F) ? " " + binding(Plan) : ""));
      break;
    case CallForm::Effect:
      Out.replace(Head, opening(Plan) + Lambda + "{ " + Return);
      Out.replace({F.Forked.File, F.Forked.End, F.Statement.End}, "; }" + inputs(Plan) + changed(F) + ");");
      break;
    case CallForm::Statement:
    case CallForm::Group:
      break;
    case CallForm::Commit:
      Out.replace(Head, opening(Plan) + Lambda + "{ " + Return);
      Out.replace({F.Forked.File, F.Forked.End, F.Statement.End}, "; }, " + CommitText + changed(F) + ");");
      break;
    }
  }

  /// The calls, in front of what needs their values.
  void group(const CallPlan &Plan) {
    const CallFacts &F = Plan.Facts;
    std::string Text;
    for (size_t I = 0; I != F.Parts.size(); ++I) {
      const GroupedCallFact &Part = F.Parts[I];
      bool IsTask = I + 1 != F.Parts.size(), IsReference = Part.Value == GroupedCallFact::Lvalue, IsDependent = Part.Value == GroupedCallFact::Dependent;
      if (IsTask) {
        std::string Lambda = introducer(Part.Captures, Part.RefersToMore, IsReference || IsDependent ? "decltype(auto)" : "");
        Text += "auto " + Plan.Parts[I] + " = " + (Part.IsIoBound ? "::xfork::io_task(" : Plan.Api + "stack_task(") + Lambda + "{ return " + Out.take(Part.Forked) + "; }); ";
      } else
        Text += (IsReference ? "auto &" : IsDependent ? "auto &&" : "auto ") + Plan.Parts[I] + " = " + Out.take(Part.Forked) + "; ";
      Out.replace(Part.Forked, valueOf(Part, Plan.Parts[I], IsTask));
    }
    static const std::string Catch = " } catch (::xfork::any_exception &) { ::xfork::rethrow_first(); }";
    switch (F.Place) {
    case GroupPlace::Before:
      return Out.insert(F.Statement, Text);
    case GroupPlace::Braced:
      Out.insert(F.Statement, "{ " + Text);
      return Out.close(F.Statement, " }");
    case GroupPlace::Lambda:
      Out.insert(F.Forked, "[&] { " + Text + "return ");
      return Out.close(F.Forked, "; }()");
    case GroupPlace::LambdaWithTry:
      Out.insert(F.Forked, "[&] { try { " + Text + "return ");
      return Out.close(F.Forked, ";" + Catch + " }()");
    }
  }

private:
  /// The call where it stands, isolated.
  void inPlace(const CallFacts &F) {
    Out.replace(F.Forked, "::xfork::isolated([&] { return " + Out.take(F.Forked) + "; }" + changed(F) + ")");
  }

  static bool isBoundAtOnce(const CallFacts &F) { return !F.Bindings.empty() && F.BindBefore == Span(); }

  static std::string binding(const CallPlan &Plan) { return Plan.Facts.Bindings + " = " + Plan.Task + ".get();"; }

  /// `[&, n, text = make(i)]() mutable -> long `
  std::string introducer(const std::vector<CaptureFact> &Captures, bool RefersToMore, const std::string &ReturnType) {
    std::string Text = RefersToMore ? "&" : "";
    bool Moves = false;
    for (const CaptureFact &C : Captures) {
      Text += Text.empty() ? "" : ", ";
      switch (C.How) {
      case CaptureFact::Copy: Text += C.Name; break;
      case CaptureFact::Value: Text += C.Name + " = " + C.Type + Out.take(C.Argument); break;
      case CaptureFact::Reference: Text += "&" + C.Name + " = " + Out.take(C.Argument); break;
      }
      if (C.How != CaptureFact::Copy)
        Out.replace(C.Argument, C.Moves ? "std::move(" + C.Name + ")" : C.Name);
      Moves |= C.Moves;
    }
    Text = "[" + Text + "]";
    if (Moves || !ReturnType.empty())
      Text += "()";
    if (Moves)
      Text += " mutable";
    if (!ReturnType.empty())
      Text += " -> " + ReturnType;
    return Text + " ";
  }

  /// The statement again, with the result in place of the call.
  std::string commit(const CallPlan &Plan) {
    const CallFacts &F = Plan.Facts;
    std::string Value = F.DependentValue  ? "static_cast<decltype(" + Plan.Value + ")>(" + Plan.Value + ")"
                        : F.ForwardsValue ? "std::move(" + Plan.Value + ")"
                                          : Plan.Value;
    std::string Captures = "&";
    for (const CommitCopyFact &C : F.CommitCopies)
      Captures += ", " + C.Name + (C.IsForked ? " = " + C.Name + ".get()" : "");
    Span Before{F.Forked.File, F.Statement.Begin, F.Forked.Begin}, After{F.Forked.File, F.Forked.End, F.Statement.End};
    std::string Target = Out.take(Before);
    if (Target.back() == '=')
      Target += ' ';
    return "[" + Captures + "](auto &&" + Plan.Value + ") { " + Target + Value + Out.take(After) + " }";
  }

  Edits &Out;
};
} // namespace

static void writeTry(const TryFact &Try, Edits &Out) {
  static const std::string Catch = "} catch (::xfork::any_exception &) { ::xfork::rethrow_first(); }";
  switch (Try.How) {
  case TryFact::None:
    break;
  case TryFact::Function:
    Out.insert(Try.Body, "try ");
    Out.close(Try.Body, Catch.substr(1));
    break;
  case TryFact::Block: {
    Span Open{Try.Body.File, Try.Body.Begin + 1, Try.Body.Begin + 1}, Close{Try.Body.File, Try.Body.End - 1, Try.Body.End - 1};
    Out.insert(Open, " try {");
    Out.close(Close, Catch + " ");
    break;
  }
  case TryFact::Statement:
    Out.insert(Try.Body, "try { ");
    Out.close(Try.Body, " " + Catch);
    break;
  }
}

/// A whole statement becomes a task. Done before anything that goes inside of it.
static void wrap(const CallPlan &Plan, Edits &Out, llvm::function_ref<void(Span)> Join) {
  Join(Plan.Facts.Statement);
  Out.insert(Plan.Facts.Statement, "auto " + Plan.Task + maker(Plan) + "[&] { ");
  Out.close(Plan.Facts.Statement, " }" + inputs(Plan) + changed(Plan.Facts) + ");");
}

void xfork::rewriteCalls(const CallPlans &Plans, Edits &Out) {
  CallRewriter Rewriter(Out);
  std::vector<Span> Joined;
  auto JoinBefore = [&](Span Statement) {
    for (const auto &[Where, Name] : Plans.Joins)
      if (Where.File == Statement.File && Where.Begin == Statement.Begin)
        Out.insert(Where, Name + ".join(); ");
    Joined.push_back(before(Statement));
  };
  for (const CallPlan &Plan : Plans.Calls)
    if (Plan.Facts.Form == CallForm::Statement)
      wrap(Plan, Out, JoinBefore);
  for (const CallPlan &Plan : Plans.Calls)
    Rewriter.uses(Plan);
  for (const TryFact &Try : Plans.Tries)
    writeTry(Try, Out);
  for (const ScopePlan &Scope : Plans.Scopes)
    Out.insert(Scope.Before, Scope.Type + " " + Scope.Name + "; ");
  for (const auto &[Where, Name] : Plans.Joins)
    if (!llvm::is_contained(Joined, before(Where)))
      Out.insert(Where, Name + ".join(); ");
  // Inner ones first: they may be part of outer ones.
  for (const CallPlan &Plan : llvm::reverse(Plans.Calls))
    if (Plan.Facts.Form == CallForm::Group)
      Rewriter.group(Plan);
  // A call that stays in its place may be part of one that does not.
  for (bool InPlace : {true, false})
    for (const CallPlan &Plan : Plans.Calls)
      if (Plan.Facts.LeftSerial == InPlace) {
        Rewriter.bindings(Plan);
        Rewriter.call(Plan);
      }
}
