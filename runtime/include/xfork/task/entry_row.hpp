// The calls of one scope, in program order: results that wait for their turn, then what runs, then what nobody has begun.
//
//   done  done | running  running | waiting  waiting  waiting | unpublished
//   ^ oldest     (batches)          ^ next to be claimed        ^ known to the owner only
//
// The owner appends and commits. Whoever has nothing to do claims a batch of consecutive entries, the oldest first, and
// runs it in order. What threads share is touched once a batch, so that a call of a fraction of a microsecond is worth
// forking.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/base/fork_point.hpp"
#include "xfork/task/task_state.hpp"

#include <cstddef>
#include <cstdint>

namespace xfork::detail {

struct entry_slot;
struct stored_error;

enum class entry_stage : std::uint8_t { waiting, done, threw };

/// What the entries of one type have in common; a static object.
struct entry_kind {
  /// Runs the call and keeps what comes out of it: done or threw.
  entry_stage (*run)(entry_slot &) noexcept;
  /// Of an entry that is done: hands the result over. The entry ends, even if that throws.
  void (*commit)(entry_slot &);
  /// Ends an entry at whatever stage; returns the error of one that threw, else null.
  stored_error *(*drop)(entry_slot &) noexcept;
  bool io_bound = false; ///< the slot holds the address of an io_entry
};

/// One entry, in place, or the address of one that is larger.
struct entry_slot {
  static constexpr std::size_t capacity = 32;

  alignas(16) std::byte data[capacity];
  const entry_kind *kind;
  fork_point origin;
  task_state batch;      ///< of the batch that begins here, if one does
  std::uint32_t elapsed; ///< how long that has run, in ticks of cycle_count(), or
  static constexpr std::uint32_t not_measured = UINT32_MAX;
  std::uint16_t length;  ///< its entries; 0: claimed by nobody
  entry_stage stage;     ///< of this entry; written by whoever runs it

  template <class T> T *as() noexcept { return __builtin_launder(reinterpret_cast<T *>(data)); }
};

static_assert(sizeof(entry_slot) == 64);

/// Consecutive entries that a thread has claimed; it runs them, and then finishes the state of the first.
struct entry_batch {
  entry_slot *first = nullptr;
  unsigned length = 0;
  explicit operator bool() const noexcept { return first; }
};

/// What calls have cost lately, in ticks of cycle_count() each; 0: unknown. For one thread.
class call_cost {
public:
  std::uint32_t ticks() const noexcept { return m_ticks; }
  /// An average, so that a few long calls among many short ones count; a sixteenth of it is the latest.
  void note(std::uint32_t ticks) noexcept {
    m_ticks = m_ticks == 0 ? ticks | 1 : static_cast<std::uint32_t>((std::uint64_t{m_ticks} * 15 + ticks + 15) / 16);
  }

  void note_since(std::uint64_t start, std::uint64_t now) noexcept {
    note(now - start < UINT32_MAX ? static_cast<std::uint32_t>(now - start) : UINT32_MAX);
  }

private:
  std::uint32_t m_ticks = 0;
};

/// Thread-safety: all is for the owner of the scope, but for what is said to need the lock of the offered_rows (of the
/// owner's worker) that the row is published in.
class entry_row {
public:
  entry_row() noexcept = default;
  entry_row(const entry_row &) = delete;
  entry_row &operator=(const entry_row &) = delete;
  ~entry_row() {
    if (m_end.in) [[unlikely]]
      free_segments();
  }

  /// Entries not yet committed.
  unsigned pending() const noexcept { return m_pending; }
  bool empty() const noexcept { return m_pending == 0; }
  unsigned unpublished() const noexcept { return m_unpublished; }
  /// Entries that nobody has begun; may be fewer by the time it is used.
  unsigned waiting() const noexcept { return m_unpublished + m_unclaimed.load_relaxed(); }
  /// Whether somebody may claim one; a guess by the time it is used.
  bool anything_unclaimed() const noexcept { return m_unclaimed.load_relaxed() != 0; }

