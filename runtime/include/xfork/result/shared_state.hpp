// The part of a shared_task that does not depend on types: what it waits for, and who waits for it.
#pragma once

#include "xfork/base/atomic.hpp"
#include "xfork/base/attributes.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/task/heap_task.hpp"
#include "xfork/task/task_stack.hpp"

namespace xfork::detail {

class shared_state;

/// An edge: `dependent` must not begin before `input` has ended. Lies in the dependent.
struct shared_edge {
  shared_state *input;
  shared_state *dependent = nullptr;
  shared_edge *next = nullptr; // of the same input
};

/// A call that is put on offer when the last of its inputs ends, by the thread that ran that one. If its maker asks for
/// the value sooner, it runs whatever the value needs and nobody has begun, in program order, and waits for the rest.
///
/// Protocol: an input hands out its edges in the last moment before its state says finished. So until then its
/// dependents live (they are joined after it, and destroyed before it), and a thread that sees it finished also sees
/// whether they have been offered.
class shared_state : heap_task {
public:
  /// Runs the call and stores its value; may throw.
  using caller = void (*)(shared_state &);

  shared_state(caller call, shared_edge *inputs, unsigned count, bool on_elastic_thread) noexcept
      : heap_task(shared_kind), m_call(call), m_inputs(inputs), m_count(count), m_remaining(count + 1) {
    io_bound = on_elastic_thread;
  }
  shared_state(const shared_state &) = delete;

  /// By the maker, once. False: it is not to be put on offer, and its inputs are settled; run the call now, unless an
  /// input has failed.
  [[nodiscard]] XFORK_API bool start() noexcept;
  /// Returns when it has ended.
  XFORK_API void settle() noexcept;
  /// Throws its error, if it has one. In another task it becomes that one's error; in the maker it is delivered.
  void check() {
    if (m_error) [[unlikely]]
      fail();
  }
  bool failed() const noexcept { return m_error != nullptr; }
  /// Of a failed one: how its destructor ends.
  XFORK_API void end();

private:
  XFORK_API static task_status run(basic_task &task) noexcept;
  static constexpr task_kind shared_kind{&run};
  [[noreturn]] XFORK_API void fail();

  bool add_dependent(shared_edge &edge) noexcept;
  void notify_dependents() noexcept;
  void input_ended() noexcept;
  bool offer(bool by_maker) noexcept;
  bool claim() noexcept;
  shared_state *claim_needed(unsigned search, shared_state *&running) noexcept;
  void inherit_error() noexcept;

  caller m_call;
  shared_edge *m_inputs;
  unsigned m_count;
  unsigned m_search = 0;        // of its maker, the last that came by
  atomic<unsigned> m_remaining; // inputs that have not ended, and one while start() runs
  atomic<shared_edge *> m_dependents; // or `closed`
  atomic<bool> m_claimed;       // of a call that is not on offer
  bool m_offered = false;       // written before the last input, or start(), ends
  bool m_delivered = false;     // the error has been thrown in the maker; the maker's alone
  stored_error *m_error = nullptr;
  task_stack *m_maker = nullptr;
  fork_point m_origin;
};

} // namespace xfork::detail
