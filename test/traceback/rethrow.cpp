// RUN: %check_traceback %s
// `throw;` and std::rethrow_exception keep the stack of the first throw, here and on another thread.
#include "report.hpp"
#include <exception>
#include <stdexcept>
#include <thread>

[[gnu::noinline]] int fails(int x) {
  if (x < 0)
    throw std::out_of_range("negative");
  return x;
}

int forks(int x) {
  [[fork::parallel]] int a = fails(x);
  int b = x;
  return a + b;
}

int again(int x) {
  try {
    return forks(x);
  } catch (const std::exception &) {
    throw;
  }
}

int forks_again(int x) {
  [[fork::parallel]] int a = again(x);
  int b = x;
  return a + b;
}

std::exception_ptr kept(int x) {
  try {
    forks_again(x);
  } catch (...) {
    return std::current_exception();
  }
  return nullptr;
}

void later(const std::exception_ptr &exception, const char *where) {
  try {
    std::rethrow_exception(exception);
  } catch (const std::out_of_range &) {
    report(where);
  }
}

int main() {
  try {
    forks_again(-1);
  } catch (const std::out_of_range &) {
    report("at once");
  }
  const std::exception_ptr exception = kept(-2);
  later(exception, "later");
  std::thread([&] { later(exception, "on another thread"); }).join();
}
