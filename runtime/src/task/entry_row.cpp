#include "xfork/task/entry_row.hpp"

#include <algorithm>
#include <utility>

namespace xfork::detail {

void entry_row::add_segment() {
  segment *added = m_spare;
  if (added)
    m_spare = added->next;
  else
    added = new segment;
  added->next = nullptr;
  if (m_end.in)
    m_end.in->next = added; // seen by others with the lock, once entries in it are published
  else
    m_oldest = m_published_to = {added, 0};
  m_end = {added, 0};
}

void entry_row::free_segments() noexcept {
  m_end.in->next = m_spare;
  for (segment *freed = m_oldest.in; freed;)
    delete std::exchange(freed, freed->next);
}

entry_slot &entry_row::pop() noexcept {
  if (m_oldest.index == segment_size) {
    segment *passed = m_oldest.in;
    step_over_end(m_oldest);
    passed->next = std::exchange(m_spare, passed);
  }
  entry_slot &slot = m_oldest.in->slots[m_oldest.index++];
  if (m_left_in_batch == 0) {
    m_left_in_batch = slot.length;
    cost.note(slot.elapsed / slot.length);
  }
  --m_left_in_batch;
  --m_pending;
  return slot;
}

entry_batch entry_row::begin_batch(place &at, unsigned length) noexcept {
  step_over_end(at);
  length = std::min(length, segment_size - at.index);
  entry_slot &first = at.in->slots[at.index];
  first.length = static_cast<std::uint16_t>(length);
  at.index += length;
  return {&first, length};
}

entry_batch entry_row::claim_unpublished() noexcept {
  if (m_unpublished == 0 || anything_unclaimed())
    return {};
  const entry_batch batch = begin_batch(m_published_to, m_unpublished);
  m_unpublished -= batch.length;
  return batch;
}

void entry_row::publish() noexcept {
  if (m_unclaimed.load_relaxed() == 0)
    m_next = m_published_to;
  m_unclaimed.store_relaxed(m_unclaimed.load_relaxed() + std::exchange(m_unpublished, 0));
  m_published_to = m_end;
}

entry_batch entry_row::claim(unsigned most) noexcept {
  const unsigned unclaimed = m_unclaimed.load_relaxed();
  const entry_batch batch = begin_batch(m_next, std::min(most, unclaimed));
  m_unclaimed.store_relaxed(unclaimed - batch.length);
  return batch;
}

} // namespace xfork::detail
