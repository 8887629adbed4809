#include "xfork/task/entry_row.hpp"

#include <algorithm>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace xfork::detail {

entry_row::segment *entry_row::make_segment(unsigned size) {
  static_assert(std::is_trivially_destructible_v<entry_slot>);
  void *memory = ::operator new(sizeof(segment) + size * sizeof(entry_slot));
  auto *made = ::new (memory) segment{nullptr, size};
  std::uninitialized_default_construct_n(made->slots(), size);
  return made;
}

void entry_row::add_segment() {
  segment *added = m_spare;
  if (added)
    m_spare = added->next;
  else
    added = make_segment(m_end.in ? segment_size : first_segment_size);
  added->next = nullptr;
  if (m_end.in)
    m_end.in->next = added; // seen by others with the lock, once entries in it are published
  else
    m_oldest = {added, 0};
  m_end = {added, 0};
  m_room = added->size;
}

void entry_row::free_segments() noexcept {
  m_end.in->next = m_spare;
  for (segment *freed = m_oldest.in; freed;)
    ::operator delete(std::exchange(freed, freed->next));
}

entry_slot &entry_row::pop() noexcept {
  if (m_oldest.index == m_oldest.in->size) {
    segment *passed = m_oldest.in;
    step_over_end(m_oldest);
    passed->next = std::exchange(m_spare, passed);
  }
  entry_slot &slot = m_oldest.in->slots()[m_oldest.index++];
  if (m_left_in_batch == 0) {
    m_left_in_batch = slot.length;
    if (slot.elapsed != entry_slot::not_measured)
      cost.note(slot.elapsed / slot.length);
  }
  --m_left_in_batch;
  --m_pending;
  return slot;
}

entry_batch entry_row::begin_batch(place &at, unsigned most, unsigned waiting) noexcept {
  const auto claimed = [&] { return at.in->slots()[at.index].length != 0; };
  entry_slot &first = at.in->slots()[at.index];
  unsigned length = 0;
  while (length < most && at.index < at.in->size && !claimed())
    ++length, ++at.index;
  first.length = static_cast<std::uint16_t>(length);
  if (length < waiting)
    for (step_over_end(at); claimed(); step_over_end(at))
      ++at.index;
  return {&first, length};
}

entry_batch entry_row::claim_newest() noexcept {
  entry_slot &slot = m_end.in->slots()[m_end.index - 1];
  slot.length = 1;
  --m_unpublished;
  return {&slot, 1};
}

entry_batch entry_row::claim_unpublished() noexcept {
  if (m_unpublished == 0 || anything_unclaimed())
    return {};
  const entry_batch batch = begin_batch(m_unpublished_from, m_unpublished, m_unpublished);
  m_unpublished -= batch.length;
  return batch;
}

void entry_row::publish() noexcept {
  if (m_unclaimed.load_relaxed() == 0)
    m_next = m_unpublished_from;
  m_unclaimed.store_relaxed(m_unclaimed.load_relaxed() + std::exchange(m_unpublished, 0));
}

entry_batch entry_row::claim(unsigned most) noexcept {
  const unsigned unclaimed = m_unclaimed.load_relaxed();
  const entry_batch batch = begin_batch(m_next, std::min(most, unclaimed), unclaimed);
  m_unclaimed.store_relaxed(unclaimed - batch.length);
  return batch;
}

} // namespace xfork::detail
