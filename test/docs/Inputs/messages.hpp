#include <cstdlib>
#include <fstream>
#include <iostream>
#include <mutex>
#include <numeric>
#include <random>
#include <sstream>
#include <string>
#include <vector>
#define FOR_ALL(i, n) [[fork::parallel]] for (int i = 0; i < n; ++i)
struct Canvas { int pixels = 0; };
struct Guard { int n; Guard(int n) : n(n) {} Guard(const Guard &) = delete; };
inline bool more(const Guard &) { static int calls = 0; return ++calls % 4 != 0; }
inline int use(const Guard &guard) { return guard.n; }
inline int use(int x) { return x; }
inline int helper(int x) { return x; }
inline std::vector<int> jobs() { return std::vector<int>(200, 1); }
inline void check(const std::string &) {}
int load(int x);
inline void report(int) {}
inline void prepare(int) {}
// Of these the bodies are not seen where they are called.
int limit();
void draw(Canvas &canvas, int x);
void append(std::vector<int> &log, int x);
struct Held { int *data; explicit Held(std::vector<int> &a); };
//--- body
int n = 100, sum = 0;
std::vector<int> a(100), b(100), v, order(100);
std::iota(order.begin(), order.end(), 0);
std::istringstream in("one\ntwo\n");
//--- block `constexpr int twice` file
//--- block `inline int twice` file
//--- block `struct Log { ` file
struct Report;
void print(const Report &);
//--- block `struct Log {` file
//--- block `int check(const` file
//--- block `int calls = 0;` file
//--- block `int measure(int n, int &calls)` file
//--- block `double sum = 0;`
int n = 100;
std::vector<double> x(100);
//--- block `std::vector<int> table` skip: --suggest brings it
//--- block `std::vector<int> b(a);`
int n = 100;
std::vector<int> a(100);
//--- block `int stage = 1;`
int x = 1, y = 2;
