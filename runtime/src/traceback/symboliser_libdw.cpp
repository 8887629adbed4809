#include "traceback/debug_unit.hpp"
#include "traceback/readable_name.hpp"
#include "traceback/symboliser.hpp"

#include <cstdio>
#include <dlfcn.h>
#include <elfutils/libdwfl.h>
#include <map>
#include <memory>
#include <string_view>
#include <unistd.h>

namespace xfork::detail {

namespace {

/// Only separate debug files on this machine: a traceback does not wait for a server.
const Dwfl_Callbacks callbacks{.find_elf = dwfl_linux_proc_find_elf,
                               .find_debuginfo = dwfl_build_id_find_debuginfo,
                               .section_address = nullptr,
                               .debuginfo_path = nullptr};

/// What is loaded into this process, and the units that have been looked at.
class process_symbols {
public:
  process_symbols() : m_dwfl(dwfl_begin(&callbacks)) {
    if (!m_dwfl)
      return;
    dwfl_report_begin(m_dwfl);
    dwfl_linux_proc_report(m_dwfl, getpid());
    dwfl_report_end(m_dwfl, nullptr, nullptr);
  }
  process_symbols(const process_symbols &) = delete;
  process_symbols &operator=(const process_symbols &) = delete;
  ~process_symbols() {
    m_units.clear();
    if (m_dwfl)
      dwfl_end(m_dwfl);
  }

  const std::vector<symbol> &at(code_address address) {
    const auto [known, added] = m_known.try_emplace(address);
    if (added)
      known->second = look_up(address);
    return known->second;
  }

private:
  std::vector<symbol> look_up(code_address address) {
    Dwfl_Module *module = m_dwfl ? dwfl_addrmodule(m_dwfl, address) : nullptr;
    symbol outermost;
    std::vector<symbol> found;
    Dwarf_Addr start = 0, bias = 0;
    if (module) {
      outermost.module = dwfl_module_info(module, nullptr, &start, nullptr, nullptr, nullptr, nullptr, nullptr);
    }
    if (module && is_of_system(outermost.module)) {
      outermost.function = exported_name(address);
    } else if (module) {
      const std::string_view name = name_in_symbol_table(module, address);
      outermost.function = readable_name(name.data());
      outermost.is_part = name.find(".part.") != std::string_view::npos;
      if (const debug_unit *unit = unit_at(module, address, bias))
        found = calls(*unit, address - bias, outermost);
    }
    if (found.empty())
      found.push_back(std::move(outermost));
    for (symbol &call : found)
      if (call.function.empty())
        call.function = place_in_module(call.module, address - start);
    return found;
  }

  static std::vector<symbol> calls(const debug_unit &unit, Dwarf_Addr address, const symbol &outermost) {
    std::vector<Dwarf_Die> chain = unit.calls_at(address);
    std::vector<symbol> result;
    debug_unit::place place = unit.place_of(address);
    while (!chain.empty()) {
      symbol call = outermost;
      call.is_part = outermost.is_part && chain.size() == 1;
      Dwarf_Die &function = chain.back();
      // The symbol table knows the linkage names of local functions, which debug information may leave out.
      if (chain.size() != 1 || call.function.empty())
        call.function = unit.name_of(function);
      call.file = std::move(place.file), call.line = place.line, call.column = place.column;
      place = unit.place_of_call(function);
      result.push_back(std::move(call));
      chain.pop_back();
    }
    return result;
  }

  /// Null without debug information.
  const debug_unit *unit_at(Dwfl_Module *module, code_address address, Dwarf_Addr &bias) {
    Dwarf_Die *found = dwfl_module_addrdie(module, address, &bias);
    if (!found) // units without an index of addresses, as clang makes them
      while ((found = dwfl_module_nextcu(module, found, &bias)) && dwarf_haspc(found, address - bias) <= 0)
        ;
    if (!found)
      return nullptr;
    std::unique_ptr<debug_unit> &unit = m_units[found->addr];
    if (!unit)
      unit = std::make_unique<debug_unit>(*found);
    return unit.get();
  }

  /// Terminated by a zero; empty if there is none.
  static std::string_view name_in_symbol_table(Dwfl_Module *module, code_address address) {
    GElf_Off offset = 0;
    GElf_Sym entry;
    const char *name = dwfl_module_addrinfo(module, address, &offset, &entry, nullptr, nullptr, nullptr);
    if (!name || (offset >= entry.st_size && entry.st_size != 0))
      return "";
    return name;
  }

  /// Modules whose insides interest nobody, and whose debug information, if it is there, takes the longest to read.
  static bool is_of_system(const std::string &module) {
    const std::string_view file = std::string_view(module).substr(module.rfind('/') + 1);
    return file.starts_with("libc.so") || file.starts_with("ld-linux") || file.starts_with("libstdc++.so");
  }

  static std::string exported_name(code_address address) {
    Dl_info found;
    return dladdr(reinterpret_cast<const void *>(address), &found) && found.dli_sname ? readable_name(found.dli_sname)
                                                                                      : std::string();
  }

  static std::string place_in_module(const std::string &module, code_address offset) {
    char text[2 * sizeof(offset) + 4];
    std::snprintf(text, sizeof(text), "+0x%zx", offset);
    return module.substr(module.rfind('/') + 1) + text;
  }

  Dwfl *m_dwfl;
  std::map<const void *, std::unique_ptr<debug_unit>> m_units; // by where their information lies
  std::map<code_address, std::vector<symbol>> m_known;
};

} // namespace

std::vector<symbol> symbolise(const code_address *addresses, unsigned count) {
  process_symbols symbols;
  std::vector<symbol> result;
  for (unsigned i = 0; i < count; ++i) {
    const std::vector<symbol> &calls = symbols.at(addresses[i]);
    result.insert(result.end(), calls.begin(), calls.end());
  }
  return result;
}

} // namespace xfork::detail
