// What a program and one warm child of it have in common: the turn, and one short message, in memory of both.
//
// The program asks, the child begins, the child answers. Whoever waits for its turn looks for it for some microseconds,
// then sleeps on the socket. What is long goes through the socket, too.
#pragma once

#include "process/message.hpp"
#include "process/tuning.hpp"
#include "xfork/base/atomic.hpp"

namespace xfork::detail {

class warm_channel {
public:
  /// Throws std::system_error.
  static warm_channel *make();
  void release() noexcept;

  // --- by the program ---

  enum class outcome { answered, died, not_begun };
  /// Sends a request and waits. `spare`: there are processors to spare.
  outcome ask(int socket, std::uint64_t function, const process_reply &request, bool spare, process_reply &reply);
  /// The child is dead, as whoever watches it knows.
  void end(int socket) noexcept;
  bool has_ended() const noexcept { return (m_turn.load() & ended) != 0; }

  // --- by the child ---

  /// Waits for a request. False if it cannot be had.
  bool next(int socket, std::uint64_t &function, parcel &arguments);
  bool answer(int socket, const process_reply &reply) noexcept;

private:
  static constexpr std::uint32_t asked = 1, begun = 2, ended = 4, program_sleeps = 8, child_sleeps = 16;

  /// Spinning that is in vain, because the other side does not get a processor, is not tried again for a while.
  struct patience {
    unsigned skip = 0, next_skip = 0;
    bool may_spin() noexcept { return skip == 0 || skip-- == 0; }
    void was(bool in_vain) noexcept { skip = next_skip = in_vain ? (2 * next_skip + 1) % 512 : next_skip / 2; }
  };

  void put(std::uint64_t function, const process_reply &reply) noexcept;
  bool take(int socket, std::uint64_t &function, process_reply &reply);
  template <class Mine> void spin(Mine is_mine, patience &mine) noexcept;
  template <class Mine> bool wait(Mine is_mine, std::uint32_t sleeps, int socket) noexcept;
  static bool send_rest(int socket, std::uint64_t function, const process_reply &reply) noexcept;

  atomic<std::uint32_t> m_turn; // the program's unless `asked`
  bool m_spin = false;          // whether the child may, too
  bool m_in_socket = false;     // where the content of the message is
  reply_kind m_kind = {};
  std::uint32_t m_size = 0;
  std::uint64_t m_function = 0;
  patience m_program, m_child;
  std::byte m_bytes[tuning::short_message];
};

} // namespace xfork::detail
