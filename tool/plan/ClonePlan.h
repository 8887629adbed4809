// Which functions get a serial clone, and what its parts are called. Plain data.
#pragma once

#include "analyse/SerialClone.h"
#include "plan/CallPlan.h"

namespace xfork {

struct ClonePlan {
  CloneFacts Facts;
  std::string Mode;   ///< The template parameter.
  std::string Clone;  ///< The body, a template on the mode.
  std::string Serial; ///< The serial instantiation, which polls.
  std::string Call;   ///< A call of the function from within its body, in some mode.
};

/// The tasks of a cloned function are made by its mode.
std::vector<ClonePlan> planClones(std::vector<CloneFacts> Facts, CallPlans &Calls, Names &Taken);
std::string describe(const ClonePlan &Plan);

} // namespace xfork
