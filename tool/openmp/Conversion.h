// What becomes of one OpenMP directive: where its text is, and what stands there instead.
#pragma once

#include <string>
#include <vector>

namespace xfork {

/// A replacement, in offsets of the original text, that does not move lines.
struct Replacement {
  unsigned Begin, End;
  std::string Text;
};

struct Conversion {
  std::string Path;   ///< Absolute, once the host has seen it.
  std::string Opened; ///< As the compiler opened it.
  std::string Directive; ///< `parallel for`
  unsigned Line = 0, Column = 0;
  unsigned PragmaBegin = 0, PragmaEnd = 0; ///< Its lines, without the last line end.
  unsigned FirstLine = 0, LastLine = 0;    ///< Of the code it is about.
  bool IsInLoop = false;
  unsigned AnnotateAt = 0;
  /// What is written there, as in `fork::grain(8)`; none where the directive is only left out.
  std::vector<std::string> Attributes;
  std::vector<Replacement> Others;
  /// Directives that only make sense together are converted together or not at all.
  unsigned Group = 0;
  /// Its code has critical sections, so that OpenMP does not say that the iterations are independent.
  bool HasExclusion = false;
  /// Of a task: its siblings do not touch what it touches, so that it may be `fork::independent` of them.
  bool MayBeIndependent = true;
  std::string Callee;         ///< Of a task.
  bool TouchesMemory = false; ///< It is given pointers or references, which look alike for all of its siblings.
  std::string WhyNot;               ///< Why it stays; empty if it need not.
  std::vector<std::string> Dropped; ///< Clauses that decide nothing here.
};

} // namespace xfork
