// A loop whose types are known: the space it walks, its body, its options.
#pragma once

#include "xfork/loop/chunking.hpp"
#include "xfork/loop/in_order_job.hpp"
#include "xfork/loop/loop_job.hpp"
#include "xfork/loop/parts.hpp"
#include "xfork/loop/taken_loop.hpp"

#include <optional>

namespace xfork::detail {

/// A Space has empty(), size(), walk(chunking, first chunk, last chunk, visit(cursor)) and element(cursor), which is what the
/// body gets.
template <class Space, class Body> class plain_loop final : public loop_job {
public:
  plain_loop(const Space &space, const chunking &chunks, Body &body, bool io_bound) noexcept
      : loop_job(&run_chunks, site_of<plain_loop>.plan(space.size()), io_bound),
        m_space(space), m_chunks(chunks), m_body(body) {}

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
  option_loop(const Space &space, const chunking &chunks, Body &body, const options &o, bool io_bound) requires(!options::in_order)
      : job(&run_chunks, site_of<option_loop>.plan(space.size()), io_bound), m_space(space), m_chunks(chunks),
        m_body(body), m_options(o),
        m_parts(job::alone() ? 0 : chunks.count()) {}
  option_loop(const Space &space, const chunking &chunks, Body &body, const options &o, bool) requires(options::in_order)
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

/// How the loop is to be run, beside its options.
struct loop_manner {
  std::uint64_t grain = 1;
  bool io_bound = false;

  constexpr loop_manner with(grain_option option) const noexcept { return {option.iterations, io_bound}; }
  constexpr loop_manner with(io_option) const noexcept { return {grain, true}; }
};

template <class Space, class Body>
void run_loop(const Space &space, loop_manner manner, const option_pack<> &, Body &body) {
  if (!space.empty())
    plain_loop<Space, Body>(space, space.chunks(manner.grain), body, manner.io_bound).run();
}

template <class Space, class Body, class... Options>
auto run_loop(const Space &space, loop_manner manner, option_pack<Options...> options, Body &body) {
  options.begin(space);
  if (space.empty())
    return options.take_result();
  // Where an iteration waits, making and folding a part always pays.
  const std::uint64_t least = manner.io_bound ? 1 : options.least_chunk();
  const chunking chunks = space.chunks(manner.grain > least ? manner.grain : least);
  return option_loop<Space, Body, Options...>(space, chunks, body, options, manner.io_bound).run();
}

/// Sorts the arguments of a loop: options first, the body last.
template <class Space, class Pack, class Body>
XFORK_INLINE auto gather(const Space &space, loop_manner manner, const Pack &options, Body &&body) {
  if constexpr (is_taken<Space>)
    return run_taken_loop(space, manner.grain, options, body);
  else
    return run_loop(space, manner, options, body);
}

template <class Space, class Pack, class First, class Second, class... Rest>
XFORK_INLINE auto gather(const Space &space, loop_manner manner, const Pack &options, First &&first, Second &&second,
                         Rest &&...rest) {
  if constexpr (requires { manner.with(first); })
    return gather(space, manner.with(first), options, std::forward<Second>(second), std::forward<Rest>(rest)...);
  else
    return gather(space, manner, options.with(first), std::forward<Second>(second), std::forward<Rest>(rest)...);
}

} // namespace xfork::detail