  /// Where the next entry is to be made; then add() it. May throw std::bad_alloc.
  XFORK_INLINE entry_slot &room() {
    if (m_room == 0) [[unlikely]]
      add_segment();
    return m_end.in->slots()[m_end.index];
  }
  XFORK_INLINE void add(const entry_kind &kind, fork_point origin) noexcept {
    entry_slot &slot = m_end.in->slots()[m_end.index++];
    --m_room;
    slot.kind = &kind;
    slot.origin = origin;
    slot.batch.reset();
    slot.length = 0;
    slot.stage = entry_stage::waiting;
    ++m_pending;
    if (m_unpublished++ == 0)
      m_unpublished_from = {m_end.in, m_end.index - 1};
  }

  /// The oldest entry, of an unfinished batch perhaps.
  entry_slot &oldest() noexcept { // only pop() passes from one segment to the next, for it keeps those it has passed
    return m_oldest.index == m_oldest.in->size ? m_oldest.in->next->slots()[0] : m_oldest.in->slots()[m_oldest.index];
  }
  /// Whether the oldest entry's batch has been run; acquires what it has left.
  bool oldest_finished() noexcept {
    return m_pending != 0 && (m_left_in_batch != 0 || oldest().batch.load().finished());
  }
  /// Of a finished batch: takes the oldest entry out of the row. Its memory stays until the next call.
  entry_slot &pop() noexcept;

  /// All that is unpublished, or as much of it as lies together, for the owner to run; nothing if something else is to be
  /// claimed first, or there is none.
  entry_batch claim_unpublished() noexcept;

  /// The newest entry, which nobody else will claim.
  entry_batch claim_newest() noexcept;

  call_cost cost;

  // --- with the lock ---

  void publish() noexcept;
  unsigned unclaimed() const noexcept { return m_unclaimed.load_relaxed(); }
  /// The oldest ones nobody has claimed, `most` at most; there is at least one.
  entry_batch claim(unsigned most) noexcept;

  entry_row *previous = nullptr, *next = nullptr;
  bool listed = false;
  unsigned depth = 0;           ///< how many stolen tasks the owner is in the middle of
  atomic<unsigned> stride{1};   ///< entries that are worth claiming at once; set by the owner

private:
  /// The first is what malloc caches for each thread; who has many entries wants long batches, and they lie in one segment.
  static constexpr unsigned first_segment_size = 15, segment_size = 64;

  struct alignas(16) segment {
    segment *next;
    unsigned size;
    entry_slot *slots() noexcept { return __builtin_launder(reinterpret_cast<entry_slot *>(this + 1)); }
  };
  /// An index of the segment's size means the first slot of the next segment, which may not exist yet.
  struct place {
    segment *in = nullptr;
    unsigned index = 0;
  };

  static segment *make_segment(unsigned size);
  static void step_over_end(place &at) noexcept {
    if (at.index == at.in->size) [[unlikely]]
      at = {at.in->next, 0};
  }

  XFORK_API XFORK_COLD void add_segment();
  XFORK_API void free_segments() noexcept;
  /// From an unclaimed entry on, which is moved to the next one if there is any among those `waiting`.
  static entry_batch begin_batch(place &at, unsigned most, unsigned waiting) noexcept;

  place m_end, m_oldest;
  unsigned m_room = 0;        // slots left behind m_end in its segment
  place m_unpublished_from;   // while anything is unpublished
  place m_next;               // to be claimed; with the lock, and while anything is unclaimed
  segment *m_spare = nullptr; // linked; passed by the oldest entry
  unsigned m_pending = 0, m_unpublished = 0;
  unsigned m_left_in_batch = 0;    // entries of the oldest one's batch, if that is finished
  atomic<unsigned> m_unclaimed{0}; // of those published; changed with the lock
};

} // namespace xfork::detail
