#include "base/futex.hpp"
#include "process/team.hpp"
#include "process/tuning.hpp"
#include "process/watcher.hpp"
#include "xfork/process/start.hpp"

#include <algorithm>
#include <memory>

namespace xfork::detail {

team_board *make_team_board(unsigned workers, std::uint64_t items) {
  return team_board::make(static_cast<unsigned>(std::clamp<std::uint64_t>(items, 1, workers)), items);
}

void release_team_board(team_board *board) noexcept { board->release(); }

void start_team(const process_options &options, team_board &board, const process_call &call, reply_sink &sink) {
  team_order order{options, board, call};
  process_options supervisor = options;
  supervisor.memory = 0; // each worker is limited by itself
  launch(
      new child(supervisor, sink),
      [](int socket, void *context) { run_team(socket, *static_cast<team_order *>(context)); }, &order);
}

/// Where the reply of an item is put, then that of the item one window later, and so on. Its state says of which item it is,
/// so that what is told of an item that is done with cannot be taken for the other's.
class process_team::place {
public:
  /// The program's, before anybody can have begun the item.
  void expect(std::uint64_t item) noexcept { m_state.store(state_of(item, pending)); }

  /// The watcher's. Nothing if the item has a reply already: a worker may die between its reply and the note that it is done.
  void put(std::uint64_t item, process_reply &&reply) noexcept {
    const std::uint32_t state = m_state.load();
    if (state != state_of(item, pending) && state != state_of(item, sleeping))
      return;
    m_reply = std::move(reply);
    if (m_state.exchange(state_of(item, there)) == state_of(item, sleeping))
      futex_wake_all(m_state.address());
  }
  /// The watcher's: nothing is put any more.
  void wake() noexcept {
    std::uint32_t state = m_state.load();
    if ((state & 3) == sleeping && m_state.compare_exchange(state, state - sleeping + pending))
      futex_wake_all(m_state.address());
  }

  /// The program's. False if nothing is there and nothing is put any more.
  bool take(std::uint64_t item, const atomic<std::uint32_t> &is_over, process_reply &reply) noexcept {
    for (;;) {
      std::uint32_t state = state_of(item, pending);
      m_state.compare_exchange(state, state_of(item, sleeping));
      const bool last_look = is_over.load() != 0;
      if (m_state.load() == state_of(item, there))
        break;
      if (last_look)
        return false;
      futex_wait(m_state.address(), state_of(item, sleeping));
    }
    reply = std::move(m_reply);
    return true;
  }

private:
  enum phase : std::uint32_t { pending, sleeping, there };
  static std::uint32_t state_of(std::uint64_t item, phase p) noexcept { return static_cast<std::uint32_t>(item << 2) | p; }

  process_reply m_reply;
  atomic<std::uint32_t> m_state;
};

process_team::process_team(const process_options &options, unsigned workers, std::uint64_t items,
                           const process_call &call)
    : m_window(std::min<std::uint64_t>(items, std::max<std::uint64_t>(tuning::shortest_window, tuning::window_of_worker * workers))),
      m_places(new place[m_window]), m_board(make_team_board(workers, items)) {
  for (std::uint64_t item = 0; item != m_window; ++item)
    m_places[item].expect(item);
  m_board->open(m_window);
  try {
    start_team(options, *m_board, call, *this);
  } catch (...) {
    m_board->release();
    delete[] m_places;
    throw;
  }
}

process_team::~process_team() {
  m_board->close();
  m_end.wait();
  m_board->release();
  delete[] m_places;
}

process_reply process_team::wait(std::uint64_t item) noexcept {
  place &here = m_places[item % m_window];
  process_reply reply;
  if (!here.take(item, m_is_over, reply))
    return {m_death.kind, m_death.content.copy()};
  here.expect(item + m_window);
  m_board->open(item + 1 + m_window);
  return reply;
}

bool process_team::arrived(std::uint64_t item, process_reply &&reply) noexcept {
  m_places[item % m_window].put(item, std::move(reply));
  return true;
}

void process_team::ended(process_reply &&death) noexcept {
  m_death = {death.kind, death.content.copy()};
  m_is_over.store(1);
  for (std::uint64_t n = 0; n != m_window; ++n)
    m_places[n].wake();
  m_end.ended(std::move(death)); // this object may be gone now
}

} // namespace xfork::detail
