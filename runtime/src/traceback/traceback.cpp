#include "xfork/traceback.hpp"

#include "traceback/record.hpp"
#include "traceback/serial_view.hpp"
#include "traceback/traceback_access.hpp"

#include <utility>

namespace xfork {

traceback::traceback(const std::exception_ptr &exception) {
  detail::call_stack stack;
  if (detail::recorded_stack(exception, stack))
    *this = traceback_access::make(stack);
}

traceback traceback_access::make(const detail::call_stack &stack) {
  traceback made;
  made.m_addresses.assign(stack.frames, stack.frames + stack.count);
  made.m_complete = !stack.shortened && stack.task == 0;
  return made;
}

const std::vector<traceback::frame> &traceback::frames() const {
  if (m_symbolised)
    return m_frames;
  std::vector<detail::symbol> calls =
      detail::serial_view(detail::symbolise(m_addresses.data(), static_cast<unsigned>(m_addresses.size())));
  for (auto call = calls.rbegin(); call != calls.rend(); ++call)
    m_frames.push_back({std::move(call->function), std::move(call->file), call->line, call->column});
  m_symbolised = true;
  return m_frames;
}

} // namespace xfork
