// Runs a small program of a few threads under every interleaving of its atomic operations.
//
// Stateless exploration (Godefroid, 1997): the program is run again and again, each time with another schedule, depth first.
// Sleep sets leave out schedules that differ only in the order of operations that do not see each other: different words, or
// reads of one. The threads are coroutines of one native thread, and memory is sequentially consistent: whether the runtime's
// weaker orders suffice is argued where they are used, and checked by ThreadSanitizer.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace xfork::model {

struct operation {
  const void *address = nullptr; ///< null: nobody else sees it
  bool writes = false;
};

/// Called by a thread of the explored program before it does `next`. Outside of an exploration it does nothing.
void before(operation next);
/// Blocks until wake().
void sleep_on(const void *address);
/// Blocks until somebody writes to it.
void await_write(const void *address);
/// `all`: else the one that has slept for longest.
void wake(const void *address, bool all);

/// A program; made anew for each schedule, so its constructor sets everything up.
class program {
public:
  virtual ~program() = default;
  /// Eight at most. They may not throw, and may not own anything: a schedule that leads nowhere new is broken off.
  virtual std::vector<std::function<void()>> threads() = 0;
  /// When all have ended: what is wrong, or nothing.
  virtual std::string verdict() = 0;
};

struct exploration {
  std::uint64_t schedules = 0; ///< that ran to their end
  std::string failure;         ///< with the schedule, as the numbers of the threads in turn; empty: there is none
};

/// Every schedule, or up to the first that fails: with a verdict, or because all threads sleep.
exploration explore(const std::function<program *()> &make);

template <class Program> exploration explore() {
  return explore([]() -> program * { return new Program; });
}

} // namespace xfork::model
