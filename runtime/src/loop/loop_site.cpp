#include "xfork/loop/loop_site.hpp"

#include "base/cycle_count.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <algorithm>

namespace xfork::detail {

constinit thread_local loop_watch watch_of_loops;

void loop_watch::look() noexcept {
  constexpr std::uint64_t quiet = 32'000; // 16 loops in so many ticks: each so short that measuring it would show
  const std::uint64_t now = cycle_count();
  m_measures = now - m_last_look > quiet;
  m_last_look = now;
}

loop_plan loop_site::plan_division(std::uint64_t iterations) const noexcept {
  if (nobody_else_works())
    return {.alone = true};
  const std::uint32_t sixteenths = m_sixteenths.load_relaxed();
  const bool known = sixteenths < with_loops && expected_ticks(iterations) < long_loop;
  return {.measured = sixteenths != with_loops, .undivided = known ? std::max<std::uint64_t>(short_loop * 16 / sixteenths, 1) : 1};
}

void loop_site::note(std::uint64_t ticks, std::uint64_t iterations, bool contained_loops) noexcept {
  const std::uint32_t before = m_sixteenths.load_relaxed();
  if (before == with_loops)
    return;
  std::uint32_t now = with_loops;
  if (!contained_loops) {
    now = static_cast<std::uint32_t>(std::min<std::uint64_t>(ticks * 16 / iterations + 1, with_loops - 1));
    if (before != unknown && now < before)
      now = before - (before - now) / 16;
  }
  if (now != before) // usually they are all alike: no writing to the shared line
    m_sixteenths.store_relaxed(now);
}

} // namespace xfork::detail
