// Platform: starting a thread of the runtime's own.
#pragma once

#include <pthread.h>

namespace xfork::detail {

using thread_body = void *(*)(void *);

/// With a native stack like the main thread's, and without the signals that are for the user's threads. False: the
/// system has no more threads for this process.
bool start_thread(pthread_t &thread, thread_body body) noexcept;
bool start_detached_thread(thread_body body) noexcept;

} // namespace xfork::detail
