// A loop whose types are known: the space it walks, its body, its options.
#pragma once

#include "xfork/loop/chunking.hpp"
#include "xfork/loop/in_order_job.hpp"
#include "xfork/loop/loop_job.hpp"
#include "xfork/loop/parts.hpp"

#include <optional>

namespace xfork::detail {

/// A Space has empty(), size(), walk(chunking, first chunk, last chunk, visit(cursor)) and element(cursor), which is what the
/// body gets.
template <class Space, class Body> class plain_loop final : public loop_job {
public:
  plain_loop(const Space &space, const chunking &chunks, Body &body) noexcept
      : loop_job(&run_chunks, site_of<plain_loop>.plan(space.size())), m_space(space), m_chunks(chunks), m_body(body) {}

  void run() {
    run_all(m_chunks.count(), m_space.size(), site_of<plain_loop>);
    rethrow();
  }

private:
  static std::uint64_t run_chunks(loop_job &job, std::uint64_t first, std::uint64_t last, bool whole) noexcept {
    auto &self = static_cast<plain_loop &>(job);
    auto visit = [&body = self.m_body](auto &at) XFORK_INLINE_LAMBDA { body(Space::element(at)); };
    try {
      do {
        const std::uint64_t next = whole ? last : first + 1;
        self.m_space.walk(self.m_chunks, first, next, visit);
        first = next;
      } while (first < last && !self.interrupted(first));
      return first;
    } catch (any_exception &) {
      self.fail(first);
      return last;
    }
  }

  const Space &m_space;
  const chunking m_chunks;
  Body &m_body;
};

/// With options. If an iteration throws, or leaves the loop, variables get what the iterations before it have folded, and
/// it until then, as in the serial program.
template <class Space, class Body, class... Options>
class option_loop final : public std::conditional_t<option_pack<Options...>::in_order, in_order_job, loop_job> {
  using options = option_pack<Options...>;
  using lanes = lane_pack<Options...>;
  using parts = part_pack<Options...>;
  using job = std::conditional_t<options::in_order, in_order_job, loop_job>;

public:
  option_loop(const Space &space, const chunking &chunks, Body &body, const options &o) requires(!options::in_order)
      : job(&run_chunks, site_of<option_loop>.plan(space.size())), m_space(space), m_chunks(chunks), m_body(body), m_options(o),
        m_parts(job::alone() ? 0 : chunks.count()) {}
  option_loop(const Space &space, const chunking &chunks, Body &body, const options &o) requires(options::in_order)
      : job(&run_claimed, &deliver, chunks.count()), m_space(space), m_chunks(chunks), m_body(body), m_options(o),
        m_parts(job::alone() ? 0 : chunks.count()) {}

  auto run() {
    if constexpr (options::in_order)
      this->run_in_order();
    else
      this->run_all(m_chunks.count(), m_space.size(), site_of<option_loop>);
    if (!this->alone())
      fold_parts();
    this->rethrow();
    return m_options.take_result();
  }

private:
  static std::uint64_t run_chunks(loop_job &base, std::uint64_t first, std::uint64_t last, bool whole) noexcept {
    auto &self = static_cast<option_loop &>(base);
    try {
      lanes mine(self.m_options);
      do {
        if (!self.run_chunk(first, mine))
          return last;
        ++first;
      } while (first < last && (whole || !self.interrupted(first)));
      return first;
    } catch (any_exception &) { // copying, moving or folding a lane or part
      self.fail(first);
      return last;
    }
  }

  static void run_claimed(in_order_job &base) noexcept {
    auto &self = static_cast<option_loop &>(base);
    std::uint64_t chunk = 0;
    try {
      std::optional<lanes> mine;
      while (self.claim(chunk)) {
        if (!mine)
          mine.emplace(self.m_options);
        self.run_chunk(chunk, *mine);
        self.finished(chunk);
        if (!self.alone() && self.interrupted(chunk))
          return;
      }
    } catch (any_exception &) { // as above
      self.fail(chunk);
      self.finished(chunk);
    }
  }

