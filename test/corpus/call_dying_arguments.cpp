// RUN: %check_run %s
// Arguments that die before the join: locals of a loop or block, temporaries, moved owners.
#include <cstdio>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

long total(const std::vector<int> &v) { return std::accumulate(v.begin(), v.end(), 0L); }
std::size_t length(const std::string &text) { return text.size(); }
std::size_t by_value(std::string text) { return text.size() * 2; }
int consume(std::unique_ptr<int> p) { return *p; }
int look(const int *p) { return *p; }

long loop_locals() {
  long sum = 0;
  for (int i = 0; i < 30; ++i) {
    const std::vector<int> local(static_cast<std::size_t>(i), i);
    const int times = 2;
    [[fork::parallel]] sum += total(local) * times;
  }
  return sum;
}

std::size_t block_locals() {
  std::size_t sum = 0;
  {
    std::string text = "inside a block";
    [[fork::parallel]] sum += length(text);
  }
  return sum;
}

std::size_t temporaries() {
  [[fork::parallel]] auto a = length(std::string(10, 'a'));
  [[fork::parallel]] auto b = length("literal");
  [[fork::parallel]] auto c = by_value(std::string("moved in"));
  std::size_t sum = 0;
  for (std::size_t i = 0; i < 20; ++i)
    [[fork::parallel]] sum += length(std::string(i, 'x') + "y");
  return a * 1000000 + b * 10000 + c * 1000 + sum;
}

int moved() {
  auto p = std::make_unique<int>(7);
  [[fork::parallel]] int r = consume(std::move(p));
  p = std::make_unique<int>(8);
  int sum = *p;
  for (int i = 0; i < 10; ++i) {
    auto q = std::make_unique<int>(i);
    [[fork::parallel]] sum += consume(std::move(q));
  }
  [[fork::parallel]] sum += consume(std::make_unique<int>(1000));
  return r + sum;
}

std::size_t moved_string() {
  std::string text = "a text of some length, long enough for the heap";
  [[fork::parallel]] auto r = by_value(std::move(text));
  text = "new";
  return r + text.size();
}

int pointers() {
  int sum = 0;
  int values[] = {1, 2, 3, 4, 5};
  for (const int &x : values)
    [[fork::parallel]] sum += look(&x);
  return sum;
}

std::string made(int n) { return std::string(static_cast<std::size_t>(n), 'm'); }
std::size_t c_length(const char *text) { return std::string(text).size(); }
const int &first(const std::vector<int> &v) { return v.front(); }
int plus_one(const int &x) { return x + 1; }

std::size_t into_temporaries() {
  std::size_t sum = 0;
  [[fork::parallel]] auto a = c_length(made(100).c_str());
  [[fork::parallel]] auto b = plus_one(first({41, 2, 3}));
  [[fork::parallel]] auto c = plus_one(*std::make_unique<int>(6));
  for (int i = 0; i < 20; ++i)
    [[fork::parallel]] sum += c_length((made(i + 20) + "!").c_str());
  return a + static_cast<std::size_t>(b + c) + sum;
}

int main() {
  std::printf("%zu\n", into_temporaries());
  std::printf("%ld %zu %zu %d %zu %d\n", loop_locals(), block_locals(), temporaries(), moved(), moved_string(),
              pointers());
}
