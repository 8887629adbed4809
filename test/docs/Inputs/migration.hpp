#include <vector>
int f(int i) { return i; }
int sort(int low, int high) { return high - low; }
struct tree { const tree *left = nullptr, *right = nullptr; long value = 0; };
//--- body
const int n = 100, low = 0, middle = 5, high = 10;
std::vector<double> x(n), y(n);
std::vector<int> c(n);
//--- block `int fib(int n)` file
//--- block `long walk(` file
