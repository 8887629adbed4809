#include "xfork/loop/output_log.hpp"

#include "xfork/loop/ordered_output.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace xfork::detail {

namespace {

/// Text that is kept although it could be delivered: a write of this much costs little more than copying it.
constexpr std::size_t kept_at_least = 64 * 1024;

struct segment {
  std::size_t sink;
  std::string text;
  bool is_flushed;
};

} // namespace

struct output_log::state {
  const output_sink *sinks;
  chunk_place place;
  std::vector<segment> segments{};
  std::size_t size = 0;

  segment &of(std::size_t sink) {
    if (segments.empty() || segments.back().sink != sink)
      segments.push_back({sink, {}, false});
    return segments.back();
  }
};

output_log::output_log(const output_sink *sinks, const chunk_place &place) : m_state(new state{sinks, place}) {}
output_log::~output_log() { delete m_state; }

bool output_log::is_first() const noexcept { return m_state->place.chunk == 0; }

void throw_format_changed() {
  throw std::logic_error("xfork: an iteration has left a stream formatted in another way than it found it, so that the output of "
                         "later ones cannot be put in order; format the stream before the loop, or restore it");
}

void output_log::write(std::size_t sink, const char *bytes, std::size_t size) {
  m_state->of(sink).text.append(bytes, size);
  m_state->size += size;
  if (m_state->size >= kept_at_least && m_state->place.is_next())
    deliver();
}

void output_log::flush(std::size_t sink) { m_state->of(sink).is_flushed = true; } // once, behind what follows, will do

void output_log::deliver() {
  std::vector<segment> all;
  all.swap(m_state->segments);
  m_state->size = 0;
  for (const segment &s : all) {
    const output_sink &sink = m_state->sinks[s.sink];
    if (!s.text.empty())
      sink.write(sink.target, s.text.data(), s.text.size());
    if (s.is_flushed)
      sink.flush(sink.target);
  }
}

} // namespace xfork::detail
