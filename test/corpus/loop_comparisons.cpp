// RUN: %check_run %s
// Every comparison a loop's condition may use, with steps that do and do not hit the bound.
#include <cstdio>
#include <cstring>

constexpr int size = 64;
char marks[size + 1];

void clear() { std::memset(marks, '.', size); }
void print(const char *loop) { std::printf("%-28s %s\n", loop, marks); }

int main() {
  clear();
  [[fork::parallel]] for (int i = 3; i < 50; i += 4) marks[i] = 'x';
  print("i = 3; i < 50; i += 4");
  clear();
  [[fork::parallel]] for (int i = 3; i <= 51; i += 4) marks[i] = 'x';
  print("i = 3; i <= 51; i += 4");
  clear();
  [[fork::parallel]] for (int i = 3; i <= 52; i += 4) marks[i] = 'x';
  print("i = 3; i <= 52; i += 4");
  clear();
  [[fork::parallel]] for (int i = 60; i > 4; i -= 8) marks[i] = 'x';
  print("i = 60; i > 4; i -= 8");
  clear();
  [[fork::parallel]] for (int i = 60; i >= 4; i -= 8) marks[i] = 'x';
  print("i = 60; i >= 4; i -= 8");
  clear();
  [[fork::parallel]] for (int i = 60; i >= 5; i -= 8) marks[i] = 'x';
  print("i = 60; i >= 5; i -= 8");
  clear();
  [[fork::parallel]] for (int i = 10; i != 40; i += 5) marks[i] = 'x';
  print("i = 10; i != 40; i += 5");
  clear();
  [[fork::parallel]] for (int i = 40; i != 10; i -= 6) marks[i] = 'x';
  print("i = 40; i != 10; i -= 6");
  clear();
  [[fork::parallel]] for (int i = 12; i != 12; ++i) marks[i] = 'x';
  print("i = 12; i != 12; ++i");
}
