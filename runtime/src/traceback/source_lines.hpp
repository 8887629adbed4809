// The text of source files, where they can be read.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace xfork::detail {

/// Reads each file once.
class source_lines {
public:
  /// Without the white space around it; empty if there is no such line.
  const std::string &line(const std::string &file, unsigned number);
  /// Relative to the current directory if the file lies below it.
  std::string short_name(const std::string &file) const;

private:
  std::map<std::string, std::vector<std::string>> m_files;
  std::string m_directory = current_directory();

  static std::string current_directory();
};

} // namespace xfork::detail
