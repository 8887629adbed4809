#include <map>
#include <string>
#include <vector>
struct picture { int width = 640; };
inline picture shrink(picture p) { return {p.width / 2}; }
inline std::map<std::string, int> count_words(const std::string &text) { return {{text, 1}}; }
inline void show(const picture &, const std::map<std::string, int> &) {}
inline void save(const picture &) {}
//--- body
std::vector<picture> pictures(10), previews(10);
const std::string text = "word";
//--- block `[[fork::parallel]] long fib` file
