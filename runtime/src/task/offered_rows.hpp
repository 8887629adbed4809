// The scopes of one thread that have entries which nobody has claimed.
#pragma once

#include "base/short_lock.hpp"
#include "xfork/task/entry_row.hpp"

#include <algorithm>
#include <mutex>

namespace xfork::detail {

/// Scopes in the order they came to have something, oldest first. All members may be called from any thread, but for
/// publish(). Constant time, but for claim_descendant() (linear in the scopes it skips).
class offered_rows {
public:
  constexpr offered_rows() noexcept = default;

  /// By the owner, in the middle of `depth` stolen tasks.
  void publish(entry_row &row, unsigned depth) noexcept;
  /// A batch that leaves enough for `sharers` threads, or nothing.
  entry_batch claim(unsigned sharers) noexcept;
  /// The same from one of the rows, by its owner.
  entry_batch claim_from(entry_row &row, unsigned sharers) noexcept;
  /// The same from a row whose owner is in the middle of `depth` stolen tasks or more, if `still_there()` says, under the
  /// lock, that the innermost of these has not ended. What is claimed here belongs to a scope that is still open, and no
  /// publish or claim can come between, so then that task cannot end before the batch.
  template <class StillThere> entry_batch claim_descendant(unsigned depth, unsigned sharers, StillThere still_there) noexcept {
    if (m_size.load_relaxed() == 0)
      return {};
    const std::lock_guard guard(m_lock);
    entry_row *row = m_first;
    while (row && row->depth < depth)
      row = row->next;
    return row && still_there() ? claim_some(*row, sharers) : entry_batch();
  }
  /// Everything that is unclaimed in a row, piece by piece, by its owner, who will not run it.
  entry_batch claim_all_from(entry_row &row) noexcept;

  /// In the child of a fork(2): scopes of threads that do not exist here.
  void forget_all() noexcept;

  /// Entries that may be claimed. A guess by the time it is used; size() is sequentially consistent, for the check before
  /// a thief sleeps.
  unsigned size() const noexcept { return m_size.load(); }
  unsigned approximate_size() const noexcept { return m_size.load_relaxed(); }

  /// Around fork(2): no other thread may hold the lock in the child.
  void lock() noexcept { m_lock.lock(); }
  void unlock() noexcept { m_lock.unlock(); }

private:
  entry_batch claim_some(entry_row &row, unsigned sharers) noexcept;
  entry_batch take(entry_row &row, unsigned most) noexcept;
  void link(entry_row &row) noexcept;
  void unlink(entry_row &row) noexcept;

  short_lock m_lock;
  atomic<unsigned> m_size;
  entry_row *m_first = nullptr, *m_last = nullptr;
};

} // namespace xfork::detail
