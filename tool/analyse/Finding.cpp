#include "analyse/Finding.h"

using namespace xfork;

bool xfork::report(const std::vector<Finding> &Findings, Diagnoser &Diags) {
  bool Accepted = true;
  for (const Finding &F : Findings) {
    Accepted &= !F.refuses();
    const clang::FixItHint *Fix = F.Fix ? &*F.Fix : nullptr;
    switch (F.Arguments.size()) {
    case 0: Diags.report(F.Id, F.Loc, {}, {}, Fix); break;
    case 1: Diags.report(F.Id, F.Loc, {F.Arguments[0]}, {}, Fix); break;
    default: Diags.report(F.Id, F.Loc, {F.Arguments[0], F.Arguments[1]}, {}, Fix); break;
    }
    for (const FindingNote &N : F.Notes)
      Diags.report(N.Id, N.Loc, {N.Text});
  }
  return Accepted;
}

std::string xfork::textOf(const Finding &F) {
  std::string Result = textOf(F.Id).str();
  for (unsigned I = 0; I != F.Arguments.size(); ++I)
    if (size_t At = Result.find("%" + std::to_string(I)); At != std::string::npos)
      Result.replace(At, 2, F.Arguments[I]);
  return Result;
}
