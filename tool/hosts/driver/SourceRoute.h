// The way to a compiler that cannot load the plugin: rewrite first, then let it compile the rewritten copies.
#pragma once

#include "../Installation.h"
#include "CommandLine.h"

namespace xfork {

/// Compiles with `Prefix`, the compiler and the flags that are always given, what `Line` asks for; `Suffix`
/// follows it. Returns the exit code.
///
/// Sources without annotations are passed on untouched. Copies of the others lie in a temporary tree and say
/// the name of the original in a #line, so that messages, __FILE__, debug information and dependency files
/// are about that.
int compileRewritten(const CommandLine &Line, const Installation &Parts, const Words &Prefix,
                     const Words &Suffix);

} // namespace xfork
