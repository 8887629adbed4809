// A function applied to every element of a range, in processes.
//
//   std::vector<xfork::lazy<thumbnail>> coming = xfork::map_process(decode_and_shrink, files);   // at once
//   std::vector<thumbnail> small = xfork::block_map_process(decode_and_shrink, files);          // waits
//
// Not part of <xfork/process.hpp>, for the sake of <vector>.
#pragma once

#include "xfork/process/lazy_process.hpp"
#include "xfork/process/process_loop.hpp"
#include "xfork/result/invoke.hpp"

#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace xfork {
namespace detail {

/// Ranges walked side by side, as far as the shortest.
template <class... Its> class process_rows {
public:
  template <class... Ranges>
  explicit process_rows(Ranges &...ranges) : m_at(range_lookup::first_of(ranges)...) {
    count(std::index_sequence_for<Its...>(), range_lookup::last_of(ranges)...);
  }
  std::uint64_t size() const noexcept { return m_size; }
  /// Ascending.
  template <class F> decltype(auto) call(std::uint64_t nth, F &f) {
    return std::apply(
        [&](auto &...at) -> decltype(auto) {
          for (; m_position < nth; ++m_position)
            (++at, ...);
          return detail::invoke(f, *at...);
        },
        m_at);
  }

private:
  template <std::size_t... I, class... Ends> void count(std::index_sequence<I...>, const Ends &...ends) {
    auto at = m_at;
    for (; (... && (std::get<I>(at) != ends)); ++m_size)
      (++std::get<I>(at), ...);
  }

  std::tuple<Its...> m_at;
  std::uint64_t m_size = 0, m_position = 0;
};

template <class F, class Rows> struct mapping {
  F &f;
  Rows rows;
  using result = std::remove_cvref_t<decltype(rows.call(0, f))>;

  static void run(void *context, std::uint64_t item, writer &out) {
    auto &self = *static_cast<mapping *>(context);
    write_result<result>(out, [&]() -> decltype(auto) { return self.rows.call(item, self.f); });
  }
};

/// Calls `use` with each result, in order.
template <class Mapping, class Use>
void map_in_order(Mapping &mapping, const process_options &options, Use use) {
  const std::uint64_t size = mapping.rows.size();
  if (size == 0)
    return;
  process_team team(options, default_team(), size, {&Mapping::run, &mapping});
  for (std::uint64_t item = 0; item != size; ++item) {
    reader in(open_reply(team.wait(item)));
    use(in);
  }
}

/// Completes the lazy values of a map as replies arrive. Deletes itself when the team has ended.
template <class T> class lazy_team final : reply_sink {
public:
  template <class Mapping>
  static std::vector<lazy<T>> start(const process_options &options, Mapping &mapping) {
    const std::uint64_t size = mapping.rows.size();
    auto *team = new lazy_team(size);
    std::vector<lazy<T>> values;
    values.reserve(static_cast<std::size_t>(size));
    for (mapped_node *node : team->m_pending)
      values.push_back(adopt_node<T>(*node));
    try {
      start_team(options, *team->m_board, {&Mapping::run, &mapping}, *team);
    } catch (any_exception &) {
      for (mapped_node *node : team->m_pending)
        node->fail();
      delete team;
    }
    return values;
  }

private:
  struct mapped_node final : process_node<T> {
    mapped_node() : process_node<T>(mapped_kind) {
      this->handles.store_relaxed(2);
    } // the caller's, and the team's
    static void destroy_node(basic_task &task, lazy_garbage &) noexcept {
      destroy_outcome<T>(task);
      delete static_cast<mapped_node *>(&task);
    }
    static constexpr lazy_kind mapped_kind{{&process_node<T>::runs_elsewhere},
                                           lazy_shape::call,
                                           offset_after<heap_task, lazy_outcome<T>>,
                                           &destroy_node};
  };

  explicit lazy_team(std::uint64_t size) : m_board(make_team_board(default_team(), size)) {
    for (; size != 0; --size)
      m_pending.push_back(new mapped_node);
  }
  ~lazy_team() { release_team_board(m_board); }

  bool arrived(std::uint64_t item, process_reply &&reply) noexcept override {
    if (item >= m_pending.size()) // told by a process that has lost its mind
      return true;
    if (mapped_node *node = std::exchange(m_pending[item], nullptr)) // a worker may die right after its reply
      node->complete(std::move(reply), [](reader &) {});
    return true;
  }
  void ended(process_reply &&death) noexcept override {
    for (std::uint64_t item = 0; item != m_pending.size(); ++item)
      arrived(item, {death.kind, death.content.copy()});
    delete this;
  }

  std::vector<mapped_node *> m_pending;
  team_board *m_board;
};

} // namespace detail

