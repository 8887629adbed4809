#include "base/settings.hpp"

#include "base/processors.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace xfork::detail {

unsigned workers_from_environment() noexcept {
  const unsigned standard = std::min(usable_processors(), max_workers);
  const char *text = std::getenv("XFORK_WORKERS");
  if (!text)
    return standard;
  char *end = nullptr;
  const long wanted = std::strtol(text, &end, 10);
  if (end != text && *end == '\0' && wanted >= 1 && wanted <= static_cast<long>(max_workers))
    return static_cast<unsigned>(wanted);
  std::fprintf(stderr, "xfork: XFORK_WORKERS=%s is not a number from 1 to %u; using %u\n", text, max_workers, standard);
  return standard;
}

bool serial_from_environment() noexcept {
  const char *text = std::getenv("XFORK_MODE");
  if (!text || std::strcmp(text, "parallel") == 0)
    return false;
  if (std::strcmp(text, "serial") == 0)
    return true;
  std::fprintf(stderr, "xfork: XFORK_MODE=%s is neither serial nor parallel; using parallel\n", text);
  return false;
}

} // namespace xfork::detail
