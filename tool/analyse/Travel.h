// Whether values of a type can be sent to another process; what <xfork/process/serialise.hpp> can do, decided
// beforehand so that the field that cannot is named.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Type.h"
#include <optional>
#include <string>

namespace xfork {

/// Why not: "its field 'log.mutex' is a std::mutex". Nothing if they can, or if the type is not known yet.
std::optional<std::string> whyNotTravel(clang::QualType T, const clang::ASTContext &Context);

} // namespace xfork
