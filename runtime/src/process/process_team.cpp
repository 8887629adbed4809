#include "process/team.hpp"
#include "process/watcher.hpp"
#include "xfork/process/start.hpp"

#include <algorithm>
#include <memory>

namespace xfork::detail {

team_board *make_team_board(unsigned workers, std::uint64_t items) {
  return team_board::make(static_cast<unsigned>(std::clamp<std::uint64_t>(items, 1, workers)));
}

void release_team_board(team_board *board) noexcept { board->release(); }

void start_team(const process_options &options, team_board &board, std::uint64_t items,
                const process_call &call, reply_sink &sink) {
  team_order order{options, board, items, call};
  process_options supervisor = options;
  supervisor.memory = 0; // each worker is limited by itself
  launch(
      new child(supervisor, sink),
      [](int socket, void *context) { run_team(socket, *static_cast<team_order *>(context)); }, &order);
}

process_team::process_team(const process_options &options, unsigned workers, std::uint64_t items,
                           const process_call &call)
    : m_items(items), m_replies(new awaited_reply[items]), m_board(make_team_board(workers, items)) {
  try {
    start_team(options, *m_board, items, call, *this);
  } catch (...) {
    m_board->release();
    delete[] m_replies;
    throw;
  }
}

process_team::~process_team() {
  m_board->next.store(m_items);
  m_end.wait();
  m_board->release();
  delete[] m_replies;
}

process_reply process_team::wait(std::uint64_t item) noexcept { return m_replies[item].wait(); }

bool process_team::arrived(std::uint64_t item, process_reply &&reply) noexcept {
  if (!m_replies[item].there()) // a worker may die between its reply and the note that it is done
    m_replies[item].arrived(item, std::move(reply));
  return true;
}

void process_team::ended(process_reply &&death) noexcept {
  for (std::uint64_t item = 0; item < m_items; ++item)
    if (!m_replies[item].there())
      m_replies[item].arrived(item, {death.kind, death.content.copy()});
  m_end.ended(std::move(death)); // this object may be gone now
}

} // namespace xfork::detail
