#include "task/offered_rows.hpp"

namespace xfork::detail {

void offered_rows::link(entry_row &row) noexcept {
  row.previous = m_last;
  row.next = nullptr;
  (m_last ? m_last->next : m_first) = &row;
  m_last = &row;
  row.listed = true;
}

void offered_rows::unlink(entry_row &row) noexcept {
  (row.previous ? row.previous->next : m_first) = row.next;
  (row.next ? row.next->previous : m_last) = row.previous;
  row.listed = false;
}

void offered_rows::publish(entry_row &row, unsigned depth) noexcept {
  const unsigned added = row.unpublished();
  if (added == 0)
    return;
  const std::lock_guard guard(m_lock);
  row.publish();
  row.depth = depth;
  if (!row.listed)
    link(row);
  m_size.fetch_add(added); // sequentially consistent: the owner looks for sleepers next
}

entry_batch offered_rows::take(entry_row &row, unsigned most) noexcept {
  const entry_batch batch = row.claim(most);
  if (row.unclaimed() == 0)
    unlink(row);
  m_size.fetch_sub(batch.length);
  return batch;
}

/// Guided self-scheduling (Polychronopoulos and Kuck, 1987): what is left may be longer than what the stride comes from.
entry_batch offered_rows::claim_some(entry_row &row, unsigned sharers) noexcept {
  const unsigned fair = row.unclaimed() / (2 * sharers);
  return take(row, std::clamp(fair, 1u, row.stride.load_relaxed()));
}

entry_batch offered_rows::claim(unsigned sharers) noexcept {
  if (m_size.load_relaxed() == 0)
    return {};
  const std::lock_guard guard(m_lock);
  return m_first ? claim_some(*m_first, sharers) : entry_batch();
}

entry_batch offered_rows::claim_from(entry_row &row, unsigned sharers) noexcept {
  if (!row.anything_unclaimed())
    return {};
  const std::lock_guard guard(m_lock);
  return row.listed ? claim_some(row, sharers) : entry_batch();
}

entry_batch offered_rows::claim_all_from(entry_row &row) noexcept {
  if (!row.anything_unclaimed())
    return {};
  const std::lock_guard guard(m_lock);
  return row.listed ? take(row, row.unclaimed()) : entry_batch();
}

void offered_rows::forget_all() noexcept {
  const std::lock_guard guard(m_lock);
  m_first = m_last = nullptr;
  m_size.store(0);
}

} // namespace xfork::detail
