// RUN: %check_traceback %s
// Range-for, over an array and over a list.
#include "report.hpp"
#include <list>

struct item {
  int value;
  void check() const {
    if (value == 70)
      throw *this;
  }
};

void array(const item (&items)[100]) {
  [[fork::parallel]] for (const item &i : items) i.check();
}

void list(const std::list<item> &items) {
  [[fork::parallel]] for (const item &i : items) {
    if (i.value == 30)
      throw i;
  }
}

int main() {
  item items[100];
  std::list<item> more;
  for (int i = 0; i < 100; ++i) {
    items[i].value = i;
    more.push_back({i});
  }
  try {
    array(items);
  } catch (const item &) {
    report("array");
  }
  try {
    list(more);
  } catch (const item &) {
    report("list");
  }
}
