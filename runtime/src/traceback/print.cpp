#include "traceback/source_lines.hpp"
#include "xfork/traceback.hpp"

#include <cctype>
#include <ostream>
#include <string>

namespace xfork {

namespace {

/// A recursion prints this many of its frames.
constexpr std::size_t repetitions_shown = 3;

bool is_of_standard_library(const std::string &function) {
  return function.starts_with("std::") || function.starts_with("__gnu_cxx::");
}

/// `std::sort` of `std::sort<entry *, compare>`: people do not write these arguments.
std::string without_arguments(const std::string &function) {
  std::string result;
  int depth = 0;
  for (const char c : function) {
    depth += c == '<';
    if (depth == 0)
      result += c;
    depth -= c == '>' && depth != 0;
  }
  return result;
}

/// A function that the standard library has for itself: some part of its name is reserved, as in `std::__sort`.
bool is_inside_standard_library(const traceback::frame &frame) {
  if (!is_of_standard_library(frame.function))
    return false;
  const std::string name = "::" + without_arguments(frame.function);
  for (std::size_t at = 0; (at = name.find("::_", at)) != std::string::npos; ++at)
    if (at + 3 < name.size() && (name[at + 3] == '_' || std::isupper(static_cast<unsigned char>(name[at + 3]))))
      return true;
  return false;
}

void print(std::ostream &out, const traceback::frame &frame, detail::source_lines &sources) {
  const bool is_standard = is_of_standard_library(frame.function) && frame.function.find("operator") == std::string::npos;
  out << "  ";
  if (!frame.file.empty()) {
    out << sources.short_name(frame.file);
    if (frame.line != 0) // else it belongs to no line, as some cleanups that compilers make
      out << ':' << frame.line << ':' << frame.column;
    out << ": ";
  }
  out << (is_standard ? without_arguments(frame.function) : frame.function) << '\n';
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
    if (is_inside_standard_library(trace[n]))
      continue;
    repeated = n != 0 && trace[n] == trace[n - 1] ? repeated + 1 : 0;
    if (repeated < repetitions_shown)
      print(out, trace[n], sources);
    else if (n + 1 == trace.size() || !(trace[n + 1] == trace[n]))
      out << "  (the last frame " << repeated - repetitions_shown + 1 << " times more)\n";
  }
  return out;
}

} // namespace xfork
