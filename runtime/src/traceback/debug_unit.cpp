#include "traceback/debug_unit.hpp"

#include "traceback/readable_name.hpp"

#include <dwarf.h>
#include <string_view>

namespace xfork::detail {

namespace {

bool holds_functions(int tag) {
  switch (tag) {
  case DW_TAG_namespace:
  case DW_TAG_class_type:
  case DW_TAG_structure_type:
  case DW_TAG_union_type:
  case DW_TAG_subprogram:
  case DW_TAG_lexical_block:
    return true;
  default:
    return false;
  }
}

bool next_sibling(Dwarf_Die &die) { return dwarf_siblingof(&die, &die) == 0; }

/// Follows references to where the function is declared, which is where its scopes are.
Dwarf_Die declaration_of(Dwarf_Die function) {
  for (;;) {
    Dwarf_Attribute reference;
    if (!dwarf_attr(&function, DW_AT_abstract_origin, &reference) &&
        !dwarf_attr(&function, DW_AT_specification, &reference))
      return function;
    Dwarf_Die referred;
    if (!dwarf_formref_die(&reference, &referred))
      return function;
    function = referred;
  }
}

/// As a part of a name; a class without one is a lambda's, or as good as one.
std::string scope_name(Dwarf_Die &scope) {
  const char *name = dwarf_diename(&scope);
  switch (dwarf_tag(&scope)) {
  case DW_TAG_namespace:
    return name ? name : "{anonymous}";
  case DW_TAG_lexical_block:
  case DW_TAG_compile_unit:
    return "";
  case DW_TAG_subprogram:
    return name ? shorten_name(name) : "";
  default:
    return !name || std::string_view(name).starts_with("<lambda") ? "{lambda}" : shorten_name(name);
  }
}

unsigned number(Dwarf_Die &die, unsigned attribute) {
  Dwarf_Attribute found;
  Dwarf_Word value = 0;
  return dwarf_attr(&die, attribute, &found) && dwarf_formudata(&found, &value) == 0 ? static_cast<unsigned>(value) : 0;
}

/// Whether the compiler has split the function and put the part back in its place: such a call is "at" the function's name.
bool is_part_of(Dwarf_Die &inlined, Dwarf_Die &caller) {
  Dwarf_Die part = declaration_of(inlined), whole = declaration_of(caller);
  return dwarf_dieoffset(&part) == dwarf_dieoffset(&whole) &&
         number(inlined, DW_AT_call_line) == number(whole, DW_AT_decl_line) &&
         number(inlined, DW_AT_call_column) == number(whole, DW_AT_decl_column);
}

} // namespace

debug_unit::debug_unit(Dwarf_Die unit) : m_unit(unit) { read(m_unit); }

void debug_unit::read(Dwarf_Die &scope) {
  Dwarf_Die child;
  if (dwarf_child(&scope, &child) != 0)
    return;
  do {
    const int tag = dwarf_tag(&child);
    if (!holds_functions(tag))
      continue;
    m_parents.emplace(dwarf_dieoffset(&child), dwarf_dieoffset(&scope));
    if (tag == DW_TAG_subprogram) {
      Dwarf_Addr base = 0, low = 0, high = 0;
      for (std::ptrdiff_t next = 0; (next = dwarf_ranges(&child, next, &base, &low, &high)) > 0;)
        m_ranges.push_back({low, high, dwarf_dieoffset(&child)});
    }
    read(child);
  } while (next_sibling(child));
}

Dwarf_Die debug_unit::die_at(Dwarf_Off offset) const {
  Dwarf_Die die{};
  dwarf_offdie(dwarf_cu_getdwarf(m_unit.cu), offset, &die);
  return die;
}

std::vector<Dwarf_Die> debug_unit::calls_at(Dwarf_Addr address) const {
  std::vector<Dwarf_Die> calls;
  for (const range &r : m_ranges)
    if (r.low <= address && address < r.high)
      calls = {die_at(r.function)};
  if (calls.empty())
    return calls;
  Dwarf_Die scope = calls.front(), child;
  while (dwarf_child(&scope, &child) == 0) {
    bool inside = false;
    do {
      const int tag = dwarf_tag(&child);
      inside = (tag == DW_TAG_inlined_subroutine || tag == DW_TAG_lexical_block) && dwarf_haspc(&child, address) > 0;
    } while (!inside && next_sibling(child));
    if (!inside)
      break;
    if (dwarf_tag(&child) == DW_TAG_inlined_subroutine && !is_part_of(child, calls.back()))
      calls.push_back(child);
    scope = child;
  }
  return calls;
}

std::string debug_unit::name_of(Dwarf_Die &function) const {
  Dwarf_Attribute found;
  for (const unsigned attribute : {DW_AT_linkage_name, DW_AT_MIPS_linkage_name})
    if (dwarf_attr_integrate(&function, attribute, &found))
      if (const char *name = dwarf_formstring(&found))
        return readable_name(name);
  return qualified_name(dwarf_dieoffset(&function));
}

std::string debug_unit::qualified_name(Dwarf_Off function) const {
  std::string name;
  const auto put_in_front = [&](const std::string &scope) {
    if (!scope.empty())
      name = name.empty() ? scope : scope + "::" + name;
  };
  std::string call_operator; // whose class is not known yet
  for (Dwarf_Off at = function;;) {
    Dwarf_Die die = declaration_of(die_at(at));
    const std::string scope = scope_name(die);
    if (scope != "{lambda}")
      put_in_front(call_operator);
    call_operator.clear();
    if (scope.starts_with("operator()"))
      call_operator = scope;
    else
      put_in_front(scope);
    const auto parent = m_parents.find(dwarf_dieoffset(&die));
    if (parent == m_parents.end()) {
      put_in_front(call_operator);
      return name;
    }
    at = parent->second;
  }
}

debug_unit::place debug_unit::place_of_call(Dwarf_Die &inlined) const {
  place result;
  Dwarf_Files *files = nullptr;
  std::size_t count = 0;
  const unsigned file = number(inlined, DW_AT_call_file);
  if (dwarf_getsrcfiles(&m_unit, &files, &count) == 0 && file < count)
    if (const char *name = dwarf_filesrc(files, file, nullptr, nullptr))
      result.file = name;
  result.line = number(inlined, DW_AT_call_line);
  result.column = number(inlined, DW_AT_call_column);
  return result;
}

debug_unit::place debug_unit::place_of(Dwarf_Addr address) const {
  place result;
  Dwarf_Line *line = dwarf_getsrc_die(&m_unit, address);
  if (!line)
    return result;
  if (const char *name = dwarf_linesrc(line, nullptr, nullptr))
    result.file = name;
  int value = 0;
  if (dwarf_lineno(line, &value) == 0)
    result.line = static_cast<unsigned>(value);
  if (dwarf_linecol(line, &value) == 0)
    result.column = static_cast<unsigned>(value);
  return result;
}

} // namespace xfork::detail
