// Loops whose iterations run in processes: one bad element costs its iteration an exception, not the program
// its life.
//
//   xfork::process_for_each(images, [](image &i) { shrink(i); });              // what becomes of the
//   elements comes back xfork::process_for_loop(xfork::below<int>(0, n), xfork::returning([&](int i) -> auto
//   & { return a[i]; }),
//                           [&](int i) { a[i] = f(i); });
#pragma once

#include "xfork/loop/chunking.hpp"
#include "xfork/loop/index_range.hpp"
#include "xfork/loop/options.hpp"
#include "xfork/loop/range_access.hpp"
#include "xfork/process/process_result.hpp"
#include "xfork/process/start.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <type_traits>
#include <utility>

namespace xfork {
namespace detail {

template <class Place> struct returning_option {
  Place place;
};
/// Of loops that bring nothing back.
struct nothing_returns {
  template <class Cursor> void operator()(Cursor &&) const {}
};

/// The space of an index loop. Cursors are visited in ascending order by each process.
template <class Range> struct process_indices {
  const Range &range;
  std::uint64_t size() const noexcept { return range.size(); }
  template <class Visit> void visit(std::uint64_t nth, Visit visit) { visit(range[nth]); }
};

/// The elements of a range that can be walked more than once. A process walks it once, stopping at its
/// elements.
template <class It> class process_elements {
public:
  template <class End> process_elements(It begin, End &end) : m_begin(begin), m_at(begin) {
    if constexpr (random_access<It, End>)
      m_size = static_cast<std::uint64_t>(end - begin);
    else
      for (It at = begin; at != end; ++at)
        ++m_size;
  }
  std::uint64_t size() const noexcept { return m_size; }
  template <class Visit> void visit(std::uint64_t nth, Visit visit) {
    if constexpr (random_access<It, It>) {
      using difference = decltype(m_begin - m_begin);
      It at = m_begin + static_cast<difference>(nth);
      visit(*at);
    } else {
      for (; m_position < nth; ++m_position)
        ++m_at;
      visit(*m_at);
    }
  }

private:
  const It m_begin;
  It m_at;
  std::uint64_t m_size = 0, m_position = 0;
};

/// A chunk's reply: for each iteration `true` and what it returns; `false` at the end, and whether, and what,
/// the chunk has thrown. What an iteration did before it threw counts, as in the serial program.
template <class Space, class Place, class Body> class process_loop {
public:
  process_loop(const Space &space, Place &place, Body &body, std::uint64_t grain)
      : m_space(space), m_in_child(space), m_place(place), m_body(body), m_chunks(space.size(), grain) {}

  void run(const process_options &options) {
    process_team team(options, default_team(), m_chunks.count(), {&run_chunk, this});
    for (std::uint64_t chunk = 0; chunk != m_chunks.count(); ++chunk)
      commit(team.wait(chunk), m_chunks.begin_of(chunk));
  }

private:
  static void run_chunk(void *context, std::uint64_t chunk, writer &out) {
    auto &self = *static_cast<process_loop *>(context);
    std::uint64_t nth = self.m_chunks.begin_of(chunk);
    try {
      for (const std::uint64_t end = self.m_chunks.begin_of(chunk + 1); nth != end; ++nth) {
        self.m_in_child.visit(nth,
                              [&](auto &&cursor) { self.m_body(std::forward<decltype(cursor)>(cursor)); });
        self.write_place(nth, out);
      }
      xfork::write(out, false);
      xfork::write(out, false);
    } catch (any_exception &) {
      self.write_place(nth, out);
      xfork::write(out, false);
      xfork::write(out, true);
      write_exception(out);
    }
  }

  void write_place(std::uint64_t nth, writer &out) {
    xfork::write(out, true);
    if constexpr (!std::is_same_v<Place, nothing_returns>)
      m_in_child.visit(nth, [&](auto &&cursor) { write_value(out, m_place(cursor)); });
  }
  template <class T> static void write_value(writer &out, const T &value) { xfork::write(out, value); }
  template <class T> static void read_value(reader &in, T &value) { value = xfork::read<T>(in); }

  void commit(process_reply &&reply, std::uint64_t nth) {
    reader in(open_reply(std::move(reply)));
    for (; xfork::read<bool>(in); ++nth)
      if constexpr (!std::is_same_v<Place, nothing_returns>)
        m_space.visit(nth, [&](auto &&cursor) { read_value(in, m_place(cursor)); });
    if (xfork::read<bool>(in))
      throw_exception(in);
  }

  Space m_space, m_in_child;
  Place &m_place;
  Body &m_body;
  const chunking m_chunks;
};

template <class Space, class Place, class Body>
void run_process_loop(Space space, Place place, Body &body, const process_options &options,
                      std::uint64_t grain) {
  if (space.size() == 0)
    return;
  if (!runs_serially())
    return process_loop<Space, Place, Body>(space, place, body, grain).run(options);
  try {
    for (std::uint64_t nth = 0, end = space.size(); nth != end; ++nth)
      space.visit(nth, [&](auto &&cursor) { body(std::forward<decltype(cursor)>(cursor)); });
  } catch (any_exception &) {
    rethrow_recorded();
  }
}

template <class Option> inline constexpr bool is_returning = false;
template <class Place> inline constexpr bool is_returning<returning_option<Place>> = true;

struct process_loop_options {
  process_options process = {};
  std::uint64_t grain = 1;

