// RUN: %check_run %s
// Paths behind a fork that pass by a join: cases left by `break`, jumps, and what is reached by a second name.
#include <chrono>
#include <cstdio>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

void slowly() { std::this_thread::sleep_for(std::chrono::milliseconds(2)); }
void store(int *p, int n) {
  slowly();
  *p = n;
}
int bump(int &r, int n) {
  slowly();
  r += n;
  return r;
}
int &pick(int &a, int &b, bool first) {
  slowly();
  return first ? a : b;
}
int value(int n) {
  slowly();
  return n * 3;
}

struct Counter {
  int total = 1;
  int value() const {
    slowly();
    return total;
  }
  void add(int n) {
    slowly();
    total += n;
  }
};

int cases(int kind) {
  int result = 0;
  switch (kind) {
  case 0:
    [[fork::parallel]] store(&result, 5);
    break;
  case 1:
    if (kind > 0) {
      [[fork::parallel]] store(&result, 6);
      if (result > -1000)
        break;
    }
    [[fallthrough]];
  case 2:
    result += 7;
    break;
  default:
    result = 1;
  }
  return result + 1;
}

int jumps(int kind) {
  int result = 0, rounds = 0;
again:
  [[fork::parallel]] store(&result, rounds + 10);
  if (kind == 0)
    goto out;
  result += 5;
  if (++rounds < 3)
    goto again;
out:
  return result;
}

// A variable that dies before the scope that its neighbours share.
int addresses(int n) {
  int sum = 0;
  if (n > 0) {
    int own = n;
    [[fork::parallel]] store(&own, own + 1);
    sum += value(n);
    sum += own;
  }
  std::vector<int> other(100, 7);
  return sum + other[3];
}

int references(int n) {
  int a = n, b = 2;
  [[fork::parallel]] int &chosen = pick(a, b, n > 1);
  [[fork::parallel]] bump(chosen, 4);
  a = a * 2;
  b = b * 3;
  auto &&kept = value(n);
  [[fork::parallel]] kept += value(1);
  return a + b + kept;
}

int through_address() {
  Counter counter;
  std::map<int, int> values;
  for (int i = 0; i < 4; ++i)
    [[fork::parallel]] values.emplace(i, (&counter)->value());
  counter.total = 50;
  return values[0] + values[3];
}

// Members and functions that are given what depends on template arguments.
template <class T> int in_template(T n) {
  Counter counter;
  std::vector<int> v{1, 2, 3};
  int a = 1;
  const auto add = [&](int k) { return bump(a, k); };
  [[fork::parallel]] counter.add(n);
  [[fork::parallel]] store(v.data(), n);
  [[fork::parallel]] int b = add(2);
  int sum = counter.total + v[0] + a;
  [[fork::parallel]] v[n] = value(n);
  sum += v[2] + v[1];
  [[fork::parallel]] v.at(n) = value(n + 1);
  sum += v[2] + v[1];
  [[fork::parallel]] bump(a, n);
  return sum + a + b;
}

int committed_elsewhere() {
  std::vector<int> v{4, 5, 6};
  std::map<std::string, int> m;
  Counter counter;
  [[fork::parallel]] v[static_cast<unsigned>(counter.total)] = value(1);
  counter.total = 2;
  [[fork::parallel]] int k = value(0);
  [[fork::parallel]] v[static_cast<unsigned>(k)] = value(2);
  int i = 0;
  [[fork::parallel]] v[static_cast<unsigned>(i)] += bump(i, 2);
  for (int j = 0; j < 5; ++j) {
    const std::string key = "k" + std::to_string(j);
    [[fork::parallel]] m.insert({key, value(j)});
    [[fork::parallel]] m.emplace(key + "!", value(j + 1));
    [[fork::parallel]] v.insert(v.end(), value(j));
  }
  int sum = 0;
  for (const auto &[name, number] : m)
    sum = sum * 3 + number + static_cast<int>(name.size());
  for (int x : v)
    sum = sum * 2 + x;
  return sum;
}

int main() {
  for (int kind = 0; kind < 4; ++kind)
    std::printf("%d ", cases(kind));
  for (int n = 0; n < 3; ++n) {
    std::printf("%d ", jumps(n));
    std::printf("%d ", addresses(n));
    std::printf("%d\n", references(n));
  }
  std::printf("%d ", through_address());
  std::printf("%d ", in_template(1));
  std::printf("%d\n", committed_elsewhere());
}
