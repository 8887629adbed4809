#include "analyse/DescribeFacts.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace xfork;

namespace {

/// Indented lines; text of the source is shown on one, in quotes.
class Lines {
public:
  Lines(const SourceText &Source, std::string Head) : Source(Source), Text(std::move(Head)) {}

  void add(const llvm::Twine &Line) { Text += ("\n  " + Line).str(); }
  void add(llvm::StringRef What, Span S) { add(What + " " + quoted(S)); }
  void add(llvm::StringRef What, const std::optional<Span> &S) {
    if (S)
      add(What, *S);
  }
  void add(const Finding &F) {
    PresumedLoc Where = Source.sources().getPresumedLoc(F.Loc);
    add((F.refuses() ? "refused: " : "finding: ") + (Where.isValid() ? llvm::Twine(Where.getLine()) + ": " : llvm::Twine("")) + textOf(F));
  }

  std::string quoted(Span S) const {
    std::string Result = "'";
    for (char C : Source.text(S))
      if (bool Space = C == ' ' || C == '\n' || C == '\t'; !Space || Result.back() != ' ')
        Result += Space ? ' ' : C;
    return Result + "'";
  }
  std::string take() { return std::move(Text); }

private:
  const SourceText &Source;
  std::string Text;
};

const char *nameOf(CallForm Form) {
  switch (Form) {
  case CallForm::Declaration: return "declaration";
  case CallForm::Effect: return "for its effect";
  case CallForm::Statement: return "whole statement";
  case CallForm::Commit: return "result put in place";
  case CallForm::Group: return "several in one expression";
  }
  return "";
}

} // namespace

std::string xfork::describe(const LoopFacts &Facts, const SourceText &Source) {
  const LoopShape &S = Facts.Shape;
  Lines Out(Source, S.IsRange ? "loop over a range" : S.IsWhile ? "loop over what comes in" : "loop over an index, " + S.IndexRange);
  bool IsUnderstood = S.Body.End != 0;
  if (IsUnderstood && S.IsRange)
    Out.add("range", S.Range);
  else if (IsUnderstood && S.IsWhile)
    Out.add("condition", S.Condition);
  else if (IsUnderstood) {
    Out.add("first", S.First);
    Out.add("last", S.Last);
    Out.add("step", S.Step);
  }
  if (!S.Parameter.empty())
    Out.add("each '" + S.Parameter + "'");
  for (const OptionFact &O : Facts.Options)
    for (const PartFact &P : O.Parts)
      Out.add(O.Name + " '" + P.Variable + "', mentioned " + llvm::Twine(P.Mentions.size()) + (P.Mentions.size() == 1 ? " time" : " times"));
  for (const JumpFact &J : Facts.Exits.Jumps)
    Out.add("left by", J.Where);
  if (Facts.Grain)
    Out.add("grain " + *Facts.Grain);
  if (Facts.IsIoBound)
    Out.add("mostly waits");
  for (const Finding &F : Facts.Findings)
    Out.add(F);
  for (const Finding &F : Facts.Assumptions)
    Out.add(F);
  return Out.take();
}

std::string xfork::describe(const CallFacts &Facts, const SourceText &Source) {
  bool IsUnderstood = Facts.Forked.End != 0;
  Lines Out(Source, IsUnderstood ? "call, " + std::string(nameOf(Facts.Form)) : "call");
  if (IsUnderstood)
    Out.add("forked", Facts.Forked);
  if (!Facts.Variable.empty())
    Out.add("variable '" + Facts.Variable + "', used " + llvm::Twine(Facts.Uses.size()) + (Facts.Uses.size() == 1 ? " time" : " times"));
  for (const CaptureFact &C : Facts.Captures)
    if (C.How == CaptureFact::Copy)
      Out.add("copies '" + C.Name + "'");
    else
      Out.add(C.How == CaptureFact::Value ? "takes the value of" : "refers to", C.Argument);
  for (const std::string &Name : Facts.Changed)
    Out.add("brings back '" + Name + "'");
  for (Span Join : Facts.Joins)
    Out.add("joined before", Join);
  for (const Remark &R : Facts.Remarks)
    Out.add("waited for: " + R.Why);
  for (const GroupedCallFact &C : Facts.Parts)
    Out.add(&C == &Facts.Parts.back() ? "just called" : "forked", C.Forked);
  if (!Facts.WhySerial.empty())
    Out.add("just called: " + Facts.WhySerial);
  if (Facts.OverlapsNothing)
    Out.add("overlaps nothing");
  if (Facts.IsIoBound)
    Out.add("mostly waits");
  for (const Finding &F : Facts.Findings)
    Out.add(F);
  return Out.take();
}
