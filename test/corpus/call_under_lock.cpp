// RUN: %check_run %s
// Calls that take a lock, needed where the program holds the same lock: they are waited for before it is taken.
#include <cstdio>
#include <mutex>
#include <vector>

struct Table {
  std::mutex mutex;
  std::vector<int> rows{1, 2, 3};
  int version = 0;
};

int count(Table &table) {
  std::lock_guard guard(table.mutex);
  return static_cast<int>(table.rows.size());
}
void add(Table &table, int row) {
  const std::scoped_lock guard(table.mutex);
  table.rows.push_back(row);
}
int indirectly(Table &table) { return count(table) + 1; }

std::mutex global;
int total = 0;
int locked(int n) {
  std::unique_lock guard(global);
  return n * 2;
}

int declared(Table &table) {
  [[fork::parallel]] int n = count(table);
  std::lock_guard guard(table.mutex);
  table.version += n;
  return table.version;
}

int in_a_loop() {
  int sum = 0;
  for (int i = 0; i < 40; ++i) {
    [[fork::parallel]] int n = locked(i);
    {
      std::lock_guard guard(global);
      total += i;
      sum += n;
    }
  }
  return sum;
}

int by_hand() {
  [[fork::parallel]] int n = locked(4);
  global.lock();
  total += n;
  global.unlock();
  return total;
}

int in_a_branch(bool deep) {
  [[fork::parallel]] int n = locked(7);
  if (deep) {
    for (int i = 0; i < 3; ++i) {
      std::unique_lock<std::mutex> guard(global);
      total += n;
    }
  }
  return total + n;
}

template <class T> T in_a_template(T x) {
  [[fork::parallel]] T n = static_cast<T>(locked(x));
  std::lock_guard<std::mutex> guard(global);
  total += n;
  return n;
}

int needed_later() {
  [[fork::parallel]] int n = locked(9);
  {
    std::lock_guard guard(global);
    ++total;
  }
  return n;
}

int main() {
  Table table;
  for (int i = 0; i < 20; ++i) {
    std::printf("%d ", declared(table));
    [[fork::parallel]] int n = indirectly(table);
    [[fork::parallel]] add(table, i);
    std::lock_guard guard(table.mutex);
    std::printf("%d %zu ", n, table.rows.size());
  }
  std::printf("\n%d\n", in_a_loop());
  std::printf("%d\n", by_hand());
  std::printf("%d\n", in_a_branch(true));
  std::printf("%d\n", in_a_branch(false));
  std::printf("%d\n", in_a_template(3));
  std::printf("%d\n", needed_later());
  std::printf("%d\n", total);
}
