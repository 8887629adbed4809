// RUN: %check_run %s
// continue, and the break and continue that belong to something inside the body.
#include <cstdio>
#include <string>
#include <vector>

int main() {
  int a[40] = {};
  [[fork::parallel]] for (int i = 0; i < 40; ++i) {
    if (i % 3 == 0)
      continue;
    a[i] = i;
    if (i > 30)
      continue;
    a[i] += 100;
  }

  [[fork::parallel]] for (int &x : a) {
    if (x < 100) continue; else x -= 50;
    for (int k = 0; k < 10; ++k) {
      if (k == 2)
        continue;
      if (k == 5)
        break;
      x += k;
    }
    int turns = 0;
    while (true)
      if (++turns > 3)
        break;
      else
        continue;
    do {
      if (x % 2)
        continue;
      x += turns;
    } while (false);
  }

  [[fork::parallel]] for (int i = 0; i < 40; ++i) {
    switch (i % 5) {
    case 0:
      a[i] += 7;
      break;
    case 1:
      continue;
    case 2:
    case 3: {
      if (a[i] > 60)
        break;
      [[fallthrough]];
    }
    default:
      a[i] *= 2;
    }
    a[i] += 1;
  }

  std::vector<std::string> words{"one", "", "three", "four", ""};
  std::size_t length = 0;
  [[fork::parallel]] for (const auto &word : words) {
    if (word.empty()) continue;
    length += word.size();
  }
  for (int x : a)
    std::printf("%d ", x);
  std::printf("\n%zu\n", length);
}
