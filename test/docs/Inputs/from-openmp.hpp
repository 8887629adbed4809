#include <vector>
//--- body
const int rows = 2;
std::vector<int> begin{0, 1, 2}, column{0, 1};
std::vector<double> value{1, 2}, x{3, 4}, y(2);
double sum;
int k;
