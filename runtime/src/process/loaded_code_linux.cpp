#include "process/loaded_code.hpp"

#include <cstddef>
#include <link.h>

namespace xfork::detail {

unsigned long long loaded_code() noexcept {
  unsigned long long loads = 0;
  ::dl_iterate_phdr(
      [](dl_phdr_info *first, std::size_t, void *result) {
        *static_cast<unsigned long long *>(result) = first->dlpi_adds;
        return 1;
      },
      &loads);
  return loads;
}

} // namespace xfork::detail
