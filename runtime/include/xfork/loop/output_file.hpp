// The stdout, or another FILE, that an iteration of an ordered loop prints to.
#pragma once

#include "xfork/loop/output_log.hpp"

#include <cstdio>

namespace xfork {

/// What the body of a loop with ordered_output(stdout) gets in place of `stdout`: a FILE * of the iteration's own, with
/// the functions that know stdout without being told. For the thread that runs the iteration.
class output_file {
public:
  /// Prints to `file` itself if there is no log.
  output_file(std::FILE *file, detail::output_log *log, std::size_t sink) noexcept
      : m_file(log ? nullptr : file), m_log(log), m_sink(sink) {}
  XFORK_API ~output_file();
  output_file(const output_file &) = delete;
  output_file &operator=(const output_file &) = delete;

  /// For `fprintf(stdout_part, …)`, and whatever else takes a FILE *.
  operator std::FILE *() { return file(); }

  XFORK_API int printf(const char *format, ...) __attribute__((format(printf, 2, 3)));
  int puts(const char *text) { return std::fputs(text, file()) < 0 ? EOF : std::fputc('\n', file()); }
  int putchar(int character) { return std::fputc(character, file()); }

private:
  XFORK_API std::FILE *file();

  std::FILE *m_file;
  detail::output_log *m_log;
  std::size_t m_sink;
};

} // namespace xfork
