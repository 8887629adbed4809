// RUN: %check_run --repeat=5 %s
// An iteration throws: the exception of the lowest one arrives, with its own type.
#include <cstdio>
#include <list>
#include <stdexcept>
#include <string>
#include <vector>

struct Refused {
  int item;
};

int check(int i) {
  if (i == 777)
    throw std::out_of_range("777");
  if (i % 100 == 93)
    throw std::range_error("item " + std::to_string(i));
  return i;
}

void scan(int from, int to) try {
  [[fork::parallel]] for (int i = from; i < to; ++i) check(i);
  std::printf("%d to %d is fine\n", from, to);
} catch (const std::range_error &error) {
  std::printf("range_error: %s\n", error.what());
} catch (const std::exception &error) {
  std::printf("exception: %s\n", error.what());
}

int first_bad(const std::list<int> &items) {
  try {
    [[fork::parallel]] for (int item : items) {
      if (item % 13 == 5)
        throw Refused{item};
      if (item % 13 == 6)
        throw item;
    }
  } catch (const Refused &refused) {
    return refused.item;
  } catch (int item) {
    return -item;
  }
  return 0;
}

int main() {
  scan(0, 50);
  scan(0, 1000);
  scan(94, 1000);
  scan(694, 2000);
  scan(770, 780);
  std::list<int> items;
  for (int i = 0; i < 300; ++i)
    items.push_back(i * 29 % 301);
  std::printf("%d\n", first_bad(items));
  items.reverse();
  std::printf("%d\n", first_bad(items));

  try {
    [[fork::parallel]] for (int y = 0; y < 20; ++y) {
      [[fork::parallel]] for (int x = 0; x < 20; ++x) if (x * y == 36) throw y * 100 + x;
    }
  } catch (int where) {
    std::printf("%d\n", where);
  }

  std::vector<int> handled(30);
  [[fork::parallel]] for (int i = 0; i < 30; ++i) try {
      handled[static_cast<std::size_t>(i)] = check(i + 80);
    } catch (const std::exception &) {
      handled[static_cast<std::size_t>(i)] = -1;
    }
  for (int x : handled)
    std::printf("%d ", x);

  int sum = 0;
  [[fork::parallel]] for (int i = 0; i < 90; ++i) sum += check(i);
  std::printf("\n%d\n", sum);
}
