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
#include "xfork/loop/parts.hpp"
#include "xfork/loop/range_access.hpp"
#include "xfork/loop/variables.hpp"
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

/// What comes back of an iteration: what each place gives for its cursor.
template <class... Place> struct places {
  static constexpr bool none = true;
  template <class Cursor, class Visit> void visit(Cursor &, const Visit &) {}
  template <class More> places<More> with(const More &place) const { return {place, {}}; }
};
template <class First, class... Rest> struct places<First, Rest...> {
  static constexpr bool none = false;
  First first;
  places<Rest...> rest;
  template <class Cursor, class Visit> void visit(Cursor &at, const Visit &visit) {
    visit(first(at));
    rest.visit(at, visit);
  }
  template <class More> places<First, Rest..., More> with(const More &place) const { return {first, rest.with(place)}; }
};

/// What a process has at an iteration: an index, or an element, as the range gives it.
template <class T> struct process_cursor {
  T &&value;
  template <class Variable> explicit operator Variable() const { return static_cast<Variable>(value); }
};
struct process_space {
  template <class T> static XFORK_INLINE T &&element(process_cursor<T> &at) noexcept {
    return static_cast<T &&>(at.value);
  }
};

/// The space of an index loop. Cursors are visited in ascending order by each process.
template <class Range> struct process_indices {
  const Range &range;
  std::uint64_t size() const noexcept { return range.size(); }
  auto end_value() const { return range[range.size()]; }
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

/// A chunk's reply: for each iteration `true` and what it returns; `false` at the end; what the chunk has gathered for the
/// options; and whether, and what, it has thrown. What an iteration did before it threw counts, as in the serial program.
template <class Space, class Places, class Options, class Body> class process_loop;

template <class Space, class Places, class... Options, class Body>
class process_loop<Space, Places, option_pack<Options...>, Body> {
  using options = option_pack<Options...>;
  using lanes = lane_pack<Options...>;
  using parts = part_pack<Options...>;

public:
  process_loop(const Space &space, Places &places, options &pack, Body &body, std::uint64_t grain)
      : m_space(space), m_in_child(space), m_places(places), m_options(pack), m_body(body), m_chunks(space.size(), grain) {}

  void run(const process_options &limits) {
    process_team team(limits, default_team(), m_chunks.count(), {&run_chunk, this});
    for (std::uint64_t chunk = 0; chunk != m_chunks.count(); ++chunk)
      commit(team.wait(chunk), chunk);
  }

  /// In this process, in the same chunks: the same sums to the last bit.
  void run_here() {
    for (std::uint64_t chunk = 0; chunk != m_chunks.count(); ++chunk) {
      gathered mine(m_options, chunk);
      std::uint64_t nth = m_chunks.begin_of(chunk);
      try {
        for (const std::uint64_t end = m_chunks.begin_of(chunk + 1); nth != end; ++nth)
          iterate(m_space, nth, mine);
      } catch (any_exception &) {
        mine.close(m_options, chunk_end::early);
        mine.part.fold_into(m_options);
        rethrow_recorded();
      }
      mine.close(m_options, end_of(chunk));
      mine.part.fold_into(m_options);
    }
  }

private:
  /// What one chunk gathers.
  struct gathered {
    lanes lane;
    parts part;
    gathered(const options &o, std::uint64_t chunk) : lane(o), part(o, {nullptr, chunk}) {}
    void close(const options &o, chunk_end end) { part.close(o, lane, end); }
  };

  chunk_end end_of(std::uint64_t chunk) const noexcept {
    return chunk + 1 == m_chunks.count() ? chunk_end::complete : chunk_end::more_follow;
  }

  void iterate(Space &space, std::uint64_t nth, gathered &mine) {
    space.visit(nth, [&]<class Cursor>(Cursor &&value) {
      process_cursor<Cursor> at{static_cast<Cursor &&>(value)};
      mine.part.template call<process_space>(mine.lane, m_body, at);
    });
  }

  static void run_chunk(void *context, std::uint64_t chunk, writer &out) {
    static_cast<process_loop *>(context)->run_chunk(chunk, out);
  }
  void run_chunk(std::uint64_t chunk, writer &out) {
    gathered mine(m_options, chunk);
    std::uint64_t nth = m_chunks.begin_of(chunk);
    try {
      for (const std::uint64_t end = m_chunks.begin_of(chunk + 1); nth != end; ++nth) {
        iterate(m_in_child, nth, mine);
        write_places(nth, out);
      }
      write_end(mine, end_of(chunk), out);
      xfork::write(out, false);
    } catch (any_exception &) {
      write_places(nth, out);
      write_end(mine, chunk_end::early, out);
      xfork::write(out, true);
      write_exception(out);
    }
  }

  void write_places(std::uint64_t nth, writer &out) {
    if constexpr (!Places::none) {
      xfork::write(out, true);
      m_in_child.visit(nth, [&](auto &&at) { m_places.visit(at, [&](const auto &value) { xfork::write(out, value); }); });
    }
  }
  void write_end(gathered &mine, chunk_end end, writer &out) {
    if constexpr (!Places::none)
      xfork::write(out, false);
    mine.close(m_options, end);
    write_parts(out, mine.part);
  }

  static void write_parts(writer &, part_pack<> &) {}
  template <class First, class... Rest> static void write_parts(writer &out, part_pack<First, Rest...> &mine) {
    if constexpr (!std::is_empty_v<typename First::part>)
      xfork::write(out, mine.first);
    write_parts(out, mine.rest);
  }
  static void read_parts(reader &, part_pack<> &) {}
  template <class First, class... Rest> static void read_parts(reader &in, part_pack<First, Rest...> &mine) {
    if constexpr (!std::is_empty_v<typename First::part>)
      mine.first = xfork::read<typename First::part>(in);
    read_parts(in, mine.rest);
  }

  void commit(process_reply &&reply, std::uint64_t chunk) {
    std::uint64_t nth = m_chunks.begin_of(chunk);
    reader in(open_reply(std::move(reply)));
    if constexpr (!Places::none)
      for (; xfork::read<bool>(in); ++nth)
        m_space.visit(nth, [&](auto &&at) { m_places.visit(at, [&](auto &value) { read_into(in, value); }); });
    parts of_chunk(m_options, {nullptr, chunk});
    read_parts(in, of_chunk);
    of_chunk.fold_into(m_options);
    if (xfork::read<bool>(in))
      throw_exception(in);
  }

  Space m_space, m_in_child;
  Places &m_places;
  options &m_options;
  Body &m_body;
  const chunking m_chunks;
};

template <class Space, class Places, class Options, class Body>
void run_process_loop(Space space, Places places, Options options, Body &body, const process_options &limits,
                      std::uint64_t grain) {
  options.begin(space);
  if (space.size() == 0)
    return;
  const std::uint64_t least = options.least_chunk();
  process_loop<Space, Places, Options, Body> loop(space, places, options, body, grain > least ? grain : least);
  runs_serially() ? loop.run_here() : loop.run(limits);
}

template <class Option> inline constexpr bool is_returning = false;
template <class Place> inline constexpr bool is_returning<returning_option<Place>> = true;

struct process_loop_options {
  process_options process = {};
  std::uint64_t grain = 1;

  void take(const process_options &o) noexcept { process = o; }
  void take(const grain_option &o) noexcept { grain = o.iterations; }
};

/// Options, in any order, then the body: `use(settings, places, options, body)`.
template <class Use, class Places, class Options, class Body>
void gather_for_process(Use &use, const process_loop_options &settings, Places places, Options options, Body &&body) {
  use(settings, places, options, body);
}
template <class Use, class Places, class Options, class Option, class... Rest>
  requires(sizeof...(Rest) != 0)
void gather_for_process(Use &use, process_loop_options settings, Places places, Options options, Option &&option,
                        Rest &&...rest) {
  if constexpr (is_returning<std::decay_t<Option>>) {
    gather_for_process(use, settings, places.with(option.place), options, std::forward<Rest>(rest)...);
  } else if constexpr (std::is_base_of_v<option_base, std::decay_t<Option>>) {
    static_assert(!std::decay_t<Option>::may_leave && !std::decay_t<Option>::in_order,
                  "xfork: a loop in processes cannot be left early, nor fold or write in order");
    gather_for_process(use, settings, places, options.with(option), std::forward<Rest>(rest)...);
  } else {
    settings.take(option);
    gather_for_process(use, settings, places, options, std::forward<Rest>(rest)...);
  }
}

/// Whether a body can be called with a temporary Element, and the parts `Own` that its options add.
template <class Body, class Element, class Options, class... Own>
inline constexpr bool takes_temporary = std::is_invocable_v<Body &, Element, Own &...>;
template <class Body, class Element, class Added, class Options, class... Own>
inline constexpr bool takes_temporary_and = false;
template <class Body, class Element, class... More, class Options, class... Own>
inline constexpr bool takes_temporary_and<Body, Element, added<More...>, Options, Own...> =
    takes_temporary<Body, Element, Options, Own..., More...>;
template <class Body, class Element, class First, class... Rest, class... Own>
inline constexpr bool takes_temporary<Body, Element, option_pack<First, Rest...>, Own...> =
    takes_temporary_and<Body, Element, typename First::adds, option_pack<Rest...>, Own...>;

/// Whether a body changes what it is called with: it takes no temporary, so its parameter is a reference to non-const.
template <class Body, class Element, class Options>
concept changes_element = std::is_lvalue_reference_v<Element> && !std::is_const_v<std::remove_reference_t<Element>> &&
                          !takes_temporary<Body, std::remove_cvref_t<Element>, Options>;

struct element_returns {
  template <class Element> Element &operator()(Element &element) const { return element; }
};

} // namespace detail

