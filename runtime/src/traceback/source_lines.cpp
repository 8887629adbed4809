#include "traceback/source_lines.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace xfork::detail {

namespace {

std::vector<std::string> read(const std::string &file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const std::size_t first = line.find_first_not_of(" \t\r"), last = line.find_last_not_of(" \t\r");
    lines.push_back(first == std::string::npos ? "" : line.substr(first, last - first + 1));
  }
  return lines;
}

} // namespace

const std::string &source_lines::line(const std::string &file, unsigned number) {
  static const std::string none;
  const auto [known, added] = m_files.try_emplace(file);
  if (added && !file.empty())
    known->second = read(file);
  return number != 0 && number <= known->second.size() ? known->second[number - 1] : none;
}

std::string source_lines::short_name(const std::string &file) const {
  if (!m_directory.empty() && file.starts_with(m_directory))
    return file.substr(m_directory.size());
  return std::filesystem::path(file).lexically_normal().string(); // compilers name their headers with many `..`
}

std::string source_lines::current_directory() {
  char *directory = getcwd(nullptr, 0);
  std::string name = directory ? directory : "";
  std::free(directory);
  if (!name.empty() && name != "/")
    name += '/';
  return name;
}

} // namespace xfork::detail
