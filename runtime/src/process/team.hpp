// The program of a child that keeps children of its own at work.
#pragma once

#include "process/child.hpp"

namespace xfork::detail {

/// What the workers of a team, its supervisor and the program share, in memory of all of them.
class team_board {
public:
  static team_board *make(unsigned workers, std::uint64_t items);
  void release() noexcept;

  /// A worker's: takes the next item; waits until it may be begun. False if there is none.
  bool take(std::uint64_t &item) noexcept;
  /// The program's: items below `end` may be begun; all of them, until it says so for the first time.
  void open(std::uint64_t end) noexcept;
  /// The program's: no further item is begun.
  void close() noexcept;
  bool has_more() const noexcept { return m_next.load() < m_items; }

private:
  void wake_waiting() noexcept;

  std::uint64_t m_items;
  atomic<std::uint64_t> m_next; ///< the first item nobody has begun
  atomic<std::uint64_t> m_open;
  atomic<std::uint32_t> m_changes; ///< of m_open, if somebody waits
  atomic<std::uint32_t> m_waiting;

public:
  unsigned workers;
  atomic<std::uint64_t> current[]; ///< what each worker is at, for when it dies
};

struct team_order {
  process_options options;
  team_board &board;
  process_call call;
};

/// Runs the items and sends their replies, and deaths, to `socket`. Does not return.
[[noreturn]] void run_team(int socket, const team_order &order);

/// Runs one item in this process.
process_reply reply_of(const process_options &options, const process_call &call, std::uint64_t item);
/// The same, and sends its reply.
bool run_item(int socket, const process_options &options, const process_call &call, std::uint64_t item);

} // namespace xfork::detail
