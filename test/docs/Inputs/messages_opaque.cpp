// What the examples of the messages call without seeing it.
#include <vector>
struct Canvas { int pixels = 0; };
struct Held { int *data; explicit Held(std::vector<int> &a); };
int load(int x) { return x; }
int limit() { return 100; }
void draw(Canvas &, int) {}
void append(std::vector<int> &log, int x) { log.push_back(x); }
Held::Held(std::vector<int> &a) : data(a.data()) {}
