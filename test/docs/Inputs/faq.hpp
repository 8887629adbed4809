#include <vector>
int f(int i) { return i; }
//--- body
const int n = 100;
std::vector<int> a(n);
