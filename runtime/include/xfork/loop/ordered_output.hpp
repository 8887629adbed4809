// What iterations print, in the order of the iterations.
//
//   xfork::for_loop(xfork::below<int>(0, n), xfork::ordered_output(std::cout, stdout), [&](int i, auto &cout_part, auto &stdout_part) {
//     cout_part << i << ' ';
//     stdout_part.printf("%d\n", f(i)); });
#pragma once

#include "xfork/loop/options.hpp"
#include "xfork/loop/output_file.hpp"
#include "xfork/loop/output_log.hpp"

#include <cstdio>
#include <iosfwd>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

[[noreturn]] XFORK_API void throw_format_changed();

/// One of the loop's streams, on behalf of a chunk; without a log the chunk may use the stream itself.
template <class Target> struct channel_source {
  const Target &target;
  output_log *log;
  std::size_t sink;
};

/// A FILE that iterations print to, by name.
struct file_target {
  std::FILE *file;

  class channel {
  public:
    explicit channel(const channel_source<file_target> &from) : m_file(from.target.file, from.log, from.sink) {}
    output_file &get() noexcept { return m_file; }
    static void close(const file_target &, bool) noexcept {}
    static void settle(const file_target &) noexcept {}

  private:
    output_file m_file;
  };

  output_sink sink() const noexcept {
    return {file, [](void *to, const char *bytes, std::size_t size) { std::fwrite(bytes, 1, size, static_cast<std::FILE *>(to)); },
            [](void *to) { std::fflush(static_cast<std::FILE *>(to)); }};
  }
};

/// Collects what is written, whatever the characters are.
template <class Char, class Traits> class log_buffer final : public std::basic_streambuf<Char, Traits> {
public:
  log_buffer(output_log &log, std::size_t sink) : m_log(log), m_sink(sink) {}

protected:
  std::streamsize xsputn(const Char *text, std::streamsize size) override {
    m_log.write(m_sink, reinterpret_cast<const char *>(text), static_cast<std::size_t>(size) * sizeof(Char));
    return size;
  }
  typename Traits::int_type overflow(typename Traits::int_type character) override {
    const Char one = Traits::to_char_type(character);
    if (!Traits::eq_int_type(character, Traits::eof()))
      m_log.write(m_sink, reinterpret_cast<const char *>(&one), sizeof one);
    return Traits::not_eof(character);
  }
  int sync() override {
    m_log.flush(m_sink);
    return 0;
  }

private:
  output_log &m_log;
  const std::size_t m_sink;
};

/// How a stream formats what follows.
template <class Stream> struct stream_format {
  decltype(std::declval<Stream &>().flags()) flags;
  std::streamsize precision, width;
  decltype(std::declval<Stream &>().fill()) fill;

  explicit stream_format(const Stream &stream)
      : flags(stream.flags()), precision(stream.precision()), width(stream.width()), fill(stream.fill()) {}
  void give_to(Stream &stream) const {
    stream.flags(flags);
    stream.precision(precision);
    stream.width(width);
    stream.fill(fill);
  }
  bool operator==(const stream_format &) const = default;
};

/// A stream that iterations print to, and the manipulators that each of them applies for good: `std::hex`.
template <class Char, class Traits, class... Manipulators> struct stream_target {
  using stream = std::basic_ostream<Char, Traits>;

  stream &original;
  std::tuple<Manipulators...> manipulators;

  /// A stream of the chunk's own, or without a log the original.
  class channel {
  public:
    explicit channel(const channel_source<stream_target> &from) : m_used(&from.target.original) {
      if (!from.log)
        return;
      m_used = &m_own.emplace(*from.log, from.sink).used;
      m_used->copyfmt(from.target.original);
      m_used->tie(nullptr);
      if (!from.log->is_first())
        from.target.as_iterations_leave_it(*m_used);
    }

    stream &get() noexcept { return *m_used; }
    /// The next chunk has begun on the assumption that this one leaves the format alone.
    void close(const stream_target &target, bool more_follow) {
      if (!m_own || !more_follow)
        return;
      stream &expected = m_own->scratch;
      expected.copyfmt(target.original);
      target.as_iterations_leave_it(expected);
      if (stream_format<stream>(*m_used) != stream_format<stream>(expected))
        throw_format_changed();
    }
    void settle(const stream_target &target) const {
      if (m_own)
        stream_format<stream>(*m_used).give_to(target.original);
    }

  private:
    struct own {
      log_buffer<Char, Traits> buffer;
      stream used, scratch;
      own(output_log &log, std::size_t sink) : buffer(log, sink), used(&buffer), scratch(&buffer) {}
    };
    std::optional<own> m_own;
    stream *m_used;
  };

  void as_iterations_leave_it(stream &to) const {
    to.width(0);
    std::apply([&](const auto &...manipulator) { (void)(to << ... << manipulator); }, manipulators);
  }
  output_sink sink() const noexcept {
    return {&original,
            [](void *to, const char *bytes, std::size_t size) {
              static_cast<stream *>(to)->write(reinterpret_cast<const Char *>(bytes),
                                               static_cast<std::streamsize>(size / sizeof(Char)));
            },
            [](void *to) { static_cast<stream *>(to)->flush(); }};
  }
};

