// What comes back from a process, before anybody has looked into it.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/base/fork_site.hpp"
#include "xfork/process/archive.hpp"

#include <cstdint>

namespace xfork::detail {

enum class reply_kind : std::uint32_t { value, exception, death };

struct process_reply {
  reply_kind kind = reply_kind::value;
  parcel content;
};

/// The bytes of the value; throws what the task has thrown, or how its process ended. In the function that has forked it.
XFORK_API parcel open_reply(process_reply &&reply);
/// The same anywhere, of a task that was forked at `site`.
XFORK_API parcel open_reply(process_reply &&reply, fork_site site);

/// The exception being handled, as part of a result. In a handler of any_exception.
XFORK_API void write_exception(writer &out);
[[noreturn]] XFORK_API void throw_exception(reader &in);

/// Where replies go. Called by the thread that watches the children, one call at a time; must not wait for a
/// process.
class reply_sink {
public:
  /// `item`: which of the tasks of one start_…() it is about. False: nothing more is wanted, never call
  /// again.
  virtual bool arrived(std::uint64_t item, process_reply &&reply) noexcept = 0;
  /// The last call: the process has ended. `death` says how, for tasks without a reply.
  virtual void ended(process_reply &&death) noexcept = 0;

protected:
  ~reply_sink() = default;
};

} // namespace xfork::detail
