#include <vector>
//--- body
std::vector<double> x(5000, 1.0), y(5000);
const double factor = 2;
