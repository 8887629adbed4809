// A loop whose items come one after the other, from a source that only its own thread may ask: the condition of a `while`,
// the iterator of an input range. What they are given to runs on all threads, a batch of items at a time.
//
// A batch is on offer as soon as it has an item, so that nobody waits for a batch to fill while the source blocks. Batches are
// folded in their order by the thread that asks the source, and so many wait for their turn at most.
#pragma once

#include "xfork/loop/item_batch.hpp"
#include "xfork/scheduler/fork_join.hpp"
#include "xfork/scheduler/workers.hpp"

namespace xfork::detail {

/// A Source has next(), take(), which gives an `item`, and invoke(body, item, parts…).
template <class Source, class Body, class... Options> class taken_loop {
  using options = option_pack<Options...>;
  using batch = item_batch<Source, Body, Options...>;

public:
  taken_loop(Source &source, std::uint64_t grain, const options &o, Body &body)
      : m_source(source), m_grain(grain), m_options(o), m_body(body) {}
  taken_loop(const taken_loop &) = delete;
  taken_loop &operator=(const taken_loop &) = delete;
  ~taken_loop() {
    if (m_error)
      release_error(m_error);
  }

  auto run() {
    m_options.begin(*this);
    if (nobody_else_works())
      run_alone();
    else
      run_with_others();
    return m_options.take_result();
  }

private:
  // --- Nobody takes part: as the serial loop, but that parts end where batches would.

  void run_alone() {
    for (std::uint64_t items = 0, more = true; more;) {
      lane_pack<Options...> lane(m_options);
      part_pack<Options...> mine(m_options, {nullptr, m_number++});
      const std::uint32_t room = batch_size(items, m_grain);
      items += room;
      bool left = false;
      try {
        for (std::uint32_t n = 0; n != room && !left && (more = m_source.next()); ++n) {
          auto item = m_source.take();
          mine.template call<Source>(lane, m_body, item);
          left = mine.left();
        }
      } catch (any_exception &) {
        mine.close(m_options, lane, chunk_end::early);
        mine.fold_into(m_options);
        rethrow_recorded();
      }
      more = more && !left;
      mine.close(m_options, lane, left ? chunk_end::early : chunk_end::open_ended);
      mine.fold_into(m_options);
    }
  }

  // --- On all threads

  void run_with_others() {
    stored_error *of_source = nullptr;
    try {
      while (m_last_batch.load_relaxed() == UINT64_MAX && m_source.next())
        add();
    } catch (any_exception &) {
      of_source = capture_error();
    }
    finish_open();
    while (m_first)
      settle_first();
    // An iteration before it has thrown, or left the loop: the serial program would not have asked.
    if (of_source && m_ended)
      release_error(of_source);
    else if (of_source)
      m_error = of_source;
    if (m_error)
      rethrow_joined(*m_error);
  }

  void add() {
    if (!m_open) {
      m_open = new batch(batch_size(m_items, m_grain), m_number++, m_last_batch, m_body, m_options);
      (m_last ? m_last->later : m_first) = m_open;
      m_last = m_open;
      ++m_pending;
    }
    m_open->add([&] { return m_source.take(); });
    if (m_open->size() == 1)
      m_is_offered = offer_heap_task(*m_open);
    if (m_open->is_full())
      finish_open();
  }

  void finish_open() noexcept {
    if (!m_open)
      return;
    m_items += m_open->size();
    m_open->close();
    if (!m_is_offered)
      run_heap_task(*m_open);
    m_open = nullptr;
    m_is_offered = false;
    while (m_first && m_first->state.load().finished())
      commit_first();
    while (m_pending > 4 * workers())
      settle_first();
  }

  /// Runs what nobody has begun, the oldest first, until the first is done.
  void settle_first() noexcept {
    for (batch *b = m_first; b && !m_first->state.load().finished(); b = b->later)
      if (take_back_heap_task(*b))
        run_heap_task(*b);
    wait_for_task(m_first->state);
    commit_first();
  }

  void commit_first() noexcept {
    batch *first = m_first;
    m_first = first->later;
    if (!m_first)
      m_last = nullptr;
    --m_pending;
    if (!m_ended)
      commit(*first);
    delete first;
  }

  void commit(batch &first) noexcept {
    m_ended = first.ended_loop();
    m_error = first.take_error();
    try {
      first.fold_into(m_options);
    } catch (any_exception &) {
      m_ended = true;
      m_last_batch.store_relaxed(0);
      if (!m_error)
        m_error = capture_error();
    }
  }

  Source &m_source;
  const std::uint64_t m_grain;
  options m_options;
  Body &m_body;
  batch *m_first = nullptr, *m_last = nullptr; // not folded yet, in order
  batch *m_open = nullptr;                     // the last one, while it is being filled
  bool m_is_offered = false;                   // that one
  unsigned m_pending = 0;
  std::uint64_t m_items = 0, m_number = 0;
  atomic<std::uint64_t> m_last_batch{UINT64_MAX}; // the lowest that ends the loop
  bool m_ended = false;                           // what follows is not folded
  stored_error *m_error = nullptr;
};

/// A source in the place of the space that a loop walks.
template <class Source> struct taken_space {
  Source &source;
};
template <class Space> inline constexpr bool is_taken = false;
template <class Source> inline constexpr bool is_taken<taken_space<Source>> = true;

template <class Source, class Body, class... Options>
auto run_taken_loop(const taken_space<Source> &space, std::uint64_t grain, const option_pack<Options...> &options, Body &body) {
  return taken_loop<Source, Body, Options...>(space.source, grain, options, body).run();
}

} // namespace xfork::detail
