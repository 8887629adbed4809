// RUN: %check_run %s
// Variables declared outside the loop that each iteration assigns before it reads them.
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

double image[64][64], blurred[64][64];
int histogram_of(int x, int y) { return (x * 31 + y * 17) % 13; }

int main() {
  int x, y, dx, dy, inside, n = 64;
  double sum;
  for (y = 0; y < n; ++y)
    for (x = 0; x < n; ++x)
      image[y][x] = histogram_of(x, y);
  [[fork::parallel]] for (y = 1; y < n - 1; ++y)
    for (x = 1; x < n - 1; ++x) {
      sum = 0;
      for (dy = -1; dy <= 1; ++dy)
        for (dx = -1; dx <= 1; ++dx)
          sum += image[y + dy][x + dx];
      blurred[y][x] = sum / 9;
    }
  std::printf("%d %d %d %d %.3f\n", x, y, dx, dy, sum);

  // Assigned on all paths, or on some and not read later.
  std::vector<int> a(500);
  int kind, extra;
  [[fork::parallel]] for (int i = 0; i < 500; ++i) {
    if (i % 3 == 0)
      kind = 1;
    else if (i % 3 == 1)
      kind = 2;
    else {
      kind = 3;
      extra = i;
      a[i] += extra;
    }
    switch (kind) {
    case 1: inside = 5; break;
    case 2: inside = 6; break;
    default: inside = 7; break;
    }
    if (inside == 6)
      continue;
    a[i] += inside * kind;
  }
  std::printf("%d %d\n", kind, inside);

  // Arrays and containers that are filled first.
  double row[16];
  char text[8];
  std::string word;
  std::vector<int> found;
  [[fork::parallel]] for (int i = 0; i < 500; ++i) {
    for (int k = 0; k < 16; ++k) row[k] = i * k;
    std::memset(text, 0, sizeof text);
    text[0] = static_cast<char>('a' + i % 26);
    word = text;
    word += "-";
    found.clear();
    for (int k = 0; k < i % 5; ++k)
      found.push_back(k);
    a[i] += static_cast<int>(row[15 - i % 16]) + static_cast<int>(word.size() + found.size());
  }
  std::printf("%s %zu %g\n", word.c_str(), found.size(), row[3]);

  // The user knows.
  std::vector<int> queue(32);
  [[fork::parallel, fork::scratch(queue, row)]] for (int i = 0; i < 500; ++i) {
    int head = 0, tail = 0;
    queue[tail++] = i;
    row[i % 16] = 1.5;
    while (head < tail) {
      const int at = queue[head++];
      if (at > 0 && tail < 32)
        queue[tail++] = at / 2;
      a[i] += at + static_cast<int>(row[i % 16]);
    }
  }

  // A flag that says that it has happened.
  bool seen = false;
  int failures = 0, stays = 9;
  [[fork::parallel]] for (int i = 0; i < 500; ++i) {
    if (a[i] > 2000) seen = true;
    if (a[i] < 0) failures = 1;
    if (a[i] == -12345) stays = 0;
  }
  std::printf("%d %d %d\n", seen, failures, stays);
  for (int v : a)
    std::printf("%d ", v);
}
