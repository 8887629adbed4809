#include <numeric>
#include <vector>
inline std::vector<int> permutation(int n) { std::vector<int> p(n); std::iota(p.begin(), p.end(), 0); return p; }
inline int *split(int *first, int *last) { return first + (last - first) / 2; }
//--- body
const int n = 20;
std::vector<int> values(n, 1), sorted(n);
//--- block `void sort_range` file
