#include "process/crash_slots.hpp"

#include "base/error_hooks.hpp"

#include <cerrno>
#include <signal.h>
#include <sys/mman.h>

namespace xfork::detail {

crash_slots *crash_slots::make() noexcept {
  void *memory = ::mmap(nullptr, sizeof(crash_slots), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<crash_slots *>(memory); // zeros: all empty
}

void crash_slots::release(crash_slots *slots) noexcept { ::munmap(slots, sizeof(crash_slots)); }

crash_slots::slot *crash_slots::find(std::uint64_t item) noexcept {
  for (slot &s : m_slots)
    if (s.what.load() == recorded && s.item == item)
      return &s;
  return nullptr;
}

void crash_slots::forget(std::uint64_t item) noexcept {
  if (slot *s = find(item))
    s->what.store(empty);
}

void crash_slots::record(std::uint64_t item, const call_stack &stack) noexcept {
  forget(item); // what a handler of the program has left by siglongjmp()
  for (slot &s : m_slots) {
    std::uint32_t expected = empty;
    if (!s.what.compare_exchange(expected, in_use))
      continue;
    s.item = item;
    s.stack.count = stack.count;
    s.stack.shortened = stack.shortened;
    for (unsigned i = 0; i < stack.count; ++i)
      s.stack.frames[i] = stack.frames[i];
    s.ends_in_task = stack.task == task_of_process;
    s.what.store(recorded);
    return;
  }
}

task_trace crash_slots::take(std::uint64_t item) {
  slot *s = find(item);
  if (!s)
    return {};
  task_trace trace{{s->stack.frames, s->stack.frames + s->stack.count}, s->stack.shortened || !s->ends_in_task};
  s->what.store(empty);
  return trace;
}

namespace {

constinit crash_slots *slots_of_process = nullptr;
constinit std::uint64_t item_of_process = 0;

/// For when it is the stack that has run out.
alignas(16) constinit char handler_stack[64 * 1024] = {};

void record_interrupted() noexcept {
  const int error = errno;
  call_stack stack;
  installed_error_hooks->interrupted(stack);
  slots_of_process->record(item_of_process, stack);
  errno = error;
}

/// The signal comes again when this returns, and then does what it does by default.
void on_crash(int signal, siginfo_t *info, void *) noexcept {
  record_interrupted();
  if (info->si_code <= 0) // somebody has sent it, abort() for instance
    ::raise(signal);
}

/// What the program has installed.
constinit struct sigaction handlers_of_program[NSIG] = {};

/// Where the program has a handler of its own: that decides whether it is a crash.
void on_handled_signal(int signal, siginfo_t *info, void *context) noexcept {
  record_interrupted();
  const struct sigaction &theirs = handlers_of_program[signal];
  if (theirs.sa_flags & static_cast<int>(SA_RESETHAND))
    ::signal(signal, SIG_DFL);
  if (theirs.sa_flags & SA_SIGINFO)
    theirs.sa_sigaction(signal, info, context);
  else
    theirs.sa_handler(signal);
  struct sigaction left {};
  ::sigaction(signal, nullptr, &left);
  if (signal != SIGABRT && left.sa_sigaction == &on_handled_signal) // else the process ends all the same
    slots_of_process->forget(item_of_process);
}

struct sigaction handler_for(int signal, const struct sigaction &present) noexcept {
  struct sigaction ours = present;
  if ((present.sa_flags & SA_SIGINFO) || present.sa_handler != SIG_DFL) {
    handlers_of_program[signal] = present;
    ours.sa_sigaction = &on_handled_signal;
    ours.sa_flags = (present.sa_flags & ~static_cast<int>(SA_RESETHAND)) | SA_SIGINFO;
  } else {
    ours.sa_sigaction = &on_crash;
    ours.sa_flags = SA_SIGINFO | SA_ONSTACK | static_cast<int>(SA_RESETHAND);
  }
  return ours;
}

void use_handler_stack() noexcept {
  stack_t present{};
  if (::sigaltstack(nullptr, &present) != 0 || !(present.ss_flags & SS_DISABLE))
    return;
  stack_t ours{};
  ours.ss_sp = handler_stack;
  ours.ss_size = sizeof handler_stack;
  ::sigaltstack(&ours, nullptr);
}

} // namespace

void record_crashes(crash_slots *slots) noexcept {
  slots_of_process = slots;
  if (!slots)
    return;
  call_stack first;
  installed_error_hooks->interrupted(first);
  use_handler_stack();
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS}) {
    struct sigaction present {};
    if (::sigaction(signal, nullptr, &present) != 0)
      continue;
    const bool is_ignored = !(present.sa_flags & SA_SIGINFO) && present.sa_handler == SIG_IGN;
    const bool is_ours = (present.sa_flags & SA_SIGINFO) && // in a child's child
                         (present.sa_sigaction == &on_crash || present.sa_sigaction == &on_handled_signal);
    if (is_ignored || is_ours)
      continue;
    const struct sigaction ours = handler_for(signal, present);
    ::sigaction(signal, &ours, nullptr);
  }
}

void set_item_of_crashes(std::uint64_t item) noexcept { item_of_process = item; }

} // namespace xfork::detail