/// How the part of a last_value() travels.
template <class T> struct serialise<detail::own_copy<T>> {
  static void write(writer &out, const detail::own_copy<T> &own) { xfork::write(out, own.value); }
  static detail::own_copy<T> read(reader &in) { return detail::own_copy<T>(xfork::read<T>(in)); }
};
template <class T, std::size_t Size> struct serialise<detail::own_copy<T[Size]>> {
  static void write(writer &out, const detail::own_copy<T[Size]> &own) {
    for (const T &element : own.value)
      xfork::write(out, element);
  }
  static detail::own_copy<T[Size]> read(reader &in) {
    T elements[Size];
    for (T &element : elements)
      element = xfork::read<T>(in);
    return detail::own_copy<T[Size]>(elements);
  }
};

/// An option of process_for_loop(): `place(i)` is what iteration i changes, a reference; it is copied back.
template <class Place> detail::returning_option<Place> returning(Place place) { return {std::move(place)}; }

/// Calls `body(i)` for every value of `range`, in processes that are the calling one as it is now; returns
/// when all have returned. One process for each processor, each taking the next chunk of iterations when it
/// has done one (grain(n): of at least n). What an iteration changes is lost but for what returning() names, several times if
/// need be, and for what the options of for_loop() gather: reductions, appends, last values.
///
/// Throws what the lowest iteration that throws has thrown, or how its process died; what iterations below
/// have changed has been copied back then. process_options among the options limit each chunk. In serial mode
/// a plain loop.
template <class Range, class... OptionsAndBody>
void process_for_loop(const Range &range, OptionsAndBody &&...arguments) {
  const auto use = [&range](const detail::process_loop_options &settings, auto &places, auto &options, auto &body) {
    detail::run_process_loop(detail::process_indices<Range>{range}, places, options, body, settings.process,
                             settings.grain);
  };
  detail::gather_for_process(use, {}, detail::places<>(), detail::option_pack<>(),
                             std::forward<OptionsAndBody>(arguments)...);
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
  const auto use = [&](const detail::process_loop_options &settings, auto &, auto &options, auto &body) {
    using body_type = std::remove_reference_t<decltype(body)>;
    using options_type = std::remove_reference_t<decltype(options)>;
    detail::process_elements<iterator> space(begin, end);
    using elements = detail::places<detail::element_returns>;
    if constexpr (detail::changes_element<body_type, decltype(*begin), options_type>)
      detail::run_process_loop(space, elements(), options, body, settings.process, settings.grain);
    else
      detail::run_process_loop(space, detail::places<>(), options, body, settings.process, settings.grain);
  };
  detail::gather_for_process(use, {}, detail::places<>(), detail::option_pack<>(),
                             std::forward<OptionsAndBody>(arguments)...);
}

} // namespace xfork
