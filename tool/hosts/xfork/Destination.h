// Where the rewritten files go: the standard output, their own places, a file, a directory, or a tree for a
// compiler.
#pragma once

#include "Project.h"

namespace xfork {

enum class DestinationKind { StandardOutput, InPlace, File, Directory, ShadowTree };

struct Destination {
  DestinationKind Kind = DestinationKind::StandardOutput;
  std::string Path; ///< Of the last three.
};

/// Writes all of it or, but for the standard output, nothing.
llvm::Error writeProject(const Project &, const std::vector<Unit> &, const Destination &);

} // namespace xfork
