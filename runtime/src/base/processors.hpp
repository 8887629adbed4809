// Platform: how many processors this process may keep busy.
#pragma once

namespace xfork::detail {

/// The lesser of the affinity mask and the CPU quota of the control group (v1 and v2), at least 1. The quota is looked at once a second.
unsigned usable_processors() noexcept;

} // namespace xfork::detail
