// What goes wrong with a process task, apart from what its own code throws.
#pragma once

#include "xfork/base/attributes.hpp"

#include <new> // defines std::exception, at a tenth of the cost of <stdexcept>
#include <utility>

namespace xfork {

class process_error;
namespace detail {
struct process_report;
const process_report &report_of(const process_error &error) noexcept;
} // namespace detail

/// Everything here. Copies share one text.
class XFORK_API process_error : public std::exception {
public:
  explicit process_error(detail::process_report *report) noexcept : m_report(report) {}
  process_error(const process_error &other) noexcept;
  process_error &operator=(process_error other) noexcept {
    std::swap(m_report, other.m_report);
    return *this;
  }
  ~process_error() override;

  const char *what() const noexcept override;

protected:
  const detail::process_report &report() const noexcept { return *m_report; }

private:
  friend const detail::process_report &detail::report_of(const process_error &) noexcept;

  detail::process_report *m_report;
};

/// The process ended before it had a result: by a signal, by abort(), by _exit(), by the kernel for want of
/// memory.
class XFORK_API process_died : public process_error {
public:
  using process_error::process_error;
  int signal() const noexcept;              ///< 0 if it exited
  const char *signal_name() const noexcept; ///< "SIGSEGV"; "" if it exited
  int exit_code() const noexcept;           ///< -1 if a signal ended it, or if nobody knows
  const char *last_output() const noexcept; ///< the last lines it wrote to standard error
};

/// A limit of process_options was exceeded.
class XFORK_API limit_exceeded : public process_error {
public:
  using process_error::process_error;
};

/// The task threw something of a type that is unknown here, see exception_type.
class XFORK_API remote_exception : public process_error {
public:
  using process_error::process_error;
  const char *type_name() const noexcept;
  const char *message() const noexcept; ///< its what(), or ""
};

/// Bytes that are not what the type asked for was written as: writer and reader of a serialiser disagree.
class XFORK_API malformed_message : public process_error {
public:
  using process_error::process_error;
};

} // namespace xfork
