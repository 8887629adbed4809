#include "attributes/AttributeTable.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace xfork;

static constexpr StringLiteral OnWork = "on a loop, a call, a declaration initialised by a call, a compound statement or a function";
static constexpr StringLiteral OnFunction = "on a function";
static constexpr StringLiteral OnLoop = "beside 'fork::parallel' on a loop";
static constexpr StringLiteral OnLoopOrCall = "beside 'fork::parallel' on a loop or a call";

static constexpr AnnotationInfo Table[] = {
    {Annotation::Parallel, "parallel", false, false, false, OnWork},
    {Annotation::Thread, "thread", false, false, false, OnWork},
    {Annotation::Process, "process", false, false, false, OnWork},
    {Annotation::CpuBound, "cpu_bound", true, false, false, OnFunction},
    {Annotation::IoBound, "io_bound", true, false, false, OnFunction},
    {Annotation::Ordered, "ordered", false, true, false, OnLoop},
    {Annotation::Independent, "independent", false, true, false, OnLoopOrCall},
    {Annotation::Reduce, "reduce", false, true, true, OnLoop},
    {Annotation::Scratch, "scratch", false, true, true, OnLoop},
    {Annotation::Grain, "grain", false, true, true, OnLoop},
};

ArrayRef<AnnotationInfo> xfork::annotations() { return Table; }
const AnnotationInfo &xfork::info(Annotation Kind) { return Table[static_cast<unsigned>(Kind)]; }

std::optional<Annotation> xfork::annotationNamed(StringRef Name) {
  const auto *It = find_if(Table, [&](const AnnotationInfo &I) { return I.Name == Name; });
  return It == std::end(Table) ? std::nullopt : std::optional(It->Kind);
}

StringRef xfork::closestAnnotation(StringRef Misspelt) {
  StringRef Best;
  unsigned Distance = std::max<unsigned>(2, Misspelt.size() / 3) + 1;
  for (const AnnotationInfo &I : Table)
    if (unsigned D = Misspelt.edit_distance(I.Name, true, Distance); D < Distance) {
      Distance = D;
      Best = I.Name;
    }
  return Best;
}
