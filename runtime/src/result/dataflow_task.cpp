#include "xfork/result/dataflow_task.hpp"

#include "xfork/scheduler/fork_join.hpp"

namespace xfork::detail {

namespace {

void operand_ended(follower &f) noexcept { static_cast<dataflow_edge &>(f).target->start(); }

} // namespace

dataflow_edge::dataflow_edge() noexcept : follower(&operand_ended) {}

void dataflow_task::need(basic_task &operand) noexcept {
  dataflow_edge &edge = edges[edge_count];
  edge.target = this;
  missing.fetch_add(1);
  edge.operand = follow_lazy(operand, edge);
  if (edge.operand)
    ++edge_count;
  else
    missing.fetch_sub(1);
}

void dataflow_task::start() noexcept {
  if (missing.fetch_sub(1) == 1)
    queue_heap_task(*this);
}

void dataflow_task::drop_edges() noexcept {
  for (unsigned i = 0; i < edge_count; ++i)
    release_lazy(*edges[i].operand);
  edge_count = 0;
}

bool dataflow_task::hold() noexcept {
  unsigned seen = missing.load();
  while (seen != 0)
    if (missing.compare_exchange(seen, seen + 1))
      return true;
  return false;
}

basic_task *dataflow_task::missing_operand() noexcept {
  for (unsigned i = 0; i < edge_count; ++i)
    if (!is_finished(*edges[i].operand))
      return edges[i].operand;
  return nullptr;
}

} // namespace xfork::detail
