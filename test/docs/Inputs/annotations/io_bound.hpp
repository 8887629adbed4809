#include <string>
#include <vector>
inline std::string reply_of(const std::string &url) { return url; }
//--- block `[[fork::io_bound]]` file
