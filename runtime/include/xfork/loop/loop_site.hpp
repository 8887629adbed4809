// What the loops of one place in the program have cost so far: whether dividing the next one can pay.
#pragma once

#include "xfork/base/atomic.hpp"
#include "xfork/base/attributes.hpp"

#include <cstdint>

namespace xfork::detail {

/// How a loop is to be run.
struct loop_plan {
  bool alone = false;          ///< all of it by the caller
  bool measured = false;       ///< loop_site::note() is due afterwards
  std::uint64_t undivided = 1; ///< so many iterations are not worth being divided
};

/// Which of the calling thread's short loops are to be measured. A look at the clock costs a tenth of a loop of 0.1 us, so
/// it is taken at every 16th: if the time since the last one was short, so were all loops in between; if not, each of the
/// next 16 is measured.
class loop_watch {
public:
  /// One begins. True: measure it.
  XFORK_INLINE bool count() noexcept {
    if (++m_begun % 16 == 0) [[unlikely]]
      look();
    return m_measures;
  }
  std::uint32_t begun() const noexcept { return m_begun; }

private:
  XFORK_API XFORK_COLD void look() noexcept;

  std::uint32_t m_begun = 0;
  bool m_measures = false;
  std::uint64_t m_last_look = 0;
};

extern XFORK_API constinit thread_local loop_watch watch_of_loops __attribute__((tls_model("initial-exec")));

/// One for each type of loop body, so for each loop as it is written; a static object. Any thread. Ticks are those of
/// cycle_count().
///
/// Remembers what an iteration costs: what is dearer counts at once, what is cheaper little by little, so a loop that is
/// long now and then is divided. Loops that contain others are not remembered, for those of a recursive function differ by
/// orders of magnitude. None of this changes how a loop is cut into chunks, so results stay what they are.
class loop_site {
public:
  constexpr loop_site() noexcept = default;

  /// For a loop of so many iterations. A few instructions for one that is known to be short.
  XFORK_INLINE loop_plan plan(std::uint64_t iterations) const noexcept {
    const bool due = watch_of_loops.count();
    if (expected_ticks(iterations) < short_loop) [[likely]]
      return {true, due, 1};
    return plan_division(iterations);
  }
  /// What so many iterations have cost, and whether they contained loops.
  void note(std::uint64_t ticks, std::uint64_t iterations, bool contained_loops) noexcept;

private:
  /// 3 us: what a fork costs, and the way to its thief and back, is a tenth of it.
  static constexpr std::uint64_t short_loop = 8'000;
  /// A loop that is expected to be longer is balanced to the last iteration, for some may turn out to be long.
  static constexpr std::uint64_t long_loop = 100'000;
  static constexpr std::uint64_t most_counted = std::uint64_t{1} << 24;
  static constexpr std::uint32_t unknown = UINT32_MAX, with_loops = UINT32_MAX - 1;

  std::uint64_t expected_ticks(std::uint64_t iterations) const noexcept {
    return (iterations < most_counted ? iterations : most_counted) * m_sixteenths.load_relaxed() / 16;
  }
  XFORK_API loop_plan plan_division(std::uint64_t iterations) const noexcept;

  atomic<std::uint32_t> m_sixteenths{unknown}; // of a tick, for an iteration; at least one
};

/// That of the loops of this type.
template <class Loop> constinit inline loop_site site_of;

} // namespace xfork::detail
