// Takes the place of the runtime's own: spinning in virtual time.
#pragma once

#include "machine.hpp"

#include <chrono>

namespace xfork::detail {

inline void pause() noexcept { simulation::advance(simulation::cost::pause); }

class spin_timer {
public:
  explicit spin_timer(std::chrono::microseconds spell) noexcept
      : m_spell(static_cast<simulation::nanoseconds>(std::chrono::nanoseconds(spell).count())) {
    restart();
  }
  void restart() noexcept { m_end = read() + m_spell; }
  bool over() const noexcept { return read() >= m_end; }

private:
  static simulation::nanoseconds read() noexcept {
    simulation::advance(simulation::cost::clock);
    return simulation::now();
  }
  simulation::nanoseconds m_spell, m_end;
};

} // namespace xfork::detail
