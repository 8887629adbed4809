// Messages between a process and its children, over a socket that keeps their bounds (SOCK_SEQPACKET).
#pragma once

#include "xfork/process/reply.hpp"

namespace xfork::detail {

struct message {
  std::uint64_t item = 0; ///< which of several tasks of one child it is about
  process_reply reply;
};

/// Waits while the other end does not read. False if there is none any more.
bool send_message(int socket, std::uint64_t item, reply_kind kind, const parcel &content) noexcept;
inline bool send_message(int socket, const message &m) noexcept {
  return send_message(socket, m.item, m.reply.kind, m.reply.content);
}

enum class arrival { message, nothing, closed };
/// What has arrived. `wait`: until something has.
arrival receive_message(int socket, message &m, bool wait);

} // namespace xfork::detail
