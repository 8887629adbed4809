// Starting processes: what the templates of this layer call.
#pragma once

#include "xfork/base/atomic.hpp"
#include "xfork/base/fork_point.hpp"
#include "xfork/process/reply.hpp"

namespace xfork {

/// How a process task is to run. For lack of a limit: 0.
struct process_options {
  /// Bytes of memory it may have on top of what it inherits. More is a std::bad_alloc in the task, and if
  /// that leaves it, limit_exceeded here.
  std::size_t memory = 0;
  /// Seconds of processor time, all its threads together. More ends it, and is limit_exceeded here.
  double cpu_seconds = 0;
  /// Close the files it would share with its parent, but for standard input, output and error.
  bool close_files = false;
};

namespace detail {

/// `run(context, item, out)` is called in a child, and writes its result to `out`.
struct process_call {
  void (*run)(void *context, std::uint64_t item, writer &out);
  void *context;
};

/// Runs item 0 of `call` in a child that is the calling process as it is now. Waits while too many children
/// run. Throws std::system_error if there can be no further process.
XFORK_API void start_process(const process_options &options, const process_call &call, reply_sink &sink);

/// A reply that one thread waits for.
class XFORK_API awaited_reply final : public reply_sink {
public:
  bool arrived(std::uint64_t, process_reply &&reply) noexcept override;
  void ended(process_reply &&death) noexcept override;
  /// Call it once.
  process_reply wait() noexcept;
  bool there() const noexcept { return m_state.load_acquire() == arrival; }

private:
  static constexpr std::uint32_t pending = 0, sleeping = 1, arrival = 2;

  process_reply m_reply;
  atomic<std::uint32_t> m_state{pending};
};

/// What the workers of a team share.
class team_board;
/// For at most `workers` workers; there are never more than items. Throws std::system_error.
XFORK_API team_board *make_team_board(unsigned workers, std::uint64_t items);
XFORK_API void release_team_board(team_board *board) noexcept;

/// Starts a team, see process_team. The board must last until the sink's last call.
XFORK_API void start_team(const process_options &options, team_board &board, const process_call &call,
                          reply_sink &sink);

/// Several children that are the calling process as it is now, doing items 0 to `items` - 1 of a call, each
/// taking the next one when it has done one, but none far beyond what wait() has asked for: so few replies lie about,
/// however many items there are. A child that dies is replaced by another one like it. Used by the thread
/// that made it.
class XFORK_API process_team final : reply_sink {
public:
  /// Throws std::system_error if there can be no further process.
  process_team(const process_options &options, unsigned workers, std::uint64_t items,
               const process_call &call);
  process_team(const process_team &) = delete;
  process_team &operator=(const process_team &) = delete;
  /// Waits for the items that have begun; the others do not.
  ~process_team();

  /// The reply of that item. Once each, in ascending order.
  process_reply wait(std::uint64_t item) noexcept;

private:
  bool arrived(std::uint64_t item, process_reply &&reply) noexcept override;
  void ended(process_reply &&death) noexcept override;

  class place;

  const std::uint64_t m_window;
  place *m_places;
  process_reply m_death; ///< of a team that ended with items undone
  atomic<std::uint32_t> m_is_over;
  awaited_reply m_end;
  team_board *m_board;
};

/// Where a process forked now stands in the program order of the calling thread. To be asked before it is
/// forked.
XFORK_API fork_point place_of_process() noexcept;

/// Children for every processor this process may use.
XFORK_API unsigned default_team() noexcept;

} // namespace detail
} // namespace xfork
