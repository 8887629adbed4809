// Whether values of a type can be sent to another process; what <xfork/process/serialise.hpp> can do, decided
// beforehand so that the field that cannot is named. For classes that need help and stand in a file of the project,
// the help:
//
//   class Particle { std::string name; double mass; };
//   class Particle { std::string name; double mass; private: friend ::xfork::access;
//     template <class XforkVisit> void xfork_fields(XforkVisit &&xfork_visit) { xfork_visit(name, mass); } };
//     (on one line)
//
// A class without a default constructor is given one that reads its bases and fields in their order:
//
//   Point(::xfork::from_process, ::xfork::reader &xfork_in) : x(::xfork::read<decltype(x)>(xfork_in)), … {}
#pragma once

#include "source/Span.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Type.h"
#include <optional>
#include <string>
#include <vector>

namespace xfork {

class SourceText;

/// What a class is given to be able to travel.
struct SerialiserFact {
  const void *Class;
  Span Before; ///< Its closing brace.
  std::string Text;
};

/// Why not: "its field 'log.mutex', of type 'std::mutex', is …". Nothing if they can, or if the type is not
/// known yet; what they need for that is added to `Needed`.
std::optional<std::string> whyNotTravel(clang::QualType T, const clang::ASTContext &Context,
                                        const SourceText &Source, std::vector<SerialiserFact> &Needed);

} // namespace xfork
