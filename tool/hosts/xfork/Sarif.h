// What `--sarif` writes: the messages in the form that code-scanning services and editors read (SARIF 2.1.0).
#pragma once

#include "Message.h"
#include "llvm/ADT/ArrayRef.h"

namespace xfork {

/// `Root` is the directory that paths are given relative to, where they lie below it; `Pages` is where the messages' pages are.
std::string sarifReport(llvm::ArrayRef<Message> Messages, llvm::StringRef Root, llvm::StringRef Pages);

} // namespace xfork
