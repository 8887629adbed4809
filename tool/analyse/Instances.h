// A loop of a template, in each of the instances that the translation unit has.
#pragma once

#include "find/Site.h"
#include <vector>

namespace xfork {

/// The same statement where types and callees are known. Empty outside templates, and where nothing uses the template.
std::vector<Site> instancesOf(const Site &Pattern);

/// `[T = double]`, of the function that an instance stands in.
std::string argumentsOf(const Site &Instance, const clang::ASTContext &Context);

} // namespace xfork
