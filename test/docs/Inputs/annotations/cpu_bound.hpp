#include <string>
inline long hash_of(const std::string &text) { return static_cast<long>(text.size()); }
//--- block `[[fork::cpu_bound]]` file
