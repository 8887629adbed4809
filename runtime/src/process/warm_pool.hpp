// Children that were forked earlier and serve calls that bring all they need.
#pragma once

#include "process/child.hpp"
#include "process/warm_channel.hpp"
#include "xfork/process/warm_process.hpp"

#include <condition_variable>
#include <mutex>

namespace xfork::detail {

/// One such child. Has one user at a time, who sends a request and waits for the reply.
class warm_worker final : reply_sink {
public:
  /// Forks it; throws std::system_error.
  warm_worker();
  warm_worker(const warm_worker &) = delete;
  warm_worker &operator=(const warm_worker &) = delete;
  /// Ends the child, if it lives, and waits for that.
  ~warm_worker();

  /// False if the child is dead, or does not have code that has been loaded since.
  bool is_usable() const noexcept;
  /// Unless the child had died before it began the call, in which case another one can be asked.
  bool call(warm_function function, const process_options &options, const process_reply &request, bool spare,
            process_reply &reply);

  warm_worker *next = nullptr;

private:
  bool arrived(std::uint64_t, process_reply &&) noexcept override { return true; }
  void ended(process_reply &&death) noexcept override;

  warm_channel *const m_channel;
  child *m_child;
  const unsigned long long m_code;
  awaited_reply m_death;
  bool m_death_told = false;
};

/// All of them, as many as there are processors, forked when they are first needed. Any thread may use it.
class warm_pool {
public:
  /// Waits for one that is idle. `spare`: whether there are processors for all that are busy, and for those who wait
  /// for them.
  warm_worker *take(bool &spare);
  void give_back(warm_worker *worker) noexcept;
  /// Of one that is dead: there can be another.
  void discard(warm_worker *worker) noexcept;

  static warm_pool &instance() noexcept;

private:
  static void before_fork() noexcept;
  static void after_fork_in_parent() noexcept;
  static void after_fork_in_child() noexcept;

  warm_worker *take_idle() noexcept;

  std::mutex m_lock;
  std::condition_variable m_fewer_busy;
  warm_worker *m_idle = nullptr; // the latest first: it has its memory in the caches
  unsigned m_count = 0;          // idle or busy
  unsigned m_busy = 0;
};

} // namespace xfork::detail
