// A FILE that hands on to its owner what is printed to it, as soon as it is printed.
#pragma once

#include <cstddef>
#include <cstdio>

namespace xfork::detail {

/// To be closed with std::fclose(). `write` must not throw. Throws std::bad_alloc.
std::FILE *open_cookie_file(void *owner, void (*write)(void *owner, const char *bytes, std::size_t size) noexcept);

} // namespace xfork::detail