  /// Whether an exception of it did not get in the way.
  static bool deliver(in_order_job &base, std::uint64_t chunk) noexcept {
    auto &self = static_cast<option_loop &>(base);
    try {
      if (parts *of_chunk = self.m_parts.get(chunk))
        of_chunk->deliver_to(self.m_options);
      return true;
    } catch (any_exception &) {
      self.fail(chunk);
      return false;
    }
  }

  chunk_place place(std::uint64_t chunk) const noexcept {
    if constexpr (options::in_order)
      return {this, chunk};
    else
      return {nullptr, chunk};
  }

  bool run_chunk(std::uint64_t chunk, lanes &lane) {
    parts mine(m_options, place(chunk));
    const bool completed = walk(chunk, lane, mine);
    const bool is_last = chunk + 1 == m_chunks.count();
    mine.close(m_options, lane, !completed ? chunk_end::early : is_last ? chunk_end::complete : chunk_end::more_follow);
    if (this->alone()) {
      mine.deliver_to(m_options);
      mine.fold_into(m_options);
    } else {
      m_parts.set(chunk, std::move(mine));
    }
    return completed;
  }

  /// Whether the chunk got to its end.
  bool walk(std::uint64_t chunk, lanes &lane, parts &result) {
    parts mine = std::move(result); // a local that nothing refers to while the loop runs
    auto visit = [&body = m_body, &mine, &lane](auto &at) XFORK_INLINE_LAMBDA {
      mine.template call<Space>(lane, body, at);
      if constexpr (options::may_leave)
        return !mine.left();
    };
    bool completed = true;
    try {
      m_space.walk(m_chunks, chunk, chunk + 1, visit);
    } catch (any_exception &) {
      this->fail(chunk);
      completed = false;
    }
    if (mine.left()) {
      this->leave(chunk);
      completed = false;
    }
    result = std::move(mine);
    return completed;
  }

  void fold_parts() {
    for (std::uint64_t chunk = 0; chunk < m_chunks.count() && chunk <= this->last_chunk(); ++chunk)
      if (parts *of_chunk = m_parts.get(chunk))
        of_chunk->fold_into(m_options);
  }

  const Space &m_space;
  const chunking m_chunks;
  Body &m_body;
  options m_options;
  parts_by_chunk<parts> m_parts;
};

template <class Space, class Body>
void run_loop(const Space &space, std::uint64_t grain, const option_pack<> &, Body &body) {
  if (!space.empty())
    plain_loop<Space, Body>(space, space.chunks(grain), body).run();
}

template <class Space, class Body, class... Options>
auto run_loop(const Space &space, std::uint64_t grain, option_pack<Options...> options, Body &body) {
  options.begin(space);
  if (space.empty())
    return options.take_result();
  const std::uint64_t least = options.least_chunk();
  return option_loop<Space, Body, Options...>(space, space.chunks(grain > least ? grain : least), body, options).run();
}

/// Sorts the arguments of a loop: options first, the body last.
template <class Space, class Pack, class Body>
XFORK_INLINE auto gather(const Space &space, std::uint64_t grain, const Pack &options, Body &&body) {
  return run_loop(space, grain, options, body);
}

template <class Space, class Pack, class First, class Second, class... Rest>
XFORK_INLINE auto gather(const Space &space, std::uint64_t grain, const Pack &options, First &&first, Second &&second,
                         Rest &&...rest) {
  if constexpr (std::is_same_v<std::decay_t<First>, grain_option>)
    return gather(space, first.iterations, options, std::forward<Second>(second), std::forward<Rest>(rest)...);
  else
    return gather(space, grain, options.with(first), std::forward<Second>(second), std::forward<Rest>(rest)...);
}

} // namespace xfork::detail
