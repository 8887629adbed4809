#include "prove/Trace.h"
#include "prove/Walker.h"

using namespace clang;
using namespace xfork;

const FunctionDecl *xfork::outermostFunction(const FunctionDecl *F) {
  const FunctionDecl *Outermost = F;
  for (const DeclContext *D = F; D; D = D->getParent())
    if (const auto *Around = dyn_cast<FunctionDecl>(D))
      Outermost = Around;
  return Outermost;
}

Trace xfork::traceLoop(const Site &S, const ASTContext &Context) {
  Trace Result;
  Walker W(S, Context, Result);
  W.loop(S.Statement);
  // What was taken to stay the same, and is written after all, is no parameter.
  auto Changes = [](const MemoryAccess &A, const Walker::Assumption &Taken) {
    bool OnlyElement = A.Where.Path.size() > Taken.Where.Path.size() && !A.Where.IsDeep;
    return A.Writes && mayOverlap(A.Where, Taken.Where) && !(Taken.IsSize && OnlyElement);
  };
  for (const Walker::Assumption &Taken : W.Assumed)
    for (const MemoryAccess &A : Result.Accesses)
      if (Changes(A, Taken))
        Result.All[Taken.Value].Varies = true;
  return Result;
}
