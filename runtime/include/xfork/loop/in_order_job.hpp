// A running loop whose chunks are begun in order, and delivered in order while it runs: what they print, say.
#pragma once

#include "xfork/loop/loop_job.hpp"
#include "xfork/scheduler/fork_join.hpp"

namespace xfork::detail {

/// Shared by the threads that run chunks of it; lives in the frame of for_loop().
///
/// A thread claims the lowest chunk that nobody has. One that finishes the lowest unfinished chunk delivers it, and those
/// behind it that wait. Threads that are too far ahead leave the loop instead of waiting; whoever finishes the chunk
/// that the others wait for goes on, and puts the rest on offer again.
class in_order_job : public loop_job {
public:
  /// Claims chunks and runs them, each followed by finished(), until claim() says no, or it is interrupted.
  using claimer = void (*)(in_order_job &) noexcept;
  /// False if it failed, so that nothing behind it may be delivered.
  using deliverer = bool (*)(in_order_job &, std::uint64_t chunk) noexcept;

  XFORK_API in_order_job(claimer run, deliverer deliver, std::uint64_t chunks);
  XFORK_API ~in_order_job();

  XFORK_API void run_in_order() noexcept;
  /// Whether all chunks below it have been delivered: then its own thread may deliver some of it early.
  bool is_next(std::uint64_t chunk) const noexcept { return m_delivered.load_acquire() == chunk; }

protected:
  /// Whether there is one for this thread to run now.
  XFORK_API bool claim(std::uint64_t &chunk) noexcept;
  /// The chunk has run, or failed. Delivers what is due.
  XFORK_API void finished(std::uint64_t chunk) noexcept;

private:
  bool may_claim(std::uint64_t chunk) const noexcept;
  void take_part() noexcept;

  claimer m_run;
  deliverer m_deliver;
  const std::uint64_t m_chunks;
  atomic<std::uint64_t> m_claimed{0};   // all below have been
  atomic<std::uint64_t> m_delivered{0}; // the same
  atomic<bool> m_ended{false};          // nothing more is delivered
  bool m_delivering = false;            // under the lock, as the next:
  bool *m_finished;                     // by chunk
};

/// Of which chunk of a running loop a part is.
struct chunk_place {
  const in_order_job *job; ///< null unless an option of the loop is in order, and in loops that take their items
  std::uint64_t chunk;

  /// No other chunk runs meanwhile, so that the body may do things itself.
  bool is_alone() const noexcept { return job ? job->alone() : nobody_else_works(); }
  bool is_next() const noexcept { return job && job->is_next(chunk); }
};

} // namespace xfork::detail
