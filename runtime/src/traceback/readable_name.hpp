// Function names as people write them.
#pragma once

#include <string>
#include <string_view>

namespace xfork::detail {

/// Of a mangled name, or of any other, which is returned as it is: `void work::scan<int>(int)::{lambda()#1}::operator()()
/// const` becomes `work::scan<int>::{lambda}`. Without return type, parameters, what the compiler has appended to its
/// clones, inline namespaces of the library, and template arguments that nobody writes.
std::string readable_name(const char *linkage_name);

/// Of a type, as type_info::name() gives it.
std::string readable_type(const char *type_name);

/// The same of a demangled name.
std::string shorten_name(std::string_view demangled);

} // namespace xfork::detail
