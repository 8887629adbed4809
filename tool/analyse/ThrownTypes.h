// The exception types of a program, which arrive from other processes as what they are if the library knows them:
//
//   template struct xfork::exception_type<parse_error>;     (behind the last line of the unit that forks)
#pragma once

#include "analyse/Travel.h"

namespace xfork {

/// The types that code of the project throws, catches, or derives from std::exception, as the end of the unit may name
/// them, without those that cannot travel. What their classes need for that is added to `Needed`.
std::vector<std::string> travellingExceptions(const clang::ASTContext &Context, const SourceText &Source,
                                              std::vector<SerialiserFact> &Needed);

} // namespace xfork
