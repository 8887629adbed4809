#include "process/watcher.hpp"

#include "base/processors.hpp"
#include "process/message.hpp"
#include "process/tuning.hpp"
#include "xfork/base/atomic.hpp"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <new>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <vector>

namespace xfork::detail {

namespace {

/// All of this outlives main() and needs no destructor. The lock guards the list and the descriptors in it:
/// no process is forked, by whomever, while it changes, so that a child can close what belongs to others.
struct child_table {
  std::mutex lock;
  std::condition_variable fewer;
  child *first = nullptr;
  unsigned count = 0;
  bool watched = false;
  int wake_up = -1; ///< an eventfd; the watcher looks at the list again

  void remove(child *gone) noexcept {
    child **link = &first;
    while (*link != gone)
      link = &(*link)->next;
    *link = gone->next;
    if (gone->life == child_life::task) {
      --count;
      fewer.notify_all();
    }
  }
};

alignas(child_table) constinit char table_room[sizeof(child_table)] = {};
pthread_once_t table_made = PTHREAD_ONCE_INIT;
/// The child this thread is about to fork.
thread_local constinit child *newborn_of_thread = nullptr;

child_table &table_there() noexcept { return *std::launder(reinterpret_cast<child_table *>(table_room)); }

void before_fork() noexcept { table_there().lock.lock(); }
void after_fork_in_parent() noexcept { table_there().lock.unlock(); }

/// The children are its parent's. Locks that no thread will unlock are made anew.
void after_fork_in_child() noexcept {
  child *first = table_there().first;
  if (table_there().wake_up >= 0)
    ::close(table_there().wake_up);
  ::new (table_room) child_table;
  close_inherited_ends();
  for (child *c = first; c; c = c->next) {
    child_ends mine = c == newborn_of_thread ? std::move(c->ends) : child_ends();
    c->close();
    c->ends = std::move(mine);
  }
}

child_table &table() noexcept {
  pthread_once(&table_made, [] {
    ::new (table_room) child_table;
    pthread_atfork(&before_fork, &after_fork_in_parent, &after_fork_in_child);
  });
  return table_there();
}

unsigned most_children() noexcept {
  static const unsigned most = std::clamp(tuning::processes_per_processor * usable_processors(),
                                          tuning::fewest_processes, tuning::most_processes);
  return most;
}

// --- the watching thread ---

process_end end_of(const child &c, const siginfo_t &status) noexcept {
  process_end end;
  end.memory_limited = c.options.memory != 0;
  end.cpu_limited = c.options.cpu_seconds > 0;
  if (status.si_code == CLD_EXITED)
    end.exit_code = status.si_status;
  else if (status.si_code == CLD_KILLED || status.si_code == CLD_DUMPED)
    end.signal = status.si_status;
  return end;
}

task_trace crash_of(child &c, std::uint64_t item) { return c.crashes ? c.crashes->take(item) : task_trace(); }

/// Messages come after what was written to standard error before them.
void take_messages(child &c) {
  c.forward_errors();
  if (c.life == child_life::server)
    return;
  for (message m; receive_message(c.socket.get(), m, false) == arrival::message;)
    if (c.sink) {
      if (m.reply.kind == reply_kind::death) // told by a child of its own child
        m.reply.content = with_output(std::move(m.reply.content), c.output.text(), crash_of(c, m.item));
      if (!c.sink->arrived(m.item, std::move(m.reply)))
        c.sink = nullptr;
    }
}

/// Whether it has.
bool has_ended(child &c) {
  siginfo_t status{};
  const int result = ::waitid(P_PIDFD, static_cast<id_t>(c.process.get()), &status, WEXITED | WNOHANG);
  if (result == 0 && status.si_pid == 0)
    return false;
  take_messages(c);
  if (c.sink)
    c.sink->ended({reply_kind::death, encode_death(end_of(c, status), c.output.text(), crash_of(c, 0))});
  return true;
}

/// Its socket, its object and its place on the list go when nobody holds it any more.
void bury(child *c) noexcept {
  child_table &all = table();
  const std::lock_guard guard(all.lock);
  if (std::exchange(c->held, false)) {
    const std::lock_guard errors_guard(c->errors_lock);
    c->process.close();
    c->errors.close();
    return;
  }
  all.remove(c);
  delete c;
}

/// Entry 0 is the eventfd; then three for each child.
void list_descriptors(std::vector<pollfd> &polled, std::vector<child *> &children) {
  child_table &all = table();
  const std::lock_guard guard(all.lock);
  polled.assign(1, {all.wake_up, POLLIN, 0});
  children.clear();
  for (child *c = all.first; c; c = c->next)
    if (c->process) {
      children.push_back(c);
      polled.push_back({c->life == child_life::task ? c->socket.get() : -1, POLLIN, 0});
      polled.push_back({c->errors.get(), POLLIN, 0});
      polled.push_back({c->process.get(), POLLIN, 0});
    }
}

void listen(child *c, pollfd *events) {
  if (events[1].revents != 0)
    c->forward_errors();
  if (events[0].revents != 0)
    take_messages(*c);
  if (events[2].revents != 0 && has_ended(*c)) {
    bury(c);
    return;
  }
}

void *watch(void *) {
  std::vector<pollfd> polled;
  std::vector<child *> children;
  for (;;) {
    list_descriptors(polled, children);
    if (::poll(polled.data(), polled.size(), -1) < 0)
      continue;
    if (polled[0].revents != 0) {
      std::uint64_t wakes = 0;
      static_cast<void>(::read(polled[0].fd, &wakes, sizeof wakes));
    }
    for (std::size_t i = 0; i < children.size(); ++i)
      listen(children[i], &polled[1 + 3 * i]);
  }
}

/// The lock is held.
void start_watching(child_table &all) {
  if (all.wake_up < 0)
    all.wake_up = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (all.wake_up < 0)
    throw_system_error("xfork::process: eventfd");
  sigset_t everything, before;
  sigfillset(&everything);
  pthread_sigmask(SIG_SETMASK, &everything, &before);
  pthread_t thread;
  const int error = pthread_create(&thread, nullptr, &watch, nullptr);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (error != 0) {
    errno = error;
    throw_system_error("xfork::process: pthread_create");
  }
  pthread_detach(thread);
  all.watched = true;
}

void wake(const child_table &all) noexcept {
  const std::uint64_t one = 1;
  static_cast<void>(::write(all.wake_up, &one, sizeof one));
}

/// Waits for room, makes the connections, puts it on the list.
void enlist(child &newborn) {
  child_table &all = table();
  std::unique_lock guard(all.lock);
  const bool counts = newborn.life == child_life::task;
  if (counts)
    all.fewer.wait(guard, [&] { return all.count < most_children(); });
  if (!all.watched)
    start_watching(all);
  newborn.connect();
  newborn.next = std::exchange(all.first, &newborn);
  all.count += counts;
}

} // namespace

void dismiss(child *server) noexcept {
  child_table &all = table();
  const std::lock_guard guard(all.lock);
  server->lifeline.close();
  if (std::exchange(server->held, false))
    return;
  all.remove(server);
  delete server;
}

void launch(child *newborn, void (*program)(int, void *), void *context) {
  std::unique_ptr<child> owner(newborn);
  enlist(*newborn);
  flush_output();
  newborn_of_thread = newborn;
  const pid_t pid = ::fork();
  newborn_of_thread = nullptr;
  if (pid == 0) {
    int socket = -1;
    begin_child(std::move(newborn->ends), newborn->options, socket);
    record_crashes(newborn->crashes);
    program(socket, context);
    ::_exit(127);
  }
  int error = errno;
  child_table &all = table();
  std::unique_lock guard(all.lock);
  newborn->ends.close();
  if (pid > 0) {
    newborn->process = file_descriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    error = errno;
  }
  if (newborn->process) {
    owner.release();
    wake(all);
    return;
  }
  if (pid > 0) {
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
  }
  all.remove(newborn);
  guard.unlock();
  errno = error;
  throw_system_error("xfork::process: fork");
}

} // namespace xfork::detail
