// Which code the program has in memory.
#pragma once

namespace xfork::detail {

/// Counts the objects (program, libraries) that have been loaded. While it is the same, every function that can be
/// called is where it was.
unsigned long long loaded_code() noexcept;

} // namespace xfork::detail
