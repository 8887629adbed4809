// RUN: %check_run --repeat=20 %s
// Annotated blocks: each statement is a task, ordered only where one touches what another touches.
#include <cstdio>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

void fill(std::vector<int> &v, int x) {
  for (int &e : v)
    e = x;
}
int sum(const std::vector<int> &v) { return std::accumulate(v.begin(), v.end(), 0); }
void append(std::string &log, int x) { log += std::to_string(x) + ' '; }
int f(int x) { return 3 * x + 1; }
int checked(int x) {
  if (x > 2)
    throw std::range_error("too large: " + std::to_string(x));
  return x;
}

struct Scene {
  std::vector<int> left = std::vector<int>(20), right = std::vector<int>(30);
  int total = 0;
  void update(int n) {
    [[fork::parallel]] {
      fill(left, n);
      fill(right, n + 1);
      total = sum(left);
      total += sum(right);
    }
  }
};

int ordered(int n) {
  std::vector<int> a(10), b(20);
  std::string log;
  int x = 0, y = 0;
  [[fork::parallel]] {
    fill(a, n);
    fill(b, n + 1);
    x = sum(a);
    append(log, 1);
    for (int i = 0; i < 3; ++i)
      y += f(i) + x;
    if (x > 5) {
      append(log, x);
    } else {
      append(log, -x);
    }
    fill(a, y);
    append(log, sum(b));
    x += sum(a) % 1000;
  }
  std::printf("%s: ", log.c_str());
  return x * 100 + y % 100;
}

int declarations(int n) {
  int result = 0;
  [[fork::parallel]] {
    const int a = f(n);
    int b = f(n + 1), c = f(n + 2);
    std::vector<int> v(static_cast<std::size_t>(n), 2);
    fill(v, a);
    b += c;
    result = sum(v) + b;
  }
  return result;
}

int leaving(int n) {
  std::vector<int> v(5);
  for (int i = 0; i < 4; ++i) {
    [[fork::parallel]] {
      fill(v, i);
      if (f(i) == n)
        return i;
      if (f(i) > 1000)
        continue;
      n += f(i);
      if (sum(v) > 12)
        break;
    }
  }
  return n + v[0];
}

int nested(int n) {
  std::vector<int> v(8), w(9);
  int total = 0;
  [[fork::parallel]] {
    for (int i = 0; i < n; ++i)
      [[fork::parallel]] total += f(i);
    {
      [[fork::parallel]] int local = f(n);
      fill(v, 2);
      v[0] += local;
    }
    [[fork::parallel]] for (std::size_t i = 0; i < w.size(); ++i) w[i] = f(static_cast<int>(i));
    [[fork::parallel]] {
      fill(v, v[0] + total);
      v[1] += sum(w);
    }
  }
  return sum(v);
}

int exceptions(int n) {
  int a = 0, b = 0, c = 0;
  try {
    [[fork::parallel]] {
      a = checked(n);
      b = checked(n + 1);
      c = checked(n + 2);
    }
  } catch (const std::range_error &error) {
    std::printf("%s\n", error.what());
    return -1;
  }
  return a + b + c;
}

void say(int x) { std::printf("%d,", x); }
void printing(int n) {
  std::vector<int> v(4);
  [[fork::parallel]] {
    fill(v, n);
    std::printf("first ");
    say(f(n));
    say(f(n + 1));
    n += f(3);
    std::printf("last %d\n", sum(v) + n);
  }
}

int main() {
  printing(3);
  [[fork::parallel]] auto before = f(5);
  int after = 0;
  [[fork::parallel]] {
    after = f(before);
    append(*new std::string, before);
    after += 1;
  }
  Scene scene;
  scene.update(4);
  std::printf("%d %d\n", after, scene.total);
  for (int n = 0; n < 5; ++n) {
    std::printf("%d ", ordered(n));
    std::printf("%d %d %d %d\n", declarations(n), leaving(n * 4 + 1), nested(n), exceptions(n));
  }
}
