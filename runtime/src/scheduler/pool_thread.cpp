#include "scheduler/pool_thread.hpp"

#include "scheduler/tuning.hpp"

#include <algorithm>
#include <signal.h>
#include <sys/resource.h>

namespace xfork::detail {

namespace {

std::size_t native_stack_size() noexcept {
  rlimit limit{};
  const bool known = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
  return std::clamp<unsigned long>(known ? limit.rlim_cur : 0, tuning::min_native_stack, tuning::max_native_stack);
}

/// Signals sent to the process are for the user's threads; those a thread causes itself must still reach it.
sigset_t signals_for_others() noexcept {
  sigset_t set;
  sigfillset(&set);
  for (const int own : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, SIGPROF})
    sigdelset(&set, own);
  return set;
}

} // namespace

bool start_thread(pthread_t &thread, thread_body body) noexcept {
  const sigset_t blocked = signals_for_others();
  sigset_t before;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, native_stack_size());
  pthread_sigmask(SIG_SETMASK, &blocked, &before);
  const int error = pthread_create(&thread, &attributes, body, nullptr);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  pthread_attr_destroy(&attributes);
  return error == 0;
}

bool start_detached_thread(thread_body body) noexcept {
  pthread_t thread;
  if (!start_thread(thread, body))
    return false;
  pthread_detach(thread);
  return true;
}

} // namespace xfork::detail
