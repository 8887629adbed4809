// RUN: %check_run %s
// Elements that a loop in processes changes through its iterator.
#include <cstdio>
#include <deque>
#include <string>
#include <vector>

int main() {
  std::vector<std::string> words(50, "w");
  [[fork::process]] for (auto it = words.begin(); it != words.end(); ++it) *it += std::to_string(it - words.begin());
  std::deque<int> numbers(40, 1);
  [[fork::process]] for (std::deque<int>::iterator it = numbers.begin(); it < numbers.end(); it += 2)
    *it = static_cast<int>(it - numbers.begin());
  int total = 0;
  for (int n : numbers)
    total = total * 7 % 1000 + n;
  std::printf("%s %s %d\n", words[3].c_str(), words[49].c_str(), total);
}
