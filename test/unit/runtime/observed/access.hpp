// Operations on atomics, for whoever runs threads as coroutines.
#pragma once

namespace xfork::observed {

enum class access { load, store, modify };

/// Before an operation on the word at `address`. Defined by the program.
void before(const void *address, access kind) noexcept;

} // namespace xfork::observed
