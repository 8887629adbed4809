#include <iostream>
#include <string>
#include <vector>
struct photo { std::string name; };
inline double sharpness(const photo &p) { return static_cast<double>(p.name.size()); }
//--- body
std::vector<photo> photos{{"a"}, {"bc"}};
std::vector<double> values{1, 2, 4};
