// RUN: %check_run %s
// Results put into containers: the order of the program, not of completion.
#include <cstdio>
#include <map>
#include <string>
#include <vector>

std::string describe(int x) {
  std::string text;
  for (int i = 0; i < x % 13; ++i)
    text += static_cast<char>('a' + i);
  return text;
}

int main() {
  std::vector<std::string> all;
  for (int i = 0; i < 40; ++i)
    [[fork::parallel]] all.push_back(describe(i * 5));
  std::map<int, std::string> names;
  for (int i = 0; i < 10; ++i)
    [[fork::parallel]] names[i * i] = describe(i);
  for (const auto &text : all)
    std::printf("%s ", text.c_str());
  for (const auto &[key, text] : names)
    std::printf("%d:%s ", key, text.c_str());
  std::printf("\n");
}