  void take(const process_options &o) noexcept { process = o; }
  void take(const grain_option &o) noexcept { grain = o.iterations; }
};

/// Options, in any order, then the body: `use(options, place, body)`.
template <class Use, class Place, class Body>
void gather_for_process(Use &use, const process_loop_options &options, Place place, Body &&body) {
  use(options, place, body);
}
template <class Use, class Place, class Option, class... Rest>
  requires(sizeof...(Rest) != 0)
void gather_for_process(Use &use, process_loop_options options, Place place, Option &&option,
                        Rest &&...rest) {
  static_assert(!std::is_base_of_v<option_base, std::decay_t<Option>>,
                "xfork: a loop in processes has no reductions and the like yet; have each "
                "iteration return its value, and fold the values afterwards");
  if constexpr (is_returning<std::decay_t<Option>>) {
    gather_for_process(use, options, option.place, std::forward<Rest>(rest)...);
  } else {
    options.take(option);
    gather_for_process(use, options, place, std::forward<Rest>(rest)...);
  }
}

/// Whether a body changes what it is called with: it takes no temporary, so its parameter is a reference to
/// non-const.
template <class Body, class Element>
concept changes_element =
    std::is_lvalue_reference_v<Element> && !std::is_const_v<std::remove_reference_t<Element>> &&
    !std::is_invocable_v<Body &, std::remove_cvref_t<Element>>;

struct element_returns {
  template <class Element> Element &operator()(Element &element) const { return element; }
};

} // namespace detail

/// An option of process_for_loop(): `place(i)` is what iteration i changes, a reference; it is copied back.
template <class Place> detail::returning_option<Place> returning(Place place) { return {std::move(place)}; }

/// Calls `body(i)` for every value of `range`, in processes that are the calling one as it is now; returns
/// when all have returned. One process for each processor, each taking the next chunk of iterations when it
/// has done one (grain(n): of at least n). What an iteration changes is lost but for what returning() names.
///
/// Throws what the lowest iteration that throws has thrown, or how its process died; what iterations below
/// have changed has been copied back then. process_options among the options limit each chunk. In serial mode
/// a plain loop.
template <class Range, class... OptionsAndBody>
void process_for_loop(const Range &range, OptionsAndBody &&...arguments) {
  const auto use = [&range](const detail::process_loop_options &options, auto &place, auto &body) {
    detail::run_process_loop(detail::process_indices<Range>{range}, place, body, options.process,
                             options.grain);
  };
  detail::gather_for_process(use, {}, detail::nothing_returns(), std::forward<OptionsAndBody>(arguments)...);
}

/// The same for every element of `range`, as range-for finds them. Elements that the body takes by reference
/// to non-const are copied back; they must be assignable, and able to travel.
template <class Range, class... OptionsAndBody>
void process_for_each(Range &&range, OptionsAndBody &&...arguments) {
  auto begin = detail::range_lookup::first_of(range);
  auto end = detail::range_lookup::last_of(range);
  using iterator = decltype(begin);
  static_assert(detail::multipass<iterator>,
                "xfork: a loop in processes needs a range that can be walked more than once");
  const auto use = [&](const detail::process_loop_options &options, auto &, auto &body) {
    using body_type = std::remove_reference_t<decltype(body)>;
    detail::process_elements<iterator> space(begin, end);
    if constexpr (detail::changes_element<body_type, decltype(*begin)>)
      detail::run_process_loop(space, detail::element_returns(), body, options.process, options.grain);
    else
      detail::run_process_loop(space, detail::nothing_returns(), body, options.process, options.grain);
  };
  detail::gather_for_process(use, {}, detail::nothing_returns(), std::forward<OptionsAndBody>(arguments)...);
}

} // namespace xfork
