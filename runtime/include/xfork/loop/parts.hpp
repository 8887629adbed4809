// What a loop holds for its options: the options themselves, a thread's lanes and a chunk's parts, as packs of the same
// length and order.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/loop/in_order_job.hpp"
#include "xfork/loop/options.hpp"

#include <new>
#include <utility>

namespace xfork::detail {

template <class... Options> struct option_pack {
  static constexpr bool may_leave = false;
  static constexpr bool in_order = false;

  template <class Option> option_pack<Option> with(const Option &option) const { return {option, {}}; }
  static std::uint64_t least_chunk() noexcept { return 1; }
  template <class Space> static void begin(const Space &) noexcept {}
  static void take_result() noexcept {}
};

template <class First, class... Rest> struct option_pack<First, Rest...> {
  static constexpr bool may_leave = First::may_leave || option_pack<Rest...>::may_leave;
  static constexpr bool in_order = First::in_order || option_pack<Rest...>::in_order;

  First first;
  option_pack<Rest...> rest;

  template <class Option> option_pack<First, Rest..., Option> with(const Option &option) const {
    return {first, rest.with(option)};
  }
  std::uint64_t least_chunk() const noexcept {
    const std::uint64_t of_first = first.least_chunk(), of_rest = rest.least_chunk();
    return of_first > of_rest ? of_first : of_rest;
  }
  template <class Space> void begin(const Space &space) {
    first.begin(space);
    rest.begin(space);
  }
  /// What the loop gives its caller: nothing, unless it can be left.
  auto take_result() {
    if constexpr (First::may_leave)
      return first.take_result();
    else
      return rest.take_result();
  }
};

template <class... Options> struct lane_pack {
  explicit lane_pack(const option_pack<> &) noexcept {}
};

template <class First, class... Rest> struct lane_pack<First, Rest...> {
  explicit lane_pack(const option_pack<First, Rest...> &options) : first(options.first.open_lane()), rest(options.rest) {}

  typename First::lane first;
  lane_pack<Rest...> rest;
};

template <class... Options> struct part_pack {
  part_pack(const option_pack<> &, const chunk_place &) noexcept {}
  void close(const option_pack<> &, lane_pack<> &, chunk_end) noexcept {}
  void fold_into(option_pack<> &) noexcept {}
  void deliver_to(option_pack<> &) noexcept {}
  static constexpr bool left() noexcept { return false; }

  template <class Space, class Body, class Cursor, class... Before>
  XFORK_INLINE void call(lane_pack<> &, Body &body, Cursor &at, Before &...before) {
    if constexpr (requires { Space::invoke(body, at, before...); })
      Space::invoke(body, at, before...);
    else
      body(Space::element(at), before...);
  }
};

template <class First, class... Rest> struct part_pack<First, Rest...> {
  part_pack(const option_pack<First, Rest...> &options, const chunk_place &place)
      : first(open(options.first, place)), rest(options.rest, place) {}

  void close(const option_pack<First, Rest...> &options, lane_pack<First, Rest...> &lanes, chunk_end end) {
    options.first.close(first, lanes.first, end);
    rest.close(options.rest, lanes.rest, end);
  }
  void fold_into(option_pack<First, Rest...> &options) {
    options.first.fold(std::move(first));
    rest.fold_into(options.rest);
  }
  void deliver_to(option_pack<First, Rest...> &options) {
    if constexpr (First::in_order)
      options.first.deliver(first);
    rest.deliver_to(options.rest);
  }
  /// Whether the body has ended the loop.
  bool left() const noexcept {
    if constexpr (First::may_leave)
      return first.left;
    else
      return rest.left();
  }

  /// body(element, first…, rest…), the parts being local to the caller, so that they stay in registers.
  template <class Space, class Body, class Cursor, class... Before>
  XFORK_INLINE void call(lane_pack<First, Rest...> &lanes, Body &body, Cursor &at, Before &...before) {
    First::arguments(first, lanes.first, at, [&](auto &...own) XFORK_INLINE_LAMBDA {
      rest.template call<Space>(lanes.rest, body, at, before..., own...);
    });
  }

  typename First::part first;
  part_pack<Rest...> rest;

private:
  static typename First::part open(const First &option, const chunk_place &place) {
    if constexpr (First::in_order)
      return option.open(place);
    else
      return option.open();
  }
};

/// The parts of all chunks, until they can be folded in order.
template <class Parts> class parts_by_chunk {
public:
  explicit parts_by_chunk(std::uint64_t chunks) : m_entries(new entry[chunks]) {}
  parts_by_chunk(const parts_by_chunk &) = delete;
  parts_by_chunk &operator=(const parts_by_chunk &) = delete;
  ~parts_by_chunk() { delete[] m_entries; }

  void set(std::uint64_t chunk, Parts &&parts) { m_entries[chunk].set(std::move(parts)); }
  /// Null if the chunk has not run.
  Parts *get(std::uint64_t chunk) noexcept { return m_entries[chunk].get(); }

private:
  class entry {
  public:
    entry() noexcept {}
    ~entry() {
      if (m_set)
        m_parts.~Parts();
    }
    void set(Parts &&parts) {
      ::new (static_cast<void *>(&m_parts)) Parts(std::move(parts));
      m_set = true;
    }
    Parts *get() noexcept { return m_set ? &m_parts : nullptr; }

  private:
    bool m_set = false;
    union {
      Parts m_parts;
    };
  };

  entry *m_entries;
};

} // namespace xfork::detail
