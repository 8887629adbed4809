#include <numeric>
#include <set>
#include <string>
#include <vector>
inline long gcd(long a, long b) { return std::gcd(a, b); }
inline void merge(std::set<std::string> &into, const std::set<std::string> &other) { into.insert(other.begin(), other.end()); }
inline std::set<std::string> words_of(const std::string &file) { return {file}; }
//--- body
std::vector<long> numbers{12, 18};
std::vector<std::string> files{"a", "b"};
