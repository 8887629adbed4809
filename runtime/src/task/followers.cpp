#include "xfork/task/followers.hpp"

#include "base/short_lock.hpp"

#include <cstdint>
#include <mutex>

namespace xfork::detail {

namespace {

/// Many lists share a lock, so that a list is one pointer.
constinit short_lock locks[64];

short_lock &lock_of(const followers &list) noexcept {
  const auto address = reinterpret_cast<std::uintptr_t>(&list);
  return locks[(address >> 6 ^ address >> 12) % 64];
}

void ignore(follower &) noexcept {}
constinit follower closed_mark(&ignore);
follower *const closed = &closed_mark;

} // namespace

bool followers::add(follower &f) noexcept {
  const std::lock_guard guard(lock_of(*this));
  follower *newest = m_newest.load_acquire();
  do {
    if (newest == closed)
      return false;
    f.next = newest;
  } while (!m_newest.compare_exchange(newest, &f));
  return true;
}

bool followers::remove(follower &f) noexcept {
  const std::lock_guard guard(lock_of(*this));
  follower *newest = m_newest.load_acquire();
  if (newest == closed)
    return false;
  if (newest == &f) { // nobody else changes it: it is not null
    m_newest.store(f.next);
    return true;
  }
  for (follower *at = newest; at; at = at->next)
    if (at->next == &f) {
      at->next = f.next;
      return true;
    }
  return false;
}

follower *followers::take_all() noexcept {
  follower *none = nullptr;
  if (m_newest.compare_exchange(none, closed))
    return nullptr;
  const std::lock_guard guard(lock_of(*this));
  return m_newest.exchange(closed);
}

void followers::notify_all() noexcept {
  follower *oldest = nullptr;
  for (follower *f = take_all(); f;) {
    follower *older = f->next;
    f->next = oldest;
    oldest = f;
    f = older;
  }
  while (oldest) {
    follower &told = *oldest;
    oldest = told.next;
    told.notify(told);
  }
}

void followers::lock_all() noexcept {
  for (short_lock &lock : locks)
    lock.lock();
}

void followers::unlock_all() noexcept {
  for (short_lock &lock : locks)
    lock.unlock();
}

} // namespace xfork::detail