/// `f(element…)` for every element of the range, or for the first ones of all ranges, the second ones, and so
/// on, in processes that are the calling one as it is now: one for each processor, each taking the next
/// element when it has done one. Returns at once; the values come as they are there. A process that dies
/// costs the value it was at.
template <class F, class... Ranges>
[[nodiscard]] auto map_process(const process_options &options, F &&f, Ranges &&...ranges) {
  using rows = detail::process_rows<decltype(detail::range_lookup::first_of(ranges))...>;
  using mapping_type = detail::mapping<std::remove_reference_t<F>, rows>;
  using result = typename mapping_type::result;
  mapping_type mapping{f, rows(ranges...)};
  if (!detail::runs_serially() && mapping.rows.size() != 0)
    return detail::lazy_team<result>::start(options, mapping);
  std::vector<lazy<result>> values;
  for (std::uint64_t nth = 0; nth != mapping.rows.size(); ++nth)
    values.push_back(detail::launch<detail::place::worker, 0>(
        [&]() -> result { return mapping.rows.call(nth, f); }, nullptr));
  return values;
}
template <class F, class... Ranges>
  requires(!std::is_same_v<std::remove_cvref_t<F>, process_options>)
[[nodiscard]] auto map_process(F &&f, Ranges &&...ranges) {
  return xfork::map_process(process_options(), std::forward<F>(f), std::forward<Ranges>(ranges)...);
}

/// As map_process(), but waits and returns the values in order (nothing, for a void function); throws what
/// the first call in order threw, or how its process died. What the function changes is lost; see
/// process_for_each() for elements that come back.
template <class F, class... Ranges>
auto block_map_process(const process_options &options, F &&f, Ranges &&...ranges) {
  using rows = detail::process_rows<decltype(detail::range_lookup::first_of(ranges))...>;
  using mapping_type = detail::mapping<std::remove_reference_t<F>, rows>;
  using result = typename mapping_type::result;
  mapping_type mapping{f, rows(ranges...)};
  if constexpr (std::is_void_v<result>) {
    if (!detail::runs_serially())
      return detail::map_in_order(mapping, options, [](reader &) {});
    for (std::uint64_t nth = 0; nth != mapping.rows.size(); ++nth)
      mapping.rows.call(nth, f);
  } else {
    std::vector<result> results;
    results.reserve(static_cast<std::size_t>(mapping.rows.size()));
    if (!detail::runs_serially())
      detail::map_in_order(mapping, options, [&](reader &in) { results.push_back(xfork::read<result>(in)); });
    else
      for (std::uint64_t nth = 0; nth != mapping.rows.size(); ++nth)
        results.push_back(mapping.rows.call(nth, f));
    return results;
  }
}
template <class F, class... Ranges>
  requires(!std::is_same_v<std::remove_cvref_t<F>, process_options>)
auto block_map_process(F &&f, Ranges &&...ranges) {
  return xfork::block_map_process(process_options(), std::forward<F>(f), std::forward<Ranges>(ranges)...);
}

} // namespace xfork
