// A loop whose types are known: the space it walks, its body, its reductions.
#pragma once

#include "xfork/loop/chunking.hpp"
#include "xfork/loop/loop_job.hpp"
#include "xfork/loop/parts.hpp"

namespace xfork::detail {

/// A Space has walk(chunking, first chunk, last chunk, visit(cursor)) and element(cursor), which is what the body gets.
template <class Space, class Body> class plain_loop final : public loop_job {
public:
  plain_loop(const Space &space, const chunking &chunks, Body &body) noexcept
      : loop_job(&run_chunks), m_space(space), m_chunks(chunks), m_body(body) {}

  void run() {
    run_all(m_chunks.count());
    rethrow();
  }

private:
  static std::uint64_t run_chunks(loop_job &job, std::uint64_t first, std::uint64_t last) noexcept {
    auto &self = static_cast<plain_loop &>(job);
    auto visit = [&body = self.m_body](auto &at) XFORK_INLINE_LAMBDA { body(Space::element(at)); };
    try {
      do {
        const std::uint64_t next = self.alone() ? last : first + 1;
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

/// With reductions. If an iteration throws, the variables get what the iterations before it have folded, as in the
/// serial program.
template <class Space, class Body, class... Reductions> class reducing_loop final : public loop_job {
  using reductions = reduction_pack<Reductions...>;
  using parts = part_pack<Reductions...>;

public:
  reducing_loop(const Space &space, const chunking &chunks, Body &body, const reductions &r)
      : loop_job(&run_chunks), m_space(space), m_chunks(chunks), m_body(body), m_reductions(r),
        m_parts(alone() ? 0 : chunks.count()) {}

  void run() {
    run_all(m_chunks.count());
    if (!alone())
      fold_parts();
    rethrow();
  }

private:
  static std::uint64_t run_chunks(loop_job &job, std::uint64_t first, std::uint64_t last) noexcept {
    auto &self = static_cast<reducing_loop &>(job);
    do {
      if (!self.run_chunk(first))
        return last;
      ++first;
    } while (first < last && (self.alone() || !self.interrupted(first)));
    return first;
  }

  bool run_chunk(std::uint64_t chunk) noexcept {
    try {
      parts mine(m_reductions);
      const bool completed = walk(chunk, mine);
      keep(chunk, mine);
      return completed;
    } catch (any_exception &) { // copying, moving or folding a part
      fail(chunk);
      return false;
    }
  }

  bool walk(std::uint64_t chunk, parts &result) noexcept {
    parts mine = std::move(result); // a local that nothing refers to while the loop runs
    auto visit = [&body = m_body, &mine](auto &at) XFORK_INLINE_LAMBDA { mine.template call<Space>(body, at); };
    bool completed = true;
    try {
      m_space.walk(m_chunks, chunk, chunk + 1, visit);
    } catch (any_exception &) {
      fail(chunk);
      completed = false;
    }
    result = std::move(mine);
    return completed;
  }

  void keep(std::uint64_t chunk, parts &mine) {
    if (alone())
      mine.fold_into(m_reductions);
    else
      m_parts.set(chunk, std::move(mine));
  }

  void fold_parts() {
    for (std::uint64_t chunk = 0; chunk < m_chunks.count() && chunk <= failed_chunk(); ++chunk)
      if (parts *of_chunk = m_parts.get(chunk))
        of_chunk->fold_into(m_reductions);
  }

  const Space &m_space;
  const chunking m_chunks;
  Body &m_body;
  const reductions m_reductions;
  parts_by_chunk<parts> m_parts;
};

template <class Space, class Body>
void run_loop(const Space &space, std::uint64_t grain, const reduction_pack<> &, Body &body) {
  plain_loop<Space, Body>(space, space.chunks(grain), body).run();
}

template <class Space, class Body, class... Reductions>
void run_loop(const Space &space, std::uint64_t grain, const reduction_pack<Reductions...> &reductions, Body &body) {
  reducing_loop<Space, Body, Reductions...>(space, space.chunks(grain), body, reductions).run();
}

/// Sorts the arguments of a loop: options first, the body last.
template <class Space, class Pack, class Body>
XFORK_INLINE void gather(const Space &space, std::uint64_t grain, const Pack &reductions, Body &&body) {
  run_loop(space, grain, reductions, body);
}

template <class Space, class Pack, class... Rest>
XFORK_INLINE void gather(const Space &space, std::uint64_t, const Pack &reductions, const grain_option &option,
                         Rest &&...rest);
template <class Space, class Pack, class T, class Operation, class... Rest>
XFORK_INLINE void gather(const Space &space, std::uint64_t grain, const Pack &reductions,
                         const reduction<T, Operation> &added, Rest &&...rest) {
  gather(space, grain, reductions.with(added), std::forward<Rest>(rest)...);
}
template <class Space, class Pack, class... Rest>
XFORK_INLINE void gather(const Space &space, std::uint64_t, const Pack &reductions, const grain_option &option,
                         Rest &&...rest) {
  gather(space, option.iterations, reductions, std::forward<Rest>(rest)...);
}

} // namespace xfork::detail
