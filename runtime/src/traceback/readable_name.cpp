#include "traceback/readable_name.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <cxxabi.h>

namespace xfork::detail {

namespace {

/// Stands for `operator()` while parentheses are being counted.
constexpr std::string_view call_operator = "operator\1";
constexpr std::string_view lambda_name = "{lambda}";

void replace_all(std::string &text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

bool opens(char c) { return c == '(' || c == '<' || c == '[' || c == '{'; }
bool closes(char c) { return c == ')' || c == '>' || c == ']' || c == '}'; }

/// Behind the bracket that closes the one at `open`; an arrow is none.
std::size_t end_of_bracket(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < text.size(); ++at)
    if (opens(text[at]))
      ++depth;
    else if (closes(text[at]) && !(text[at] == '>' && at != 0 && text[at - 1] == '-') && --depth == 0)
      return at + 1;
  return text.size();
}

bool is_part_of_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// Behind an operator's symbols at `at`, which may be brackets; `at` itself if no operator starts there.
std::size_t end_of_operator(std::string_view text, std::size_t at) {
  constexpr std::string_view word = "operator";
  if (text.substr(at, word.size()) != word || (at != 0 && is_part_of_name(text[at - 1])))
    return at;
  std::size_t end = at + word.size();
  if (text.substr(end, 2) == "[]" || text[end] == '\1')
    return end + 1 + (text[end] == '[');
  while (end < text.size() && std::string_view("<>=!+-*/%^&|~,").find(text[end]) != std::string_view::npos)
    ++end;
  return end;
}

/// A lambda is `{lambda(int)#1}`, `$_1`, `<lambda(int)>` or `(lambda at a.cpp:1:2)`, depending on who names it.
void unify_lambdas(std::string &text) {
  for (const std::string_view spelling : {"{lambda(", "<lambda(", "(lambda at ", "$_"})
    for (std::size_t at = 0; (at = text.find(spelling, at)) != std::string::npos; at += lambda_name.size()) {
      std::size_t end = at + spelling.size();
      if (spelling == "$_")
        end = text.find_first_not_of("0123456789", end);
      else
        end = end_of_bracket(text, at);
      text.replace(at, std::min(end, text.size()) - at, lambda_name);
    }
}

/// `f(int)::g` becomes `f::g`, at any depth.
void drop_parameters_of_scopes(std::string &text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(' && at != 0) {
      std::size_t end = end_of_bracket(text, at);
      while (text.compare(end, 6, " const") == 0)
        end += 6;
      if (text.compare(end, 2, "::") == 0)
        text.erase(at, end - at), --at;
    }
  }
}

/// `, std::allocator<int>` and other arguments that are there by default.
void drop_default_arguments(std::string &text) {
  for (const std::string_view argument :
       {", std::allocator<", ", std::char_traits<", ", std::less<", ", std::hash<", ", std::equal_to<",
        ", std::default_delete<"})
    for (std::size_t at; (at = text.find(argument)) != std::string::npos;)
      text.erase(at, end_of_bracket(text, at + argument.size() - 1) - at);
}

std::string without_defaults(std::string text) {
  replace_all(text, "(anonymous namespace)", "{anonymous}");
  replace_all(text, "std::__cxx11::", "std::");
  replace_all(text, "[abi:cxx11]", "");
  drop_default_arguments(text);
  replace_all(text, "std::basic_string<char>", "std::string");
  replace_all(text, " >", ">");
  return text;
}

/// Empty if it cannot be done.
std::string demangle(const char *name) {
  int status = 0;
  char *demangled = abi::__cxa_demangle(name, nullptr, nullptr, &status);
  std::string result = demangled ? demangled : "";
  std::free(demangled);
  return result;
}

/// What stands before the name (a return type) and after it (parameters, qualifiers).
std::string_view name_alone(std::string_view text) {
  std::size_t begin = 0, end = text.size();
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t behind = end_of_operator(text, at); behind != at) {
      at = behind;
      if (at < text.size() && text[at] == ' ') { // a conversion, new or delete: what follows belongs to the name
        end = text.find('(', at);
        break;
      }
    } else if (text[at] == '(' && text.substr(0, at).ends_with("decltype")) { // in a return type
      at = end_of_bracket(text, at);
    } else if (text[at] == '(' && at != 0) {
      end = at;
      break;
    } else if (opens(text[at])) {
      at = end_of_bracket(text, at);
    } else {
      if (text[at] == ' ')
        begin = at + 1;
      ++at;
    }
  }
  if (end == std::string_view::npos)
    end = text.size();
  return text.substr(begin, end - begin);
}

} // namespace

std::string shorten_name(std::string_view demangled) {
  std::string text = without_defaults(std::string(demangled.substr(0, demangled.find(" [clone "))));
  replace_all(text, "operator()", call_operator);
  unify_lambdas(text);
  drop_parameters_of_scopes(text);
  text = name_alone(text);
  replace_all(text, std::string(lambda_name) + "::" + std::string(call_operator), lambda_name);
  replace_all(text, call_operator, "operator()");
  constexpr std::string_view generic = "{lambda}<";
  for (std::size_t at; (at = text.find(generic)) != std::string::npos;) {
    const std::size_t open = at + generic.size() - 1;
    text.erase(open, end_of_bracket(text, open) - open);
  }
  return text;
}

std::string readable_name(const char *linkage_name) {
  if (std::string_view(linkage_name).substr(0, 2) != "_Z") // else `f` would be taken for the type float
    return std::string(linkage_name, std::strcspn(linkage_name, ".")); // without what the compiler calls its clones
  const std::string name = demangle(linkage_name);
  return name.empty() ? linkage_name : shorten_name(name);
}

std::string readable_type(const char *type_name) {
  const std::string name = demangle(type_name);
  return name.empty() ? type_name : without_defaults(name);
}

} // namespace xfork::detail
