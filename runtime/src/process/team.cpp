#include "process/team.hpp"

#include "process/message.hpp"
#include "process/tuning.hpp"
#include "process/watcher.hpp"
#include "xfork/base/any_exception.hpp"
#include "xfork/base/atomic.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <vector>

namespace xfork::detail {

namespace {

constexpr std::uint64_t no_item = ~std::uint64_t();

class team {
public:
  team(int socket, const team_order &order)
      : m_socket(socket), m_order(order), m_pids(order.board.workers, -1) {}

  void run() {
    for (unsigned n = 0; n < m_order.board.workers; ++n)
      start(n);
    for (siginfo_t status{}; ::waitid(P_ALL, 0, &status, WEXITED) == 0 || errno == EINTR; status = {})
      if (const auto at = std::find(m_pids.begin(), m_pids.end(), status.si_pid); at != m_pids.end())
        bury(static_cast<unsigned>(at - m_pids.begin()), status);
  }

private:
  void start(unsigned n) {
    m_order.board.current[n].store(no_item);
    const pid_t parent = ::getpid();
    share_socket_with_children(true);
    m_pids[n] = ::fork();
    if (m_pids[n] != 0)
      return;
    share_socket_with_children(false);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // the parent is, and remains, a process of one thread
    if (::getppid() != parent)
      ::_exit(127);
    if (m_order.options.memory != 0)
      limit_memory(m_order.options.memory);
    work(n);
    ::_exit(0);
  }

  void work(unsigned n) {
    for (std::uint64_t item; m_order.board.take(item);) {
      m_order.board.current[n].store(item);
      if (!run_item(m_socket, m_order.options, m_order.call, item))
        return;
      m_order.board.current[n].store(no_item);
    }
  }

  void bury(unsigned n, const siginfo_t &status) {
    const std::uint64_t item = m_order.board.current[n].load();
    m_pids[n] = -1;
    if (item != no_item) {
      process_end end;
      end.memory_limited = m_order.options.memory != 0;
      end.cpu_limited = m_order.options.cpu_seconds > 0;
      (status.si_code == CLD_EXITED ? end.exit_code : end.signal) = status.si_status;
      send_message(m_socket, {item, {reply_kind::death, encode_death(end, "", {})}});
      m_futile = 0;
    } else {
      ++m_futile;
    }
    if (m_order.board.has_more() && m_futile < tuning::futile_deaths)
      start(n);
  }

  const int m_socket;
  const team_order &m_order;
  std::vector<pid_t> m_pids;
  unsigned m_futile = 0;
};

} // namespace

process_reply reply_of(const process_options &options, const process_call &call, std::uint64_t item) {
  limit_cpu_time(options.cpu_seconds);
  set_item_of_crashes(item);
  process_reply reply;
  try {
    writer out;
    run_as_task([&] { call.run(call.context, item, out); });
    reply = {reply_kind::value, out.take()};
  } catch (any_exception &) {
    if (options.memory != 0)
      lift_memory_limit();
    reply = {reply_kind::exception, encode_exception(options.memory != 0)};
  }
  flush_output();
  return reply;
}

bool run_item(int socket, const process_options &options, const process_call &call, std::uint64_t item) {
  const process_reply reply = reply_of(options, call, item);
  return send_message(socket, item, reply.kind, reply.content);
}

void run_team(int socket, const team_order &order) {
  team(socket, order).run();
  ::_exit(0);
}

} // namespace xfork::detail
