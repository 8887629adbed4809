// The program of a child that keeps children of its own at work.
#pragma once

#include "process/child.hpp"

namespace xfork::detail {

/// What the workers of a team, its supervisor and the program share, in memory of all of them.
struct team_board {
  atomic<std::uint64_t> next; ///< the first item nobody has begun
  unsigned workers;
  atomic<std::uint64_t> current[]; ///< what each worker is at, for when it dies

  static team_board *make(unsigned workers);
  void release() noexcept;
};

struct team_order {
  process_options options;
  team_board &board;
  std::uint64_t items;
  process_call call;
};

/// Runs the items and sends their replies, and deaths, to `socket`. Does not return.
[[noreturn]] void run_team(int socket, const team_order &order);

/// Runs one item in this process.
process_reply reply_of(const process_options &options, const process_call &call, std::uint64_t item);
/// The same, and sends its reply.
bool run_item(int socket, const process_options &options, const process_call &call, std::uint64_t item);

} // namespace xfork::detail
