#include "xfork/task/task_stack.hpp"

namespace xfork::detail {

constinit task_stack no_task_stack;
constinit thread_local task_stack *current_stack = &no_task_stack;

void task_stack::adopt(task_slot *slots, unsigned count) noexcept {
  m_slots = m_head = m_split = slots;
  m_end = slots + count;
}

void task_stack::adopt_thread(const unsigned *uncaught) noexcept {
  m_uncaught = uncaught;
  poison_limit(); // the first fork asks who is hungry
}

void task_stack::abandon() noexcept {
  m_head = m_split = m_slots;
  m_offer.store(offer_word(offer().generation() + 1, 0, 0).bits());
}

void task_stack::move_split(task_slot *split) noexcept {
  // Release (within seq_cst): the slots below the new split were written before, and thieves acquire this word.
  // Sequentially consistent: a thief that goes to sleep looks at this word after it has made itself known, and the
  // owner looks for sleepers after this.
  m_offer.fetch_add(static_cast<std::uint64_t>(split - m_split));
  m_split = split;
}

void task_stack::offer_older() noexcept {
  if (!anything_private())
    return;
  task_slot *middle = m_split + (m_head - m_split + 1) / 2;
  task_slot *low = m_slots + (height() < low_height ? height() : low_height);
  move_split(middle < low ? low : middle);
}

void task_stack::relax_limit() noexcept {
  m_must_fork.store(false); // before the limit, see go_on_serially()
  const unsigned reached = height(), capacity = static_cast<unsigned>(m_end - m_slots);
  const unsigned allowed = reached < low_height ? reached : 2 * reached;
  m_limit.store(m_slots + (allowed < capacity ? allowed : capacity));
}

void task_stack::offer_all() noexcept {
  if (anything_private())
    move_split(m_head);
}

bool task_stack::take_back(task_slot *slot) noexcept {
  std::uint64_t seen = m_offer.load_relaxed();
  for (;;) {
    const offer_word offer(seen);
    if (offer.tail() > index(slot))
      return false;
    // A few older ones stay on offer, for they may be long, and this thread may be busy for a while now. Of many, half
    // are taken back, or each of the next joins would have to come here.
    const unsigned older = index(slot) - offer.tail();
    const unsigned split = older <= low_height ? index(slot) : offer.tail() + older / 2;
    if (m_offer.compare_exchange(seen, offer.with_split(split).bits())) {
      m_split = m_slots + split;
      if (split == offer.tail())
        poison_limit(); // nothing is on offer now: the next fork must put something there
      return true;
    }
  }
}

void task_stack::pop_taken(task_slot *slot) noexcept {
  // tail > index(slot) and nothing newer is left, so tail == split and no thief's compare-exchange can succeed: a
  // plain store, ordered after the thief's finish() that the caller has acquired.
  const unsigned here = index(slot);
  m_offer.store_release(offer_word(offer_word(m_offer.load_relaxed()).generation(), here, here).bits());
  m_split = m_head = slot;
  poison_limit(); // nothing of mine is on offer: the next fork must put something there
}

task_slot *task_stack::take(offer_word seen) noexcept {
  std::uint64_t expected = seen.bits();
  // Acquire on success: reads from the owner's release in move_split(), or from a read-modify-write after it.
  return m_offer.compare_exchange(expected, seen.with_one_taken().bits()) ? m_slots + seen.tail() : nullptr;
}

} // namespace xfork::detail
