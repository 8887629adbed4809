#include <cstdio>
#include <string>
#include <vector>
int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
//--- block `double sum = 0`
std::vector<double> b(1000);
//--- block `int fib(int n)` file
//--- block `int both(int n)` file
