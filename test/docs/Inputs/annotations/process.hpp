#include <string>
#include <vector>
inline std::string decode(const std::string &file) { return file + file; }
//--- body
std::vector<std::string> files{"a", "bc"}, album;
std::vector<std::size_t> sizes(2);
