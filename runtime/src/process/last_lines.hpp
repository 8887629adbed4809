// The end of a text that comes in pieces.
#pragma once

#include "process/tuning.hpp"

#include <string>
#include <string_view>

namespace xfork::detail {

class last_lines {
public:
  void add(std::string_view piece) {
    m_text += piece;
    if (m_text.size() > 2 * tuning::last_output)
      m_text.erase(0, m_text.size() - tuning::last_output);
  }
  void forget() noexcept { m_text.clear(); }
  /// At most tuning::last_output bytes, beginning with a whole line where there is one.
  std::string text() const {
    if (m_text.size() <= tuning::last_output)
      return m_text;
    const std::size_t from = m_text.size() - tuning::last_output, line = m_text.find('\n', from);
    return m_text.substr(line + 1 < m_text.size() ? line + 1 : from);
  }

private:
  std::string m_text;
};

} // namespace xfork::detail
