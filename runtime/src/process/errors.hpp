// What the errors of processes know, and how they cross from one process to another.
#pragma once

#include "process/message.hpp"
#include "process/task_trace.hpp"
#include "xfork/base/atomic.hpp"
#include "xfork/process/errors.hpp"
#include "xfork/process/start.hpp"

#include <string>

namespace xfork::detail {

struct process_report {
  std::string text;
  int signal = 0;
  int exit_code = -1;
  std::string last_output = {};
  std::string type_name = {};
  std::string message = {};
  atomic<int> handles{1};
};

/// How a process ended, as far as anybody knows.
struct process_end {
  int signal = 0;
  int exit_code = -1;
  bool memory_limited = false, cpu_limited = false; ///< what its options said
};

/// Throws std::system_error with the current errno.
[[noreturn]] void throw_system_error(const char *what);

/// The exception being handled, for another process.
parcel encode_exception(bool memory_limited) noexcept;
/// The end of a process that had no result.
parcel encode_death(const process_end &end, const std::string &last_output, const task_trace &trace);
/// The same death, with what the process wrote, and where it was.
parcel with_output(parcel &&death, const std::string &last_output, const task_trace &trace);
/// The same death, of a process that had limits.
parcel with_limits(parcel &&death, const process_options &options);
/// What a reply of one of these two kinds says. `site` as in error_hooks.
[[noreturn]] void throw_failure(reply_kind kind, parcel &&content, const fork_site *site);

} // namespace xfork::detail
