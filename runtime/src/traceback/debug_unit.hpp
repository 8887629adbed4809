// The functions of one compilation unit, as its debug information has them.
#pragma once

#include <elfutils/libdw.h>
#include <string>
#include <unordered_map>
#include <vector>

namespace xfork::detail {

/// Reads the unit's tree once. Addresses are those of the file. Not thread-safe, as libdw is not.
class debug_unit {
public:
  explicit debug_unit(Dwarf_Die unit);

  /// The function that holds the address, and the calls in it that have been inlined there: outermost first. Empty if
  /// the unit has no function there.
  std::vector<Dwarf_Die> calls_at(Dwarf_Addr address) const;

  /// Its linkage name made readable, or its name with the scopes it stands in; empty if it has none.
  std::string name_of(Dwarf_Die &function) const;

  /// Where `inlined` is called.
  struct place {
    std::string file;
    unsigned line = 0, column = 0;
  };
  place place_of_call(Dwarf_Die &inlined) const;
  place place_of(Dwarf_Addr address) const;

private:
  struct range {
    Dwarf_Addr low, high;
    Dwarf_Off function;
  };

  void read(Dwarf_Die &scope);
  std::string qualified_name(Dwarf_Off function) const;
  Dwarf_Die die_at(Dwarf_Off offset) const;

  mutable Dwarf_Die m_unit;
  std::vector<range> m_ranges;
  std::unordered_map<Dwarf_Off, Dwarf_Off> m_parents; // of functions, classes and namespaces
};

} // namespace xfork::detail
