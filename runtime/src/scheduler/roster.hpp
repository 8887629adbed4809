// Which threads of the pool are at work: as many as there are places; the others are parked.
#pragma once

#include "scheduler/pool_thread.hpp"
#include "scheduler/worker.hpp"

namespace xfork::detail {

/// Starts as many threads, one for each place; `body` is what they run. The pool's lock is held.
void open_roster(unsigned places, thread_body body) noexcept;
/// Ends all threads and waits for them. The same.
void close_roster() noexcept;
/// Whether the threads are to end.
bool roster_is_closing() noexcept;

/// A place for a substitute of `w`, filled with a parked thread or a new one if there are any.
void add_substitute(worker &w) noexcept;
/// Takes it away again, unless the roster has been closed since. Some thread parks when it has ended what it is doing.
void remove_substitute(worker &w) noexcept;
/// Places in advance of need, to be withdrawn all at once.
void add_advance_places(unsigned count) noexcept;
void withdraw_advance_places() noexcept;

/// By a thread of the pool that has nothing to do, while it counts as searching: parks if there are more threads than
/// places, until there is a place again or the roster closes.
void park_if_surplus() noexcept;

/// Around fork(2); in the child the threads do not exist.
void lock_roster() noexcept;
void unlock_roster() noexcept;
void forget_roster() noexcept;

} // namespace xfork::detail
