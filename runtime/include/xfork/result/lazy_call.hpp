// Nodes of forked calls.
#pragma once

#include "xfork/result/dataflow_task.hpp"
#include "xfork/result/lazy_outcome.hpp"

namespace xfork::detail {

/// A node with room for the edges to so many operands.
template <unsigned Operands> struct dataflow_base : dataflow_task {
  explicit dataflow_base(const lazy_kind &k) noexcept : dataflow_task(k, m_edges) {}

private:
  dataflow_edge m_edges[Operands];
};

/// What a node that derives from Base is, and what it does before it runs.
template <class Base> inline constexpr lazy_shape shape_of = lazy_shape::dataflow;
template <> inline constexpr lazy_shape shape_of<heap_task> = lazy_shape::call;
inline void leave_operands(heap_task &) noexcept {}
inline void leave_operands(dataflow_task &task) noexcept { task.drop_edges(); }

/// Base is heap_task, for a call that can begin at once, or dataflow_base. 64 bytes where the former holds a small call.
template <class T, class Call, class Base> struct lazy_call final : Base {
  template <class F> XFORK_INLINE explicit lazy_call(F &&call) : Base(call_kind), m_part(std::forward<F>(call)) {}

private:
  using part = recipe_or_outcome<T, Call>;

  static task_status run_call(basic_task &task) noexcept {
    auto &self = static_cast<lazy_call &>(task);
    leave_operands(self);
    return self.m_part.cook();
  }
  static void destroy_call(basic_task &task, lazy_garbage &) noexcept {
    destroy_outcome<T>(task);
    delete static_cast<lazy_call *>(&task);
  }

  static constexpr lazy_kind call_kind{{&run_call}, shape_of<Base>, offset_after<Base, part>, &destroy_call};

  part m_part;
};

} // namespace xfork::detail
