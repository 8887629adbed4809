// How exceptions and deaths are written in one process and thrown in another.
#include "process/errors.hpp"
#include "xfork/base/any_exception.hpp"
#include "xfork/base/atomic.hpp"
#include "xfork/process/exception_type.hpp"
#include "xfork/process/serialise.hpp"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <functional>
#include <ios>
#include <new>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <typeinfo>
#include <variant>
#include <vector>

namespace xfork::detail {

namespace {

/// What a process_report says.
struct process_report_text {
  std::string text;
  int signal, exit_code;
  std::string last_output, type_name, message;
};

/// What is known about an exception; enough to make one like it.
struct failure {
  std::string type; ///< mangled
  std::string text; ///< what()
  int code = 0;     ///< of a std::system_error
  std::string category = {};
  std::vector<std::byte> object = {}; ///< itself, if it is of a type that can travel
  std::optional<process_report_text> report = {}; ///< of a process_error
  task_trace trace = {};
};

struct known_type {
  const std::type_info &type;
  void (*raise)(const failure &); ///< throws
};

template <class E> [[noreturn]] void raise_text(const failure &f) { throw E(f.text); }
template <class E> [[noreturn]] void raise_plain(const failure &) { throw E(); }

/// The categories are objects, compared by address, so only those every process has can be found again. A
/// system_error's text is "message: description of the code"; the constructor appends the latter.
[[noreturn]] void raise_system_error(const failure &f) {
  const std::error_category &category =
      f.category == std::system_category().name() ? std::system_category() : std::generic_category();
  const std::error_code code(f.code, category);
  const std::string end = ": " + code.message();
  if (f.text == code.message())
    throw std::system_error(code);
  throw std::system_error(code,
                          f.text.ends_with(end) ? f.text.substr(0, f.text.size() - end.size()) : f.text);
}

template <class E> [[noreturn]] void raise_report(const failure &f) {
  const process_report_text r = f.report.value_or(process_report_text());
  throw E(new process_report{.text = r.text,
                             .signal = r.signal,
                             .exit_code = r.exit_code,
                             .last_output = r.last_output,
                             .type_name = r.type_name,
                             .message = r.message});
}

[[noreturn]] void raise_memory_limit(const failure &) {
  throw limit_exceeded(new process_report{.text = "xfork: a process task needed more memory than its limit"});
}
struct memory_limit {}; // stands for the above in the table

constexpr auto limit_type = &typeid(memory_limit);

const known_type known_types[] = {
    {typeid(std::logic_error), &raise_text<std::logic_error>},
    {typeid(std::domain_error), &raise_text<std::domain_error>},
    {typeid(std::invalid_argument), &raise_text<std::invalid_argument>},
    {typeid(std::length_error), &raise_text<std::length_error>},
    {typeid(std::out_of_range), &raise_text<std::out_of_range>},
    {typeid(std::runtime_error), &raise_text<std::runtime_error>},
    {typeid(std::range_error), &raise_text<std::range_error>},
    {typeid(std::overflow_error), &raise_text<std::overflow_error>},
    {typeid(std::underflow_error), &raise_text<std::underflow_error>},
    {typeid(std::system_error), &raise_system_error},
    {typeid(std::bad_alloc), &raise_plain<std::bad_alloc>},
    {typeid(std::bad_array_new_length), &raise_plain<std::bad_array_new_length>},
    {typeid(std::bad_cast), &raise_plain<std::bad_cast>},
    {typeid(std::bad_typeid), &raise_plain<std::bad_typeid>},
    {typeid(std::bad_exception), &raise_plain<std::bad_exception>},
    {typeid(std::bad_function_call), &raise_plain<std::bad_function_call>},
    {typeid(std::bad_optional_access), &raise_plain<std::bad_optional_access>},
    {typeid(std::bad_variant_access), &raise_plain<std::bad_variant_access>},
    {typeid(std::exception), &raise_plain<std::exception>},
    {typeid(process_died), &raise_report<process_died>},
    {typeid(limit_exceeded), &raise_report<limit_exceeded>},
    {typeid(remote_exception), &raise_report<remote_exception>},
    {typeid(malformed_message), &raise_report<malformed_message>},
    {*limit_type, &raise_memory_limit},
};

constinit atomic<known_exception *> known_exceptions{nullptr};

known_exception *find_known(const char *name) noexcept {
  known_exception *known = known_exceptions.load_acquire();
  while (known && std::strcmp(known->type.name(), name) != 0)
    known = known->next;
  return known;
}

/// The bytes of the exception being handled; none if it does not want to travel.
std::vector<std::byte> bytes_of_current(const known_exception &type) {
  try {
    writer out;
    type.write(out);
    reader in(out.take());
    std::vector<std::byte> bytes(in.remaining() + 1); // never empty
    in.read(bytes.data(), bytes.size() - 1);
    return bytes;
  } catch (any_exception &) {
    return {};
  }
}

[[noreturn]] void raise_object(const known_exception &type, const std::vector<std::byte> &bytes) {
  parcel content = parcel::of_bytes(bytes.size() - 1);
  std::memcpy(content.bytes(), bytes.data(), content.size());
  reader in(std::move(content));
  type.raise(in);
  __builtin_unreachable();
}

std::string demangled(const std::string &name) {
  int status = 0;
  char *text = abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status);
  const std::string result = text ? text : name.c_str();
  std::free(text);
  return result;
}

failure current_failure(bool memory_limited) {
  const std::type_info *type = abi::__cxa_current_exception_type();
  failure f{type ? type->name() : "unknown", ""};
  try {
    throw;
  } catch (const std::system_error &e) {
    f = {f.type, e.what(), e.code().value(), e.code().category().name(), {}};
  } catch (const std::bad_alloc &) {
    if (memory_limited)
      f.type = limit_type->name();
  } catch (const process_error &e) {
    const process_report &r = report_of(e);
    f.report = {r.text, r.signal, r.exit_code, r.last_output, r.type_name, r.message};
  } catch (const std::exception &e) {
    f.text = e.what();
  } catch (...) {
  }
  if (const known_exception *known = find_known(f.type.c_str()))
    f.object = bytes_of_current(*known);
  f.trace = trace_of(std::current_exception());
  return f;
}

/// Throws what `raise` throws, with the calls of the task in the other process and those that forked it.
template <class Raise> [[noreturn]] void throw_with_trace(const task_trace &trace, const fork_site *site, Raise raise) {
  try {
    raise();
  } catch (...) {
    give_trace(std::current_exception(), trace, site);
    throw;
  }
  __builtin_unreachable();
}

struct death {
  int signal, exit_code;
  bool memory_limited, cpu_limited;
  std::string last_output;
  task_trace trace;
};

[[noreturn]] void throw_death(death &&d) {
  auto *report = new process_report{
      .text = {}, .signal = d.signal, .exit_code = d.exit_code, .last_output = std::move(d.last_output)};
  const process_died died(report);
  if (d.signal == SIGXCPU && d.cpu_limited)
    throw limit_exceeded(
        new process_report{.text = "xfork: a process task needed more processor time than its limit"});
  report->text = "xfork: the process of a task died: ";
  if (d.signal != 0)
    report->text += "killed by " + std::string(died.signal_name()) +
                    (d.signal == SIGKILL ? ", as the kernel does when memory runs out" : "");
  else if (d.exit_code >= 0)
    report->text += "it exited with code " + std::to_string(d.exit_code);
  else
    report->text += "nobody knows how";
  if (!report->last_output.empty())
    report->text += "; it last wrote:\n" + report->last_output;
  throw died;
}

} // namespace

