// RUN: %check_run --repeat=3 %s
// Annotated calls in try blocks, in functions that are try blocks, in handlers, in noexcept functions.
#include <cstdio>
#include <stdexcept>
#include <string>

int fails(int x) {
  if (x % 2)
    throw std::runtime_error("odd " + std::to_string(x));
  return x / 2;
}

int function_try(int n) try {
  [[fork::parallel]] int r = fails(n);
  int s = n + 1;
  return r + s;
} catch (const std::runtime_error &error) {
  std::printf("[%s] ", error.what());
  return -1;
}

int inner_fails(int n) {
  try {
    [[fork::parallel]] int outer = fails(2 * n);
    int result = 0;
    try {
      [[fork::parallel]] int inner = fails(n);
      result += inner;
    } catch (const std::runtime_error &error) {
      std::printf("[inner %s] ", error.what());
      result += 1000;
    }
    return result + outer;
  } catch (const std::runtime_error &error) {
    std::printf("[never %s] ", error.what());
  }
  return -1;
}

int outer_fails(int n) {
  try {
    [[fork::parallel]] int outer = fails(n);
    int result = 0;
    try {
      [[fork::parallel]] int inner = fails(4 * n);
      result += inner;
    } catch (const std::runtime_error &error) {
      std::printf("[never %s] ", error.what());
    }
    return result + outer;
  } catch (const std::runtime_error &error) {
    std::printf("[outer %s] ", error.what());
  }
  return -5;
}

int in_handler(int n) {
  try {
    return fails(n);
  } catch (const std::runtime_error &) {
    [[fork::parallel]] int r = fails(n + 1);
    const int s = n;
    return r * 100 + s;
  }
}

int assigned_outside(int n) {
  int r = -7;
  try {
    [[fork::parallel]] r = fails(n);
  } catch (const std::runtime_error &) {
    r -= 1;
  }
  return r;
}

int never_throws(int n) noexcept {
  [[fork::parallel]] int r = fails(2 * n);
  return r + 1;
}

struct Guarded {
  int value;
  explicit Guarded(int n) try : value(n) {
    [[fork::parallel]] int r = fails(n);
    value += r;
  } catch (const std::runtime_error &) {
    throw std::logic_error("guarded");
  }
};

int construct(int n) {
  try {
    return Guarded(n).value;
  } catch (const std::logic_error &error) {
    std::printf("[%s] ", error.what());
  }
  return 0;
}

int main() {
  for (int n = 0; n < 6; ++n) {
    std::printf("%d ", function_try(n));
    std::printf("%d ", inner_fails(n));
    std::printf("%d ", outer_fails(n));
    std::printf("%d %d %d ", in_handler(n), assigned_outside(n), never_throws(n));
    std::printf("%d\n", construct(n));
  }
}
