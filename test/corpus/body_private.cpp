// RUN: %check_run %s
// Variables that belong to one iteration: scalars, arrays, containers, statics, local types, scratch buffers.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

int main() {
  constexpr int n = 24;
  int out[n];
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    int a = i, b = 1, t;
    while (a > 0) {
      t = b;
      b = a + b;
      a -= t % 5 + 1;
    }
    out[i] = b;
  }

  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    int buffer[8] = {};
    for (int k = 0; k < 8; ++k)
      buffer[k] = (i + 1) * (8 - k) % 7;
    std::sort(buffer, buffer + 8);
    out[i] += buffer[3];
    std::vector<int> sorted(buffer, buffer + 8);
    sorted.push_back(i);
    out[i] += static_cast<int>(sorted.size());
  }

  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    struct Pair {
      int first, second;
      int sum() const { return first + second; }
    };
    enum { offset = 40 };
    using Number = int;
    static const int table[] = {2, 3, 5, 7};
    static constexpr int factor = 3;
    const Pair pair{table[i % 4], i};
    Number number = pair.sum() * factor;
    out[i] += number + offset;
  }

  std::vector<std::string> texts(6);
  [[fork::parallel]] for (std::size_t i = 0; i < texts.size(); ++i) {
    std::string text;
    for (std::size_t k = 0; k <= i; ++k) {
      text += std::to_string(k);
      if (k < i)
        text += '-';
    }
    char copy[32];
    std::snprintf(copy, sizeof copy, "<%s>", text.c_str());
    auto &mine = texts[i];
    mine = copy;
    int *const pointer = &out[i];
    *pointer = 0;
  }
  for (int x : out)
    std::printf("%d ", x);
  for (const auto &text : texts)
    std::printf("%s ", text.c_str());
  std::printf("\n");
}
