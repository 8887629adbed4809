#include <iostream>
#include <map>
#include <numeric>
#include <string>
#include <vector>
struct Photo { std::string name; };
inline int sharpness(const Photo &photo) { return static_cast<int>(photo.name.size()); }
using words = std::vector<std::string>;
inline words words_of(const std::string &file) { return {file}; }
inline void merge(words &into, const words &other) { into.insert(into.end(), other.begin(), other.end()); }
inline int gcd(int a, int b) { return std::gcd(a, b); }
int f(int i) { return i; }
inline int parse(const std::string &line) { return static_cast<int>(line.size()); }
//--- body
const int n = 100;
std::vector<int> a(n);
std::vector<Photo> photos;
std::vector<std::string> files;
words all;
int divisor = 0;
int h[100] = {}, k = 0;
std::vector<int> found(n);
std::map<std::string, int> count;
const auto name_of = [](int x) { return std::to_string(x % 10); };
//--- block `long total_of(std::istream &in)` file
//--- block `int position(` file
