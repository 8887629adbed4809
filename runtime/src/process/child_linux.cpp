#include "process/child.hpp"

#include <cerrno>
#include <climits>
#include <cmath>
#include <cstdio>
#include <fcntl.h>
#include <iostream>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>

namespace xfork::detail {

namespace {

void make_pipe(file_descriptor &read_end, file_descriptor &write_end) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    throw_system_error("xfork::process: pipe");
  read_end = file_descriptor(ends[0]);
  write_end = file_descriptor(ends[1]);
}

/// The kernel sends SIGKILL when something happens to the lifeline, and all that can happen is that the
/// parent's end of it is gone. Unlike PR_SET_PDEATHSIG this does not mistake the end of the forking thread
/// for that of the process.
void die_with_parent(int lifeline) noexcept {
  ::fcntl(lifeline, F_SETOWN, ::getpid());
  ::fcntl(lifeline, F_SETSIG, SIGKILL);
  ::fcntl(lifeline, F_SETFL, O_ASYNC | O_NONBLOCK);
  pollfd already{lifeline, POLLIN, 0};
  if (::poll(&already, 1, 0) != 0)
    ::_exit(127);
}

// What connects this process to its parent, open as long as it lives.
constinit int own_lifeline = -1, own_socket = -1;
constinit bool socket_is_shared = false;

void close_range_of(int first, int last) noexcept {
  if (first <= last)
    ::syscall(SYS_close_range, static_cast<unsigned>(first), static_cast<unsigned>(last), 0u);
}

void close_files_but(int a, int b) noexcept {
  const int low = a < b ? a : b, high = a < b ? b : a;
  close_range_of(3, low - 1);
  close_range_of(low + 1, high - 1);
  close_range_of(high + 1, INT_MAX);
}

} // namespace

void child_ends::close() noexcept {
  socket.close();
  lifeline.close();
  errors.close();
}

void child::connect() {
  int sockets[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
    throw_system_error("xfork::process: socketpair");
  socket = file_descriptor(sockets[0]);
  ends.socket = file_descriptor(sockets[1]);
  make_pipe(ends.lifeline, lifeline);
  make_pipe(errors, ends.errors);
  ::fcntl(errors.get(), F_SETFL, O_NONBLOCK);
  crashes = crash_slots::make();
}

void child::close() noexcept {
  process.close();
  socket.close();
  lifeline.close();
  errors.close();
  ends.close();
}

void child::forward_errors() {
  const std::lock_guard guard(errors_lock);
  char piece[4096];
  for (ssize_t got; errors && (got = ::read(errors.get(), piece, sizeof piece)) > 0;) {
    output.add({piece, static_cast<std::size_t>(got)});
    for (ssize_t done = 0, n = 0;
         done < got && (n = ::write(2, piece + done, static_cast<std::size_t>(got - done))) > 0;)
      done += n;
  }
}

void begin_child(child_ends &&ends, const process_options &options, int &socket) noexcept {
  own_lifeline = ::fcntl(ends.lifeline.get(), F_DUPFD_CLOEXEC, 3);
  own_socket = socket = ::fcntl(ends.socket.get(), F_DUPFD_CLOEXEC, 3);
  ::dup2(ends.errors.get(), 2);
  ends.close();
  die_with_parent(own_lifeline);
  if (options.close_files)
    close_files_but(own_lifeline, socket);
  if (options.memory != 0)
    limit_memory(options.memory);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void close_inherited_ends() noexcept {
  if (own_lifeline >= 0)
    ::close(std::exchange(own_lifeline, -1));
  if (own_socket >= 0 && !socket_is_shared)
    ::close(std::exchange(own_socket, -1));
}

void share_socket_with_children(bool share) noexcept { socket_is_shared = share; }

/// What the process has already counts against RLIMIT_DATA.
void limit_memory(std::size_t bytes) noexcept {
  std::FILE *file = std::fopen("/proc/self/statm", "re");
  unsigned long data_pages = 0;
  const bool known = file && std::fscanf(file, "%*u %*u %*u %*u %*u %lu", &data_pages) == 1;
  if (file)
    std::fclose(file);
  rlimit limit{};
  if (!known || ::getrlimit(RLIMIT_DATA, &limit) != 0)
    return;
  const rlim_t wanted = data_pages * static_cast<unsigned long>(::sysconf(_SC_PAGESIZE)) + bytes;
  if (wanted < limit.rlim_cur) {
    limit.rlim_cur = wanted;
    ::setrlimit(RLIMIT_DATA, &limit);
  }
}

void limit_cpu_time(double seconds) noexcept {
  static constexpr itimerspec never{};
  static timer_t timer;
  static constinit pid_t owner = 0; // timers are not inherited
  if (!(seconds > 0)) {
    if (owner != 0 && owner == ::getpid())
      ::timer_settime(timer, 0, &never, nullptr);
    return;
  }
  if (owner != ::getpid()) {
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGXCPU;
    ::signal(SIGXCPU, SIG_DFL);
    if (::timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) != 0)
      return;
    owner = ::getpid();
  }
  double whole = 0;
  const double part = std::modf(seconds, &whole);
  itimerspec when{};
  when.it_value.tv_sec = static_cast<time_t>(whole);
  when.it_value.tv_nsec = static_cast<long>(part * 1e9);
  ::timer_settime(timer, 0, &when, nullptr);
}

void lift_memory_limit() noexcept {
  rlimit limit{};
  if (::getrlimit(RLIMIT_DATA, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_DATA, &limit);
  }
}

void flush_output() noexcept {
  try {
    std::cout.flush();
    std::cerr.flush();
    std::clog.flush();
  } catch (...) { // a stream whose exceptions() are on; what it could not write is lost here as it would be
                  // at exit
  }
  std::fflush(stdout); // all files, fflush(nullptr), would wait for another thread that is reading one
  std::fflush(stderr);
}

} // namespace xfork::detail
