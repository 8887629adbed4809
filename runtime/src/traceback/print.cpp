#include "traceback/source_lines.hpp"
#include "xfork/traceback.hpp"

#include <ostream>

namespace xfork {

namespace {

/// A recursion prints this many of its frames.
constexpr std::size_t repetitions_shown = 3;

void print(std::ostream &out, const traceback::frame &frame, detail::source_lines &sources) {
  out << "  ";
  if (!frame.file.empty())
    out << sources.short_name(frame.file) << ':' << frame.line << ':' << frame.column << ": ";
  out << frame.function << '\n';
  if (const std::string text = sources.line(frame.file, frame.line); !text.empty())
    out << "    " << text << '\n';
}

} // namespace

std::ostream &operator<<(std::ostream &out, const traceback &trace) {
  if (trace.empty())
    return out;
  out << "traceback (most recent call last):\n";
  if (!trace.complete())
    out << "  (frames further out are not known)\n";
  detail::source_lines sources;
  std::size_t repeated = 0;
  for (std::size_t n = 0; n < trace.size(); ++n) {
    repeated = n != 0 && trace[n] == trace[n - 1] ? repeated + 1 : 0;
    if (repeated < repetitions_shown)
      print(out, trace[n], sources);
    else if (n + 1 == trace.size() || !(trace[n + 1] == trace[n]))
      out << "  (the last frame " << repeated - repetitions_shown + 1 << " times more)\n";
  }
  return out;
}

} // namespace xfork
