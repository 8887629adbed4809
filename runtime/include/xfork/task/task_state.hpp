// Where a task stands, in one word: pending, running (by whom, from where on), done or threw; and whether someone sleeps.
#pragma once

#include "xfork/base/atomic.hpp"

#include <cstdint>

namespace xfork::detail {

enum class task_status : unsigned { pending = 0, running = 1, done = 2, threw = 3 };

/// The state of a task that another thread may run. The thread that claimed the task calls begin() and finish();
/// the ones that need it load() and announce_sleep(). Who may claim it is settled elsewhere (see offer_word,
/// heap_queue, and claim() for what waits in neither), so no transition here is contended.
class task_state {
public:
  /// The state at one moment.
  class snapshot {
  public:
    explicit snapshot(std::uint64_t word) noexcept : m_word(word) {}
    task_status status() const noexcept { return static_cast<task_status>(m_word & status_bits); }
    bool running() const noexcept { return status() == task_status::running; }
    bool finished() const noexcept { return status() >= task_status::done; }
    /// Both running, by the same thread at the same place; whether somebody sleeps is no part of it.
    bool runs_as(snapshot other) const noexcept { return ((m_word ^ other.m_word) & ~marks) == 0; }
    bool has_sleeper() const noexcept { return m_word & sleeper_bit; }
    bool claimed() const noexcept { return m_word & claimed_bit; }
    bool reported() const noexcept { return m_word & reported_bit; }
    /// Who runs it: index of the worker, its first free slot when it began, its number of nested stolen tasks.
    unsigned thief() const noexcept { return static_cast<unsigned>(m_word >> 16 & 0xffff); }
    unsigned base() const noexcept { return static_cast<unsigned>(m_word >> 32 & 0xffff); }
    unsigned depth() const noexcept { return static_cast<unsigned>(m_word >> 48); }
    /// The half of the word that futex calls compare.
    std::uint32_t futex_value() const noexcept { return static_cast<std::uint32_t>(m_word); }

  private:
    std::uint64_t m_word;
  };

  constexpr task_state() noexcept = default;
  void reset() noexcept { m_word.store_relaxed(0); }
  /// Acquire: whoever sees finish() sees the result.
  snapshot load() const noexcept { return snapshot(m_word.load_acquire()); }

  /// By the thief. A read-modify-write, for the owner may already have announced that it sleeps.
  void begin(unsigned thief, unsigned base, unsigned depth) noexcept {
    const auto wide = [](unsigned n) { return static_cast<std::uint64_t>(n); };
    m_word.fetch_or(running_value | wide(thief) << 16 | wide(base) << 32 | wide(depth) << 48);
  }

  /// By the thief; releases the result. The word may die at once, but its address may still be given to
  /// futex_wake_all, which is due if this returns true.
  [[nodiscard]] bool finish(task_status status) noexcept {
    return snapshot(m_word.exchange(static_cast<std::uint64_t>(status))).has_sleeper();
  }

  /// Of a task that waits in no queue: true for one caller, who runs it, or sees to it that it is run.
  bool claim() noexcept {
    const snapshot before(m_word.fetch_or(claimed_bit));
    return before.status() == task_status::pending && !before.claimed();
  }

  /// Of a task that threw: somebody has been told.
  void mark_reported() noexcept {
    if (!load().reported())
      m_word.fetch_or(reported_bit);
  }

  /// By a thread that is about to sleep until the word changes. Sequentially consistent against clear_sleeper().
  snapshot announce_sleep() noexcept { return snapshot(m_word.fetch_or(sleeper_bit) | sleeper_bit); }
  /// True if there was one: wake it. Taking the bit away changes the futex value, so a thread that has announced
  /// itself and not yet fallen asleep does not.
  bool clear_sleeper() noexcept {
    if (!snapshot(m_word.load()).has_sleeper())
      return false;
    return snapshot(m_word.fetch_and(~sleeper_bit)).has_sleeper();
  }

  /// The low half of the word (little-endian), for futex calls.
  const void *futex_address() const noexcept { return m_word.address(); }

private:
  static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
  static constexpr std::uint64_t status_bits = 3, running_value = 1, sleeper_bit = 4, claimed_bit = 8, reported_bit = 16;
  static constexpr std::uint64_t marks = sleeper_bit | claimed_bit | reported_bit;

  atomic<std::uint64_t> m_word;
};

} // namespace xfork::detail
