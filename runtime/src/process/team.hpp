// The program of a child that keeps children of its own at work.
#pragma once

#include "process/child.hpp"

namespace xfork::detail {

struct team_order {
  process_options options;
  unsigned workers;
  std::uint64_t items;
  process_call call;
};

/// Runs the items and sends their replies, and deaths, to `socket`. Does not return.
[[noreturn]] void run_team(int socket, const team_order &order);

/// Runs one item in this process, and sends its reply.
bool run_item(int socket, const process_options &options, const process_call &call, std::uint64_t item);

} // namespace xfork::detail
