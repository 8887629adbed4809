#include "xfork/loop/variables.hpp"

#include <cstring>

void xfork::detail::copy_bytes(void *to, void *from, std::size_t size) noexcept { std::memcpy(to, from, size); }
