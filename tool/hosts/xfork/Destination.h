// Where the rewritten files go: nowhere, the standard output, their own places, a file, a directory, or a tree for a
// compiler; and where only their changes go: a diff on the standard output, or a file of replacements.
#pragma once

#include "Project.h"

namespace xfork {

enum class DestinationKind { Nowhere, StandardOutput, InPlace, File, Directory, ShadowTree, Diff, Fixes };

struct Destination {
  DestinationKind Kind = DestinationKind::StandardOutput;
  std::string Path; ///< Of those that are a file or directory.
};

/// Writes all of it or, but for the standard output, nothing.
llvm::Error writeProject(const Project &, const std::vector<Unit> &, const Destination &);

} // namespace xfork
