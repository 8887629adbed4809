// RUN: %check_run --allow-warning=fork-no-overlap %s
// Results that are arguments of further annotated calls.
#include <cstdio>
#include <string>
#include <vector>

std::vector<int> load(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i)
    v.push_back(i * i % 11);
  return v;
}
std::vector<int> filter(const std::vector<int> &v, int below) {
  std::vector<int> out;
  for (int x : v)
    if (x < below)
      out.push_back(x);
  return out;
}
long sum(const std::vector<int> &v) {
  long total = 0;
  for (int x : v)
    total += x;
  return total;
}
std::string report(long a, long b) { return std::to_string(a) + "/" + std::to_string(b); }

std::string pipeline(int n) {
  [[fork::parallel]] auto data = load(n);
  [[fork::parallel]] auto small = filter(data, 4);
  [[fork::parallel]] auto medium = filter(data, 8);
  [[fork::parallel]] long a = sum(small);
  [[fork::parallel]] long b = sum(medium);
  [[fork::parallel]] std::string text = report(a, b);
  return text + " of " + std::to_string(data.size());
}

long chain(int n) {
  long x = n;
  for (int i = 0; i < 10; ++i)
    [[fork::parallel]] x = sum({static_cast<int>(x % 1000), i});
  return x;
}

int main() {
  for (int n = 0; n < 60; n += 13)
    std::printf("%s %ld\n", pipeline(n).c_str(), chain(n));
}
