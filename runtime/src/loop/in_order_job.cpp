#include "xfork/loop/in_order_job.hpp"

#include "base/short_lock.hpp"
#include "xfork/result/stack_task.hpp"
#include "xfork/scheduler/fork_join.hpp"
#include "xfork/scheduler/workers.hpp"

#include <mutex>

namespace xfork::detail {

namespace {

constinit short_lock delivery_lock; // one for all such loops: it is held for a few instructions, once or twice a chunk

/// Chunks that may have been begun and not delivered, for each worker: what bounds the memory of a loop whose first
/// iterations take long. A few each, so that chunks of uneven length do not send threads away.
constexpr std::uint64_t chunks_ahead = 8;

} // namespace

in_order_job::in_order_job(claimer run, deliverer deliver, std::uint64_t chunks)
    : loop_job(nullptr, {.alone = nobody_else_works()}, false), m_run(run), m_deliver(deliver), m_chunks(chunks), m_finished(new bool[alone() ? 0 : chunks]()) {}

in_order_job::~in_order_job() { delete[] m_finished; }

void in_order_job::run_in_order() noexcept { take_part(); }

bool in_order_job::may_claim(std::uint64_t chunk) const noexcept {
  return chunk < m_chunks && chunk <= last_chunk() && !m_ended.load_relaxed() &&
         (alone() || chunk < m_delivered.load_relaxed() + chunks_ahead * workers());
}

void in_order_job::take_part() noexcept {
  for (std::uint64_t next; may_claim(next = m_claimed.load_relaxed());) {
    // Room for two, or a thief would find nothing to claim.
    if (!alone() && may_claim(next + 1) && !current_stack->anything_on_offer() && prepare_split()) {
      const auto other = stack_task([this] { take_part(); });
      take_part();
      other.join();
    } else {
      m_run(*this);
    }
  }
}

bool in_order_job::claim(std::uint64_t &chunk) noexcept {
  const std::lock_guard guard(delivery_lock);
  chunk = m_claimed.load_relaxed();
  if (!may_claim(chunk))
    return false;
  m_claimed.store_relaxed(chunk + 1);
  return true;
}

void in_order_job::finished(std::uint64_t chunk) noexcept {
  if (alone())
    return;
  std::unique_lock guard(delivery_lock);
  m_finished[chunk] = true;
  if (m_delivering || m_ended.load_relaxed())
    return;
  m_delivering = true;
  for (std::uint64_t next = m_delivered.load_relaxed(); next < m_chunks && m_finished[next]; ++next) {
    guard.unlock();
    const bool goes_on = m_deliver(*this, next) && next < last_chunk();
    guard.lock();
    m_delivered.store_release(next + 1);
    if (!goes_on) {
      m_ended.store_relaxed(true);
      break;
    }
  }
  m_delivering = false;
}

} // namespace xfork::detail
