// How exceptions and deaths are written in one process and thrown in another.
#include "process/errors.hpp"
#include "xfork/process/serialise.hpp"

#include <csignal>
#include <cstdlib>
#include <cxxabi.h>
#include <functional>
#include <ios>
#include <new>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <typeinfo>
#include <variant>

namespace xfork::detail {

namespace {

/// What is known about an exception; enough to make one like it.
struct failure {
  std::string type; ///< mangled
  std::string text; ///< what()
  int code = 0;     ///< of a std::system_error
  std::string category = {};
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
    {*limit_type, &raise_memory_limit},
};

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
  } catch (const std::exception &e) {
    f.text = e.what();
  } catch (...) {
  }
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
    report->text += "killed by " + std::string(died.signal_name());
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
