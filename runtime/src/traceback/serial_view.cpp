#include "traceback/serial_view.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace xfork::detail {

namespace {

std::string_view file_name(const std::string &path) { return std::string_view(path).substr(path.rfind('/') + 1); }

/// Some names of generic lambdas are beyond the demangler, and stay as they are.
bool is_mangled_runtime(std::string_view function) {
  for (const std::string_view scope : {"_ZN5xfork", "_ZNK5xfork", "_ZZN5xfork", "_ZZNK5xfork"})
    if (function.starts_with(scope))
      return true;
  return false;
}

bool is_runtime(const symbol &call) {
  return call.function.starts_with("xfork::") || is_mangled_runtime(call.function) || file_name(call.module).starts_with("libxfork.so");
}

/// What calls main() or a thread's function; also what the compiler adds where a noexcept function is left.
bool is_starter(const symbol &call) {
  const std::string_view module = file_name(call.module);
  for (const std::string_view name : {"libc.so", "ld-linux", "libstdc++.so", "libpthread.so"})
    if (module.starts_with(name))
      return true;
  for (const std::string_view name : {"std::thread::", "std::jthread::", "std::__invoke", "std::invoke"})
    if (call.function.starts_with(name))
      return true;
  return call.function == "_start" || call.function == "__clang_call_terminate";
}

/// A call, or a whole lambda, that is written in `function`.
bool is_lambda_in(const symbol &call, const symbol &function) {
  constexpr std::string_view suffix = "::{lambda}";
  if (call.function == "operator()") // where the demangler has failed, too
    return true;
  return call.function.size() == function.function.size() + suffix.size() &&
         call.function.starts_with(function.function) && call.function.ends_with(suffix);
}

/// Of fork() and its relatives, which people write: a lambda that they are given is a function like any other.
bool passes_arguments(const symbol &call) { return call.function.starts_with("xfork::detail::call_stored"); }

bool is_rest_of(const symbol &call, const symbol &part) { return part.is_part && part.function == call.function; }

void drop_starters(std::vector<symbol> &calls) {
  const auto main = std::find_if(calls.begin(), calls.end(), [](const symbol &call) { return call.function == "main"; });
  if (main != calls.end())
    calls.erase(main + 1, calls.end());
  while (!calls.empty() && is_starter(calls.back()))
    calls.pop_back();
}

/// How the C library does what it was asked for, if it is what has crashed: abort() by raise() by pthread_kill() ...
void drop_insides_of_c_library(std::vector<symbol> &calls) {
  const auto is_c_library = [](const symbol &call) { return file_name(call.module).starts_with("libc.so"); };
  while (calls.size() > 1 && is_c_library(calls[0]) && is_c_library(calls[1]))
    calls.erase(calls.begin());
}

/// `f` of `f_clone<xfork::parallel_mode>` or `f_clone<xfork::serial_mode<2u>>`; else empty.
std::string original_of_clone(const std::string &function) {
  for (const std::string_view mode : {"_clone<xfork::parallel_mode", "_clone<xfork::serial_mode<"})
    if (const std::size_t at = function.find(mode); at != std::string::npos)
      return function.substr(0, at);
  return {};
}

/// A recursive function's body is in its clones (docs/architecture/serial-clones.md): those are shown as the function,
/// and what only chooses among them is not shown.
void show_clones_as_originals(std::vector<symbol> &calls) {
  std::set<std::string, std::less<>> cloned;
  for (const symbol &call : calls)
    if (const std::string original = original_of_clone(call.function); !original.empty())
      cloned.insert(original);
  const auto only_chooses = [&](const symbol &call) {
    const std::string_view name = call.function;
    const auto before = [&](std::string_view suffix) { return name.substr(0, std::min(name.rfind(suffix), name.size())); };
    return cloned.contains(name) || (name.ends_with("_serial") && cloned.contains(before("_serial"))) ||
           (name.find("_call<xfork::") != name.npos && cloned.contains(before("_call<xfork::")));
  };
  std::erase_if(calls, only_chooses);
  for (symbol &call : calls)
    if (std::string original = original_of_clone(call.function); !original.empty())
      call.function = std::move(original);
}

} // namespace

std::vector<symbol> serial_view(std::vector<symbol> calls) {
  std::vector<symbol> view;
  bool forked = false;  // the runtime has called view.back()
  bool by_hand = false; // and has been asked to by name
  for (symbol &call : calls) {
    if (is_runtime(call)) {
      forked = true;
      by_hand = by_hand || passes_arguments(call);
      continue;
    }
    const bool is_fork = std::exchange(forked, false) && !by_hand;
    by_hand = false;
    if (!view.empty() && is_fork && is_lambda_in(view.back(), call))
      view.back().function = std::move(call.function);
    else if (!view.empty() && is_rest_of(call, view.back()))
      view.back().is_part = false;
    else
      view.push_back(std::move(call));
  }
  show_clones_as_originals(view);
  drop_starters(view);
  drop_insides_of_c_library(view);
  return view;
}

} // namespace xfork::detail