namespace {

[[noreturn]] void throw_like(const failure &f) {
  if (const known_exception *known = f.object.empty() ? nullptr : find_known(f.type.c_str()))
    raise_object(*known, f.object);
  for (const known_type &known : known_types)
    if (f.type == known.type.name())
      known.raise(f);
  const std::string name = demangled(f.type);
  throw remote_exception(new process_report{.text = "xfork: a process task has thrown " + name +
                                                    (f.text.empty() ? "" : ": ") + f.text,
                                            .type_name = name,
                                            .message = f.text});
}

[[noreturn]] void throw_exception_from(reader &in, const fork_site *site) {
  const auto f = read<failure>(in);
  throw_with_trace(f.trace, site, [&] { throw_like(f); });
}

} // namespace

bool know_exception(known_exception &type) noexcept {
  for (const known_exception *other = known_exceptions.load_acquire(); other; other = other->next)
    if (other == &type)
      return true;
  type.next = known_exceptions.load_acquire();
  while (!known_exceptions.compare_exchange(type.next, &type))
    ;
  return true;
}

void throw_exception(reader &in) { throw_exception_from(in, nullptr); }

void write_exception(writer &out) { write(out, current_failure(false)); }

parcel encode_exception(bool memory_limited) noexcept {
  const failure f = current_failure(memory_limited);
  writer out;
  write(out, f);
  return out.take();
}

parcel encode_death(const process_end &end, const std::string &last_output, const task_trace &trace) {
  writer out;
  write(out, death{end.signal, end.exit_code, end.memory_limited, end.cpu_limited, last_output, trace});
  return out.take();
}

parcel with_output(parcel &&content, const std::string &last_output, const task_trace &trace) {
  reader in(std::move(content));
  auto d = read<death>(in);
  d.last_output = last_output;
  d.trace = trace;
  writer out;
  write(out, d);
  return out.take();
}

parcel with_limits(parcel &&content, const process_options &options) {
  reader in(std::move(content));
  auto d = read<death>(in);
  d.memory_limited = options.memory != 0;
  d.cpu_limited = options.cpu_seconds > 0;
  writer out;
  write(out, d);
  return out.take();
}

void throw_failure(reply_kind kind, parcel &&content, const fork_site *site) {
  reader in(std::move(content));
  if (kind == reply_kind::exception)
    throw_exception_from(in, site);
  auto d = read<death>(in);
  const task_trace trace = std::move(d.trace);
  throw_with_trace(trace, site, [&] { throw_death(std::move(d)); });
}

parcel open_reply(process_reply &&reply) {
  if (reply.kind != reply_kind::value)
    throw_failure(reply.kind, std::move(reply.content), nullptr);
  return std::move(reply.content);
}

parcel open_reply(process_reply &&reply, fork_site site) {
  if (reply.kind != reply_kind::value)
    throw_failure(reply.kind, std::move(reply.content), &site);
  return std::move(reply.content);
}

} // namespace xfork::detail