inline file_target output_target(std::FILE *file) noexcept { return {file}; }
template <class Char, class Traits>
stream_target<Char, Traits> output_target(std::basic_ostream<Char, Traits> &stream) noexcept {
  return {stream, {}};
}
template <class Char, class Traits, class... Manipulators>
const stream_target<Char, Traits, Manipulators...> &output_target(const stream_target<Char, Traits, Manipulators...> &target) noexcept {
  return target;
}

/// Its streams stay where they are while it is moved.
template <class... Targets> class output_part {
public:
  output_part(const std::tuple<Targets...> &targets, const chunk_place &place)
      : m_state(new state(targets, place, std::index_sequence_for<Targets...>())) {}
  output_part(output_part &&other) noexcept : m_state(std::exchange(other.m_state, nullptr)) {}
  output_part &operator=(output_part &&other) noexcept {
    std::swap(m_state, other.m_state);
    return *this;
  }
  ~output_part() { delete m_state; }

  template <class Function> XFORK_INLINE void for_channels(const Function &function) {
    std::apply(function, m_state->channels);
  }
  void close(const std::tuple<Targets...> &targets, bool more_follow) {
    for_each_pair(targets, [&](auto &channel, const auto &target) { channel.close(target, more_follow); });
  }
  void deliver() {
    if (m_state->log)
      m_state->log->deliver();
  }
  void settle(const std::tuple<Targets...> &targets) {
    for_each_pair(targets, [](auto &channel, const auto &target) { channel.settle(target); });
  }

private:
  struct state {
    output_sink sinks[sizeof...(Targets)];
    std::optional<output_log> log;
    std::tuple<typename Targets::channel...> channels;

    template <std::size_t... Nth>
    state(const std::tuple<Targets...> &targets, const chunk_place &place, std::index_sequence<Nth...>)
        : sinks{std::get<Nth>(targets).sink()...}, log(),
          channels(channel_source<Targets>{std::get<Nth>(targets), log_for(place), Nth}...) {}

    output_log *log_for(const chunk_place &place) {
      return place.is_alone() ? nullptr : log ? &*log : &log.emplace(sinks, place);
    }
  };

  template <class Function> void for_each_pair(const std::tuple<Targets...> &targets, const Function &function) {
    std::apply(
        [&](const Targets &...target) {
          std::apply([&](auto &...channel) { (function(channel, target), ...); }, m_state->channels);
        },
        targets);
  }

  state *m_state;
};

template <class... Targets> struct output_option : option_base {
  using part = output_part<Targets...>;
  static constexpr bool in_order = true;

  std::tuple<Targets...> targets;

  explicit output_option(const Targets &...t) : targets(t...) {}
  part open(const chunk_place &place) const { return part(targets, place); }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    mine.for_channels([&](auto &...channels) XFORK_INLINE_LAMBDA { next(channels.get()...); });
  }
  void close(part &mine, lane &, chunk_end end) const { mine.close(targets, end == chunk_end::more_follow || end == chunk_end::open_ended); }
  static void deliver(part &mine) { mine.deliver(); }
  /// The streams go on in the format that the last iteration has left.
  void fold(part &&mine) const { mine.settle(targets); }
};

template <class Target> using output_target_of = std::decay_t<decltype(output_target(std::declval<Target>()))>;

} // namespace detail

/// A target of ordered_output() that every iteration formats for good, with the same manipulators in the same order: those
/// iterations that run first have to begin as if earlier ones had.
template <class Char, class Traits, class... Manipulators>
auto formatted(std::basic_ostream<Char, Traits> &stream, const Manipulators &...manipulators) {
  return detail::stream_target<Char, Traits, std::decay_t<const Manipulators &>...>{stream, {manipulators...}};
}

/// One parameter of the body for each target: an output stream for an output stream or formatted(), an output_file for a
/// FILE *. What iterations print to them comes out in the order of the iterations, while the loop runs; what those behind
/// one that throws or leaves have printed does not. Throws std::logic_error if an iteration leaves a stream formatted in
/// another way than it found it.
template <class... Targets> auto ordered_output(Targets &&...targets) {
  return detail::output_option<detail::output_target_of<Targets>...>(detail::output_target(targets)...);
}

} // namespace xfork
