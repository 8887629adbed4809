// What `--summary` writes: what became of each file and each annotated place, for scripts (JSON).
#pragma once

#include "Message.h"
#include "Project.h"

namespace xfork {

std::string summaryReport(const Project &, llvm::ArrayRef<Unit> Units, llvm::ArrayRef<Message> Messages, int ExitCode);

} // namespace xfork
