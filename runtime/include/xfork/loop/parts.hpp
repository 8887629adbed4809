// A chunk's parts of the reduced variables, and the reductions they belong to: two packs of the same length.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/loop/options.hpp"

#include <new>
#include <utility>

namespace xfork::detail {

template <class... Reductions> struct reduction_pack {
  template <class R> reduction_pack<R> with(const R &r) const { return {r, {}}; }
};

template <class First, class... Rest> struct reduction_pack<First, Rest...> {
  First first;
  reduction_pack<Rest...> rest;

  template <class R> reduction_pack<First, Rest..., R> with(const R &r) const { return {first, rest.with(r)}; }
};

template <class... Reductions> struct part_pack {
  explicit part_pack(const reduction_pack<> &) {}
  void fold_into(const reduction_pack<> &) {}

  template <class Space, class Body, class Cursor, class... Before>
  XFORK_INLINE void call(Body &body, Cursor &at, Before &...before) {
    body(Space::element(at), before...);
  }
};

template <class First, class... Rest> struct part_pack<First, Rest...> {
  explicit part_pack(const reduction_pack<First, Rest...> &reductions)
      : first(reductions.first.identity()), rest(reductions.rest) {}

  void fold_into(const reduction_pack<First, Rest...> &reductions) {
    reductions.first.fold(std::move(first));
    rest.fold_into(reductions.rest);
  }

  /// body(element, first, rest…), the parts being local to the caller, so that they stay in registers.
  template <class Space, class Body, class Cursor, class... Before>
  XFORK_INLINE void call(Body &body, Cursor &at, Before &...before) {
    rest.template call<Space>(body, at, before..., first);
  }

  typename First::part first;
  part_pack<Rest...> rest;
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
