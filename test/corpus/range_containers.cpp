// RUN: %check_run %s
// Range-for over the containers that are not random access, or not vectors.
#include <cstdio>
#include <deque>
#include <forward_list>
#include <list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

int main() {
  std::list<int> list;
  std::forward_list<int> forward;
  std::deque<int> deque;
  std::map<std::string, int> map;
  std::unordered_map<int, long> hash;
  std::set<int> set;
  std::multimap<int, int> multi;
  for (int i = 0; i < 40; ++i) {
    list.push_back(i);
    forward.push_front(i);
    deque.push_front(i);
    map["key" + std::to_string(i)] = i;
    hash[i * 37] = i;
    set.insert(i * i % 23);
    multi.insert({i % 5, i});
  }

  [[fork::parallel]] for (int &x : list) x = 3 * x + 1;
  [[fork::parallel]] for (int &x : forward) x *= 2;
  [[fork::parallel]] for (auto &x : deque) x -= 7;
  [[fork::parallel]] for (auto &entry : map) entry.second += static_cast<int>(entry.first.size());
  [[fork::parallel]] for (std::pair<const int, long> &entry : hash) entry.second = entry.first - entry.second;
  [[fork::parallel]] for (auto &entry : multi) entry.second *= entry.first;

  int sum = 0;
  [[fork::parallel]] for (int x : set) sum += x;
  [[fork::parallel]] for (const int &x : deque) sum += x;
  std::string text = "the quick brown fox";
  [[fork::parallel]] for (char &c : text) if (c != ' ') c = static_cast<char>(c - 'a' + 'A');
  const std::string_view view = text;
  int capitals = 0;
  [[fork::parallel]] for (char c : view) capitals += c >= 'A' && c <= 'Z';
  long values = 0;
  [[fork::parallel]] for (const auto &entry : hash) values += entry.second;

  for (int x : list)
    std::printf("%d ", x);
  for (int x : forward)
    std::printf("%d ", x);
  for (const auto &entry : map)
    std::printf("%s=%d ", entry.first.c_str(), entry.second);
  for (const auto &entry : multi)
    std::printf("%d ", entry.second);
  std::printf("\n%d %s %d %ld\n", sum, text.c_str(), capitals, values);
}
