// Threads for calls that mostly wait: as many as there are such calls, within a bound.
#pragma once

#include "task/heap_queue.hpp"

namespace xfork::detail {

inline constexpr std::uint16_t elastic_queue_number = heap_task::in_no_queue - 1;
/// What no thread of the elastic pool has begun yet.
extern heap_queue elastic_queue;

/// Queues the task, and wakes or starts a thread for it. False: there is no thread and none can be started.
bool offer_to_elastic_pool(heap_task &task) noexcept;

/// Around fork(2), as for the worker table; in the child the threads do not exist.
void lock_elastic_pool() noexcept;
void unlock_elastic_pool() noexcept;
void forget_elastic_pool() noexcept;

} // namespace xfork::detail
