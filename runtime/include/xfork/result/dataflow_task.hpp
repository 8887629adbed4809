// A call that can begin only when other lazy values are there: it waits for them without a thread.
#pragma once

#include "xfork/result/lazy_node.hpp"

namespace xfork::detail {

struct dataflow_task;

/// From a value that is not there yet to the call that needs it.
struct dataflow_edge : follower {
  XFORK_API dataflow_edge() noexcept;

  dataflow_task *target = nullptr;
  heap_task *operand = nullptr; ///< has a handle on it
};

/// Is queued by whoever brings `missing` to zero: the last operand to end, or the thread that has asked for the value
/// and holds it meanwhile. Until then nobody runs it, so its edges do not change.
struct dataflow_task : heap_task {
  dataflow_task(const lazy_kind &k, dataflow_edge *e) noexcept : heap_task(k), edges(e) {}

  atomic<unsigned> missing{1}; ///< one more than edges while it is made or held
  unsigned edge_count = 0;
  dataflow_edge *const edges;

  /// While it is made: needs `operand`.
  XFORK_API void need(basic_task &operand) noexcept;
  /// It is made: queues it if everything is there by now.
  XFORK_API void start() noexcept;
  /// Before it runs.
  XFORK_API void drop_edges() noexcept;

  /// Keeps it from being queued; false if that has happened.
  bool hold() noexcept;
  basic_task *missing_operand() noexcept;
};

} // namespace xfork::detail
