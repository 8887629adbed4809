// All workers there have ever been, and which thread has which.
#pragma once

#include "scheduler/worker.hpp"

namespace xfork::detail {

/// The calling thread's worker; lent one until the thread ends if it has none. Null: no more to be had.
worker *attach_this_thread() noexcept;
/// Called before that by a thread whose being blocked is nothing to make up for.
void never_replace_this_thread() noexcept;
/// Null if the calling thread has none.
worker *attached_worker() noexcept;

/// Slots of the table in use, from 0; it only grows. Sequentially consistent: a worker is in it before it offers.
unsigned worker_count() noexcept;
worker &worker_at(unsigned index) noexcept;

/// Around fork(2): no list or queue is being changed in between.
void lock_worker_table() noexcept;
void unlock_worker_table() noexcept;
/// In the child of a fork(2): the workers of threads that do not exist here are emptied and free to be lent.
void abandon_other_workers() noexcept;

} // namespace xfork::detail
