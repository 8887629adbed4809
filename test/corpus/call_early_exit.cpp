// RUN: %check_run %s
// return, break and continue between the fork and the place where the value is needed.
#include <cstdio>
#include <string>
#include <vector>

int work(int x) { return x * x; }

int maybe(int n) {
  [[fork::parallel]] int r = work(n);
  if (n < 0)
    return -1;
  if (n % 2)
    return r;
  return r + 1;
}

int in_loop(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    [[fork::parallel]] int r = work(i);
    if (i % 4 == 1)
      continue;
    if (i == 17)
      break;
    if (sum > 100000)
      return -sum;
    sum += r;
  }
  return sum;
}

std::string name(int n) {
  [[fork::parallel]] std::string text = std::to_string(work(n));
  if (text.size() > 3)
    return text;
  text += "?";
  return text;
}

int unused(int n) {
  [[fork::parallel]] const int never = work(n);
  (void)never;
  [[fork::parallel]] [[maybe_unused]] const int not_at_all = work(n);
  return n;
}

void effect(std::vector<int> &out, int n) {
  auto put = [&out](int value) { out.push_back(value); };
  [[fork::parallel]] put(n);
  if (n > 2)
    return;
  for (int i = 0; i < 3; ++i)
    if (i == n)
      return;
}

int main() {
  std::printf("%d %d %d\n", maybe(-3), maybe(5), maybe(6));
  std::printf("%d %d %d\n", in_loop(3), in_loop(10), in_loop(40));
  std::printf("%s %s %d\n", name(4).c_str(), name(99).c_str(), unused(8));
  std::vector<int> out;
  for (int n = 0; n < 5; ++n)
    effect(out, n);
  for (int x : out)
    std::printf("%d ", x);
  std::printf("\n");
}
