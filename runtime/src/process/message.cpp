#include "process/message.hpp"

#include "process/errors.hpp"
#include "process/tuning.hpp"
#include "xfork/base/any_exception.hpp"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/uio.h>

namespace xfork::detail {

namespace {

struct message_head {
  std::uint64_t item, size;
  reply_kind kind;
  std::uint32_t in_memory;
};

union descriptor_room {
  char bytes[CMSG_SPACE(sizeof(int))];
  cmsghdr aligned;
};

/// The kernel has dropped the descriptor of a reply.
process_reply no_descriptor_left() {
  try {
    errno = EMFILE;
    throw_system_error("xfork::process: the program has no file descriptor left for a result");
  } catch (any_exception &) {
    return {reply_kind::exception, encode_exception(false)};
  }
  __builtin_unreachable();
}

} // namespace

bool send_message(int socket, std::uint64_t item, reply_kind kind, const parcel &content) noexcept {
  message_head head{item, content.size(), kind, content.memory() >= 0};
  iovec parts[2] = {{&head, sizeof head}, {content.bytes(), head.in_memory ? 0 : content.size()}};
  msghdr header{};
  header.msg_iov = parts;
  header.msg_iovlen = 2;
  descriptor_room room{};
  if (head.in_memory) {
    header.msg_control = room.bytes;
    header.msg_controllen = sizeof room.bytes;
    cmsghdr *control = CMSG_FIRSTHDR(&header);
    control->cmsg_level = SOL_SOCKET;
    control->cmsg_type = SCM_RIGHTS;
    control->cmsg_len = CMSG_LEN(sizeof(int));
    const int descriptor = content.memory();
    std::memcpy(CMSG_DATA(control), &descriptor, sizeof descriptor);
  }
  for (;;)
    if (::sendmsg(socket, &header, MSG_NOSIGNAL) >= 0)
      return true;
    else if (errno != EINTR)
      return false;
}

arrival receive_message(int socket, message &m, bool wait) {
  char buffer[tuning::longest_message];
  message_head head;
  iovec parts[2] = {{&head, sizeof head}, {buffer, sizeof buffer}};
  msghdr header{};
  header.msg_iov = parts;
  header.msg_iovlen = 2;
  descriptor_room room{};
  header.msg_control = room.bytes;
  header.msg_controllen = sizeof room.bytes;
  ssize_t got;
  do
    got = ::recvmsg(socket, &header, MSG_CMSG_CLOEXEC | (wait ? 0 : MSG_DONTWAIT));
  while (got < 0 && errno == EINTR);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    return arrival::nothing;
  if (got < static_cast<ssize_t>(sizeof head))
    return arrival::closed;
  m.item = head.item;
  m.reply.kind = head.kind;
  if (head.in_memory) {
    int descriptor = -1;
    if (const cmsghdr *control = CMSG_FIRSTHDR(&header))
      std::memcpy(&descriptor, CMSG_DATA(control), sizeof descriptor);
    if (descriptor >= 0)
      m.reply.content = parcel::of_received_memory(descriptor, head.size);
    else
      m.reply = no_descriptor_left();
  } else {
    m.reply.content = parcel::of_bytes(static_cast<std::size_t>(got) - sizeof head);
    std::memcpy(m.reply.content.bytes(), buffer, m.reply.content.size());
  }
  return arrival::message;
}

} // namespace xfork::detail
