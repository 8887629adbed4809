// RUN: %check_run %s
// Range-for over a vector: by value, by reference, by constant and forwarding reference.
#include <cstdio>
#include <string>
#include <vector>

struct Item {
  int id;
  std::string name;
  std::size_t length = 0;
};

int main() {
  std::vector<int> v;
  for (int i = 0; i < 50; ++i)
    v.push_back(i * 7 % 31);

  [[fork::parallel]] for (int &x : v) x += 1;
  [[fork::parallel]] for (auto &x : v) x *= 2;
  [[fork::parallel]] for (auto &&x : v) x -= 3;

  long sum = 0;
  [[fork::parallel]] for (int x : v) sum += x;
  [[fork::parallel]] for (const int x : v) sum += x;
  [[fork::parallel]] for (const auto &x : v) sum += x;
  [[fork::parallel]] for (long x : v) sum += x;
  std::printf("%ld\n", sum);

  std::vector<Item> items;
  for (int i = 0; i < 12; ++i)
    items.push_back({i, std::string(static_cast<std::size_t>(i), 'n')});
  [[fork::parallel]] for (Item &item : items) {
    item.length = item.name.size();
    item.name += std::to_string(item.id);
  }
  std::size_t characters = 0;
  [[fork::parallel]] for (Item item : items) {
    item.name += "copied";
    characters += item.name.size();
  }
  std::printf("%zu\n", characters);
  for (const Item &item : items)
    std::printf("%d %s %zu\n", item.id, item.name.c_str(), item.length);

  const std::vector<int> empty;
  [[fork::parallel]] for (int x : empty) sum += x;
  std::printf("%ld\n", sum);
}
