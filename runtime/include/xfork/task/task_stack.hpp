// A thread's stack of forked calls: the owner pushes and pops without a fence, thieves take the oldest.
//
// A direct task stack (Faxén, "Wool", 2010; van Dijk and van de Pol, "Lace", 2014): tasks lie in place in the
// owner's array; a split point divides them into an older part on offer and a newer part that is private, so that
// the owner's fast path touches nothing that is shared.
#pragma once

#include "xfork/base/atomic.hpp"
#include "xfork/base/attributes.hpp"
#include "xfork/task/offer_word.hpp"
#include "xfork/task/task_slot.hpp"

namespace xfork::detail {

/// Invariant: tail <= split <= head, except between the moment a taken task has been joined and its pop.
/// Thread-safety: everything is for the owner alone, but for the members said to be for thieves.
class task_stack {
public:
  constexpr task_stack() noexcept = default;

  // --- the owner's fast path ---

  task_slot *head() const noexcept { return m_head; }
  /// One compare covers the end of the array, a thread without a stack, and "somebody is hungry": in each of these
  /// cases the limit lies at or below head. Relaxed: a hungry thief seen late costs time, never correctness.
  XFORK_INLINE bool may_push() const noexcept { return m_head < m_limit.load_relaxed(); }
  XFORK_INLINE void push() noexcept { ++m_head; }
  /// Pops `slot` if it is the newest and private: then no thief can know of it.
  XFORK_INLINE bool pop_private(task_slot *slot) noexcept {
    if (slot + 1 != m_head || slot < m_split) [[unlikely]]
      return false;
    m_head = slot;
    return true;
  }
  /// Somebody is hungry, or nothing of mine is on offer: the next fork goes the slow way.
  XFORK_INLINE bool is_poisoned() const noexcept { return m_limit.load_relaxed() == nullptr; }
  /// The poll of serial clones: the same, unless only threads that forbear are hungry.
  XFORK_INLINE bool must_fork() const noexcept { return m_must_fork.load_relaxed(); }
  /// Forks that nobody has taken, on offer or private. A guess, for thieves take meanwhile.
  XFORK_INLINE long pending() const noexcept {
    return m_head - m_slots - static_cast<long>(offer_word(m_offer.load_relaxed()).tail());
  }
  /// Of a stack task forked now. The number of exceptions in flight is std::uncaught_exceptions() without the call.
  XFORK_INLINE fork_point here() const noexcept { return fork_point(m_place, *m_uncaught); }

  // --- the owner's slow path ---

  /// Once, before anything else: the array to use.
  void adopt(task_slot *slots, unsigned count) noexcept;
  /// A thread takes the stack over, empty; `uncaught` is its uncaught_errors_location().
  void adopt_thread(const unsigned *uncaught) noexcept;
  /// In the child of a fork(2), where the owner does not exist.
  void abandon() noexcept;
  /// Of the entry of a scope that is forked now.
  fork_point next_entry() noexcept {
    m_place += 2;
    return fork_point(m_place - 1, *m_uncaught);
  }
  bool attached() const noexcept { return m_slots != nullptr; }
  unsigned height() const noexcept { return static_cast<unsigned>(m_head - m_slots); }
  bool full() const noexcept { return m_head >= m_end; }
  bool is_newest(const task_slot *slot) const noexcept { return slot + 1 == m_head; }
  bool is_private(const task_slot *slot) const noexcept { return slot >= m_split; }
  bool anything_on_offer() const noexcept { return !offer_word(m_offer.load_relaxed()).empty(); }
  bool anything_private() const noexcept { return m_split < m_head; }
  /// Puts all private tasks on offer, or the older ones.
  void offer_all() noexcept;
  void offer_older() noexcept;
  /// Takes tasks on offer back until `slot` is private again; false if a thief has it.
  bool take_back(task_slot *slot) noexcept;
  /// Pops the newest task after a thief has run it. Nothing below it is left to take, so the offer starts afresh.
  void pop_taken(task_slot *slot) noexcept;
  void pop(task_slot *slot) noexcept { m_head = slot; }
  /// The tasks that were begun since `generation()` last changed are all still unfinished.
  void next_generation() noexcept { m_offer.fetch_add(offer_word::one_generation); }
  /// Lets the fast path go on for a while: until the stack is higher than it has been, while it is low (those tasks may
  /// be few and long, so they ought to be on offer before the owner is busy with the last of them), until it is twice as
  /// high after that (so that deep recursion passes here a logarithmic number of times).
  void relax_limit() noexcept;
  /// The same without thieves: until the array is full.
  void remove_limit() noexcept { m_limit.store(m_end); }
  /// No longer must_fork(), unless the limit is poisoned. poison_limit() writes the two words in the other order: so either
  /// this sees the limit, or that one's must_fork comes last, and costs the owner a look at who is hungry.
  void go_on_serially() noexcept {
    m_must_fork.store(false);
    if (is_poisoned())
      m_must_fork.store(true);
  }

  // --- for thieves and the owner alike ---

  /// Makes the owner's next fork ask who is hungry.
  void poison_limit() noexcept {
    poison_forks();
    if (!m_must_fork.load_relaxed())
      m_must_fork.store(true);
  }
  /// The same, but leaves it in its serial clone if it is in one.
  void poison_forks() noexcept {
    if (m_limit.load_relaxed() != nullptr)
      m_limit.store(nullptr);
  }
  /// Sequentially consistent, for the check before a thief sleeps.
  offer_word offer() const noexcept { return offer_word(m_offer.load()); }
  /// Always memory; what is in it may be about to change.
  const task_slot &slot_at(unsigned index) const noexcept { return m_slots[index]; }
  /// Claims the oldest task of `seen` unless anything has changed since.
  task_slot *take(offer_word seen) noexcept;

private:
  /// Pending forks that are always put on offer: more than people write in one block.
  static constexpr unsigned low_height = 8;

  unsigned index(const task_slot *slot) const noexcept { return static_cast<unsigned>(slot - m_slots); }
  void move_split(task_slot *split) noexcept;

  // The owner's line; m_limit and m_must_fork are written by thieves, but only when they find nothing.
  task_slot *m_head = nullptr;
  atomic<task_slot *> m_limit;
  atomic<bool> m_must_fork{true};
  task_slot *m_split = nullptr; // mirrors offer().split()
  const unsigned *m_uncaught = nullptr;
  std::uint64_t m_place = 1; // see fork_point
  task_slot *m_slots = nullptr;
  task_slot *m_end = nullptr;

  alignas(64) atomic<std::uint64_t> m_offer;
};

/// Stands in for the stack of a thread that has none: its may_push() is always false.
extern task_stack no_task_stack;

/// The calling thread's stack; &no_task_stack until it forks for the first time.
/// initial-exec: one load instead of a call, also from position-independent code.
extern XFORK_API constinit thread_local task_stack *current_stack __attribute__((tls_model("initial-exec")));

} // namespace xfork::detail
