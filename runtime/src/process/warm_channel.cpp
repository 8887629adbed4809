#include "process/warm_channel.hpp"

#include "base/spin.hpp"
#include "process/errors.hpp"
#include "xfork/process/serialise.hpp"

#include <cerrno>
#include <cstring>
#include <new>
#include <sys/mman.h>
#include <sys/socket.h>

namespace xfork::detail {

namespace {

// A byte in the socket for whoever sleeps on it. Waking through a socket lets the kernel run the other side right here,
// which a futex does not: on a busy machine that is ten times as fast.
void wake(int socket) noexcept { static_cast<void>(::send(socket, "", 1, MSG_NOSIGNAL)); }

/// False if the other side is gone.
bool sleep(int socket) noexcept {
  char byte;
  ssize_t got;
  do
    got = ::recv(socket, &byte, 1, 0);
  while (got < 0 && errno == EINTR);
  return got == 1;
}

bool is_long(const parcel &content) noexcept {
  return content.memory() >= 0 || content.size() > tuning::short_message;
}

} // namespace

warm_channel *warm_channel::make() {
  void *memory =
      ::mmap(nullptr, sizeof(warm_channel), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    throw_system_error("xfork::process: mmap");
  return ::new (memory) warm_channel;
}

void warm_channel::release() noexcept { ::munmap(this, sizeof(warm_channel)); }

template <class Mine> void warm_channel::spin(Mine is_mine, patience &mine) noexcept {
  if (!mine.may_spin())
    return;
  spin_timer timer(tuning::warm_spin);
  while (!is_mine(m_turn.load_acquire()) && !timer.over())
    for (int n = 0; n != 16 && !is_mine(m_turn.load_relaxed()); ++n)
      pause();
  mine.was(!is_mine(m_turn.load_acquire()));
}

/// Until `is_mine(turn)`. Who sets its bit `sleeps` is sent one byte. False if the other side is gone.
template <class Mine> bool warm_channel::wait(Mine is_mine, std::uint32_t sleeps, int socket) noexcept {
  for (std::uint32_t turn = m_turn.load_acquire(); !is_mine(turn);)
    if (m_turn.compare_exchange(turn, turn | sleeps)) {
      if (!sleep(socket))
        return false;
      turn = m_turn.load_acquire();
    }
  return true;
}

/// Before the turn is passed on.
void warm_channel::put(std::uint64_t function, const process_reply &reply) noexcept {
  m_function = function;
  m_kind = reply.kind;
  m_in_socket = is_long(reply.content);
  if (m_in_socket)
    return;
  m_size = static_cast<std::uint32_t>(reply.content.size());
  std::memcpy(m_bytes, reply.content.bytes(), reply.content.size());
}

/// After it has been, and the byte for who sleeps.
bool warm_channel::send_rest(int socket, std::uint64_t function, const process_reply &reply) noexcept {
  return !is_long(reply.content) || send_message(socket, function, reply.kind, reply.content);
}

bool warm_channel::take(int socket, std::uint64_t &function, process_reply &reply) {
  function = m_function;
  reply.kind = m_kind;
  if (m_in_socket) {
    message m;
    const bool there = receive_message(socket, m, true) == arrival::message;
    reply = std::move(m.reply);
    return there;
  }
  const std::size_t size = m_size;
  if (size > sizeof m_bytes) // a child that writes anywhere may also write here
    throw_malformed_message();
  reply.content = parcel::of_bytes(size);
  std::memcpy(reply.content.bytes(), m_bytes, size);
  return true;
}

warm_channel::outcome warm_channel::ask(int socket, std::uint64_t function, const process_reply &request, bool spare,
                                        process_reply &reply) {
  if (has_ended())
    return outcome::not_begun;
  put(function, request);
  m_spin = spare;
  if ((m_turn.fetch_or(asked) & child_sleeps) != 0) {
    m_turn.fetch_and(~child_sleeps);
    wake(socket);
  }
  send_rest(socket, function, request);
  const auto mine = [](std::uint32_t turn) { return (turn & asked) == 0 || (turn & ended) != 0; };
  if (spare)
    spin(mine, m_program);
  wait(mine, program_sleeps, socket);
  const std::uint32_t turn = m_turn.load_acquire();
  if ((turn & asked) != 0)
    return (turn & begun) != 0 ? outcome::died : outcome::not_begun;
  return take(socket, function, reply) ? outcome::answered : outcome::died;
}

void warm_channel::end(int socket) noexcept {
  m_turn.fetch_or(ended);
  ::shutdown(socket, SHUT_RDWR);
}

bool warm_channel::next(int socket, std::uint64_t &function, parcel &arguments) {
  const auto mine = [](std::uint32_t turn) { return (turn & asked) != 0; };
  if (m_spin)
    spin(mine, m_child);
  if (!wait(mine, child_sleeps, socket))
    return false;
  m_turn.fetch_or(begun);
  process_reply request;
  const bool there = take(socket, function, request);
  arguments = std::move(request.content);
  return there;
}

bool warm_channel::answer(int socket, const process_reply &reply) noexcept {
  put(0, reply);
  if ((m_turn.fetch_and(~(asked | begun | program_sleeps)) & program_sleeps) != 0)
    wake(socket);
  return send_rest(socket, 0, reply);
}

} // namespace xfork::detail
