#include <map>
#include <string>
#include <vector>
struct Picture { int width; };
int f(int x) { return x + 1; }
int load(int x) { return x; }
int combine(int a, int b) { return a + b; }
void fill(std::vector<int> &v, int x) { v.assign(10, x); }
int sum(const std::vector<int> &v) { return v[0]; }
void save(const Picture &picture) { (void)picture; }
[[fork::io_bound]] inline std::string fetch(const std::string &url) { return url; }
inline std::string strip(std::string text) { return text; }
//--- block `[[fork::parallel]] auto a = load(x);      // a declaration`
std::map<int, int> m;
int key = 1;
int x = 1, r = 0;
long sum = 0;
std::vector<int> v;
Picture picture{1};
//--- block `[[fork::parallel]] auto a = load(x);`
int x = 1, y = 2;
std::vector<int> v;
//--- block `[[fork::parallel]] {`
std::vector<int> left, right;
int total = 0;
const auto draw = [](const std::vector<int> &) {};
//--- block `[[fork::parallel]] long fib(int n)` file
//--- block `for (int i = 0; i < n; ++i)`
int n = 10;
long sum = 0;
//--- block `[[fork::io_bound]] std::string fetch` file
//--- block `for (const auto &url : urls)`
std::vector<std::string> urls(3, "a"), pages, texts(3);
