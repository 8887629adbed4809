#include "process/errors.hpp"

#include <cerrno>
#include <cstring>
#include <signal.h>
#include <system_error>

namespace xfork {

process_error::process_error(const process_error &other) noexcept
    : exception(other), m_report(other.m_report) {
  m_report->handles.add_relaxed(1);
}

process_error::~process_error() {
  if (m_report->handles.fetch_sub(1) == 1)
    delete m_report;
}

const detail::process_report &detail::report_of(const process_error &error) noexcept { return error.report(); }

const char *process_error::what() const noexcept { return m_report->text.c_str(); }

int process_died::signal() const noexcept { return report().signal; }
int process_died::exit_code() const noexcept { return report().exit_code; }
const char *process_died::last_output() const noexcept { return report().last_output.c_str(); }

const char *process_died::signal_name() const noexcept {
  switch (report().signal) {
  case 0:
    return "";
  case SIGABRT:
    return "SIGABRT";
  case SIGALRM:
    return "SIGALRM";
  case SIGBUS:
    return "SIGBUS";
  case SIGFPE:
    return "SIGFPE";
  case SIGHUP:
    return "SIGHUP";
  case SIGILL:
    return "SIGILL";
  case SIGINT:
    return "SIGINT";
  case SIGKILL:
    return "SIGKILL";
  case SIGPIPE:
    return "SIGPIPE";
  case SIGQUIT:
    return "SIGQUIT";
  case SIGSEGV:
    return "SIGSEGV";
  case SIGSYS:
    return "SIGSYS";
  case SIGTERM:
    return "SIGTERM";
  case SIGTRAP:
    return "SIGTRAP";
  case SIGUSR1:
    return "SIGUSR1";
  case SIGUSR2:
    return "SIGUSR2";
  case SIGXCPU:
    return "SIGXCPU";
  case SIGXFSZ:
    return "SIGXFSZ";
  default:
    return "another signal";
  }
}

const char *remote_exception::type_name() const noexcept { return report().type_name.c_str(); }
const char *remote_exception::message() const noexcept { return report().message.c_str(); }

namespace detail {

void throw_system_error(const char *what) { throw std::system_error(errno, std::generic_category(), what); }

} // namespace detail
} // namespace xfork
