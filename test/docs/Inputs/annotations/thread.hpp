#include <vector>
inline void normalise(std::vector<double> &row) { for (double &x : row) x /= 2; }
inline double area(double from, double to) { return to - from; }
inline void report(double) {}
//--- body
std::vector<std::vector<double>> rows(4, std::vector<double>(4, 1.0));
