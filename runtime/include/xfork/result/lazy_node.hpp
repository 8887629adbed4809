// The shared part of a lazy value, as far as it does not depend on types: what it is, what it needs, who holds it.
//
// A node is a value that is there; a call, waiting in a queue or under way; a dataflow call, which is queued when the
// values it needs are there; or an expression, which nobody computes before it is asked for. Nodes form a graph without
// cycles, through the handles that a node has on what it needs.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/task/heap_task.hpp"

#include <cstddef>
#include <cstdint>

namespace xfork {
template <class T> class lazy;
}

namespace xfork::detail {

/// The node a handle refers to, or null.
template <class T> basic_task *node_of(const lazy<T> &value) noexcept;

/// Nodes whose last handle is gone. A list of them instead of recursion: a chain of a million ends on a flat stack.
class lazy_garbage {
public:
  /// Gives up one handle, null being none. Joins the call of a node that nobody holds any more.
  XFORK_API void drop(basic_task *node) noexcept;
  void destroy_all() noexcept;

private:
  basic_task *m_first = nullptr;
};

enum class lazy_shape : std::uint16_t { value, call, dataflow, expression };

struct lazy_kind : task_kind {
  lazy_shape shape;
  std::uint16_t outcome_offset; ///< of the value, or the stored_error *, in the node
  /// Frees the node, which is finished or an expression; drops the handles it still has.
  void (*destroy)(basic_task &, lazy_garbage &) noexcept;
  /// Of an expression that the caller has claimed: something it needs that is not there yet; or null.
  basic_task *(*missing_operand)(basic_task &) noexcept = nullptr;
};

inline const lazy_kind &kind_of(const basic_task &node) noexcept { return static_cast<const lazy_kind &>(*node.kind); }

/// Where its value, or its stored_error *, lies.
template <class Outcome> Outcome &outcome_of(basic_task &node) noexcept {
  return *reinterpret_cast<Outcome *>(reinterpret_cast<std::byte *>(&node) + kind_of(node).outcome_offset);
}

inline bool is_finished(const basic_task &node) noexcept { return node.state.load().finished(); }
inline void add_handle(basic_task &node) noexcept { node.handles.add_relaxed(1); } // the caller has another one

/// Puts a call on offer, or runs it where that is not possible: serial mode, or too many waiting already.
XFORK_API void start_lazy(heap_task &call) noexcept;
/// Returns when it is finished; runs what it needs, as far as nobody has begun it. Flat stack, however long the chain.
XFORK_API void join_lazy(basic_task &node) noexcept;
/// The same until `deadline` (nanoseconds of the monotonic clock), without running anything in this thread; whether
/// it is finished.
XFORK_API bool join_lazy_until(basic_task &node, std::int64_t deadline) noexcept;
/// Gives up a handle. The last one joins, and frees the node.
XFORK_API void release_lazy(basic_task &node) noexcept;
/// Throws what its call threw.
[[noreturn]] XFORK_API XFORK_COLD void throw_error_of(basic_task &node);
/// The same, inside a call that needs its value: the exception goes on as if that had not begun.
[[noreturn]] XFORK_API XFORK_COLD void throw_inherited_error(basic_task &operand);
/// The error of a node that needs it, for the one that does; the latter owns it.
XFORK_API XFORK_COLD stored_error *inherit_error(basic_task &operand) noexcept;
/// The node is about to go. Tells the handler if nobody has been told of its error.
XFORK_API XFORK_COLD void dispose_error(basic_task &node) noexcept;

/// Tells `f` when the node is finished; false if it is so already. Whoever holds the result must give it to
/// release_lazy() in the end; it is what `f` follows, and what remove() must be called on.
XFORK_API heap_task *follow_lazy(basic_task &node, follower &f) noexcept;
/// Instead of release_lazy(), by a follower that has been removed and did not hear of an end.
void give_up_following(heap_task &followed) noexcept;

} // namespace xfork::detail
