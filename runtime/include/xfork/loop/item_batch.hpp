// Items that a loop has taken one after the other, to be worked on by one thread in their order.
#pragma once

#include "xfork/base/stored_error.hpp"
#include "xfork/loop/item_gate.hpp"
#include "xfork/loop/parts.hpp"
#include "xfork/task/heap_task.hpp"

#include <cstdint>
#include <new>
#include <utility>

namespace xfork::detail {

/// How many items the next batch gets, by the number of those before it alone: one at first, for items may be few and
/// heavy, and ever more, for they may be many and light.
constexpr std::uint32_t batch_size(std::uint64_t items_before, std::uint64_t grain) noexcept {
  const std::uint64_t most = 512, wanted = items_before / 32 < most ? items_before / 32 : most;
  const std::uint64_t size = wanted > grain ? wanted : grain;
  return size < UINT32_MAX / 4 ? static_cast<std::uint32_t>(size) : UINT32_MAX / 4;
}

/// Room for items that are made in place, in order.
template <class Item> class item_store {
public:
  explicit item_store(std::uint32_t room) : m_items(static_cast<Item *>(::operator new(room * sizeof(Item), align))) {}
  item_store(const item_store &) = delete;
  item_store &operator=(const item_store &) = delete;
  ~item_store() {
    for (std::uint32_t n = 0; n != m_size; ++n)
      m_items[n].~Item();
    ::operator delete(m_items, align);
  }

  template <class Make> void add(const Make &make) {
    ::new (static_cast<void *>(m_items + m_size)) Item(make());
    ++m_size;
  }
  std::uint32_t size() const noexcept { return m_size; }
  /// Any thread that knows that it is there.
  Item &operator[](std::uint32_t n) const noexcept { return m_items[n]; }

private:
  static constexpr std::align_val_t align{alignof(Item)};
  Item *m_items;
  std::uint32_t m_size = 0;
};

/// Filled by the thread that runs the loop, which also makes and folds the part; emptied by whoever runs the task, maybe
/// while it is being filled.
template <class Source, class Body, class... Options> class item_batch final : public heap_task {
  using options = option_pack<Options...>;
  using parts = part_pack<Options...>;

public:
  item_batch(std::uint32_t room, std::uint64_t number, atomic<std::uint64_t> &last_batch, Body &body, options &o)
      : heap_task(kind_of_batch), m_items(room), m_room(room), m_number(number), m_last_batch(last_batch), m_body(body),
        m_options(o), m_lane(o), m_part(o, {nullptr, number}) {
    joined_by_maker = true;
  }
  ~item_batch() {
    if (m_error)
      release_error(m_error);
  }

  template <class Make> void add(const Make &make) {
    m_items.add(make);
    m_gate.add();
  }
  void close() noexcept { m_gate.close(); }
  bool is_full() const noexcept { return m_items.size() == m_room; }
  std::uint32_t size() const noexcept { return m_items.size(); }

  // When it has run:
  void fold_into(options &o) {
    m_part.deliver_to(o);
    m_part.fold_into(o);
  }
  /// The loop ends with this batch, by an error or without one.
  bool ended_loop() const noexcept { return m_ended_loop; }
  stored_error *take_error() noexcept { return std::exchange(m_error, nullptr); }

  item_batch *later = nullptr;

private:
  static task_status run_batch(basic_task &task) noexcept {
    auto &self = static_cast<item_batch &>(task);
    try {
      parts mine = std::move(self.m_part); // a local that nothing refers to while the loop runs
      self.work(mine);
      mine.close(self.m_options, self.m_lane, self.m_ended_loop ? chunk_end::early : chunk_end::open_ended);
      self.m_part = std::move(mine);
    } catch (any_exception &) { // copying, moving or closing
      self.fail();
    }
    return task_status::done;
  }

  void work(parts &mine) {
    try {
      for (std::uint32_t n = 0, known = 0;; ++n) {
        if (n == known && (known = m_gate.wait_beyond(n)) == n)
          return;
        if (m_last_batch.load_relaxed() < m_number)
          return; // nobody will ask for it
        mine.template call<Source>(m_lane, m_body, m_items[n]);
        if (mine.left())
          return end_loop();
      }
    } catch (any_exception &) {
      fail();
    }
  }

  void fail() noexcept {
    if (!m_error)
      m_error = capture_error();
    end_loop();
  }

  void end_loop() noexcept {
    m_ended_loop = true;
    std::uint64_t last = m_last_batch.load_relaxed();
    while (m_number < last && !m_last_batch.compare_exchange(last, m_number))
      ;
  }

  static constexpr task_kind kind_of_batch{&run_batch};

  item_gate m_gate;
  item_store<typename Source::item> m_items;
  const std::uint32_t m_room;
  const std::uint64_t m_number;
  atomic<std::uint64_t> &m_last_batch; // the lowest that ends the loop
  Body &m_body;
  options &m_options;
  lane_pack<Options...> m_lane;
  parts m_part;
  bool m_ended_loop = false;
  stored_error *m_error = nullptr;
};

} // namespace xfork::detail
