// Tells cheaply, without a parser, whether a translation unit may contain an annotation. Most have none and
// must be compiled at the price of reading them once. It never says no where there is one: comments and
// inactive branches count, and so does an #include whose file only a preprocessor could name.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace xfork {

class AnnotationScan {
public:
  /// The contents of a file, or nothing if it cannot be read.
  using Reader = std::function<std::optional<std::string>(const std::string &Path)>;
  /// The project's file that `#include "Name"` or `#include <Name>` in `Includer` means; nothing for a header
  /// of the system or one that does not exist.
  using Resolver = std::function<std::optional<std::string>(const std::string &Includer,
                                                            const std::string &Name, bool Angled)>;

  AnnotationScan(Reader Read, Resolver Resolve) : Read(std::move(Read)), Resolve(std::move(Resolve)) {}

  /// Whether the file, or a project header that it includes, may contain an annotation.
  bool mayAnnotate(const std::string &Path);
  /// The same for text that is at hand; `Path` is where its #includes are looked up from.
  bool mayAnnotate(const std::string &Path, std::string_view Text);

  /// Whether an attribute of the scope `fork` stands in this text.
  static bool mentionsAnnotation(std::string_view Text);

private:
  bool includesAnnotation(const std::string &Path, std::string_view Text);

  Reader Read;
  Resolver Resolve;
  std::set<std::string> Seen;
};

} // namespace xfork
