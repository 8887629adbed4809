#include "xfork/result/shared_state.hpp"

#include "xfork/result/end_with_error.hpp"
#include "xfork/scheduler/fork_join.hpp"

namespace xfork::detail {

namespace {

/// Stands in the place of the first edge of a task that has ended.
shared_edge closed{nullptr};

/// Numbers the searches of the calling thread.
thread_local unsigned last_search = 0;

} // namespace

bool shared_state::start() noexcept {
  drop_stale_errors();
  const bool may_offer = !runs_serially();
  for (unsigned i = 0; may_offer && i != m_count; ++i) {
    m_inputs[i].dependent = this;
    if (!m_inputs[i].input->add_dependent(m_inputs[i]))
      m_remaining.fetch_sub(1);
  }
  const bool ready = may_offer && m_remaining.fetch_sub(1) == 1;
  const bool started = may_offer && (!ready || offer(true));
  m_maker = current_stack;
  if (started) {
    m_origin = m_maker->here();
    return true;
  }
  for (unsigned i = 0; i != m_count; ++i)
    m_inputs[i].input->settle();
  inherit_error();
  if (m_error)
    m_origin = m_maker->here();
  m_claimed.store(true);
  notify_dependents(); // nobody can have this one as an input yet: later ones find that it has ended
  static_cast<void>(state.finish(m_error ? task_status::threw : task_status::done));
  return false;
}

/// False if this one has ended.
bool shared_state::add_dependent(shared_edge &edge) noexcept {
  shared_edge *first = m_dependents.load_acquire();
  do {
    if (first == &closed)
      return false;
    edge.next = first;
  } while (!m_dependents.compare_exchange(first, &edge));
  return true;
}

void shared_state::notify_dependents() noexcept {
  for (shared_edge *edge = m_dependents.exchange(&closed); edge;) {
    shared_edge &told = *edge;
    edge = told.next;
    told.dependent->input_ended();
  }
}

void shared_state::input_ended() noexcept {
  if (m_remaining.fetch_sub(1) == 1)
    static_cast<void>(offer(false)); // if it cannot be offered, its maker will run it
}

/// Only what its maker offers may be taken by those who wait for the maker: elsewhere it is no descendant of what runs.
bool shared_state::offer(bool by_maker) noexcept {
  joined_by_maker = by_maker;
  m_offered = true;
  if (offer_heap_task(*this))
    return true; // it may have run by now, and be gone
  return m_offered = false;
}

bool shared_state::claim() noexcept { return m_offered ? take_back_heap_task(*this) : !m_claimed.exchange(true); }

/// Claims, of all that this one needs, the first in program order that can begin. `running`: else one that has begun.
shared_state *shared_state::claim_needed(unsigned search, shared_state *&running) noexcept {
  if (m_search == search || state.load().finished())
    return nullptr;
  m_search = search;
  bool ready = true;
  for (unsigned i = 0; i != m_count; ++i) {
    shared_state &input = *m_inputs[i].input;
    if (input.state.load().finished())
      continue;
    ready = false;
    if (shared_state *claimed = input.claim_needed(search, running))
      return claimed;
  }
  if (!ready)
    return nullptr;
  if (claim())
    return this;
  running = this;
  return nullptr;
}

void shared_state::settle() noexcept {
  if (current_stack != m_maker) {
    wait_for_task(state); // asked by the call of a dependent: it has run, or is in its last moment
    return;
  }
  while (!state.load().finished()) {
    shared_state *running = nullptr;
    if (shared_state *claimed = claim_needed(++last_search, running))
      run_heap_task(*claimed);
    else if (running)
      wait_for_task(running->state);
  }
}

/// In the serial program the call would not have begun.
void shared_state::inherit_error() noexcept {
  for (unsigned i = 0; i != m_count && !m_error; ++i)
    if (const stored_error *error = m_inputs[i].input->m_error)
      m_error = copy_error(*error);
}

task_status shared_state::run(basic_task &task) noexcept {
  auto &self = static_cast<shared_state &>(task);
  self.inherit_error();
  if (!self.m_error) {
    try {
      self.m_call(self);
    } catch (any_exception &) {
      self.m_error = capture_error();
    }
  }
  const task_status outcome = self.m_error ? task_status::threw : task_status::done;
  self.notify_dependents();
  return outcome;
}

void shared_state::fail() {
  if (current_stack != m_maker)
    rethrow_error(*m_error);
  m_delivered = true;
  deliver_error(*m_error, m_origin);
}

void shared_state::end() { end_with_error(m_error, m_origin, m_delivered); }

} // namespace xfork::detail
