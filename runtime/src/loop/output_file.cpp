#include "xfork/loop/output_file.hpp"

#include "loop/cookie_file.hpp"

#include <cstdarg>

namespace xfork {

namespace {

struct closing {
  std::va_list &arguments;
  ~closing() { va_end(arguments); }
};

} // namespace

output_file::~output_file() {
  if (m_log && m_file)
    std::fclose(m_file);
}

std::FILE *output_file::file() {
  if (!m_file) // most loops print to one of their streams only, or to none
    m_file = detail::open_cookie_file(this, [](void *self, const char *bytes, std::size_t size) noexcept {
      auto &file = *static_cast<output_file *>(self);
      file.m_log->write(file.m_sink, bytes, size);
    });
  return m_file;
}

int output_file::printf(const char *format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  const closing at_end{arguments};
  return std::vfprintf(file(), format, arguments);
}

} // namespace xfork
