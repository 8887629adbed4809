// RUN: %check_run %s
// Calls of functions that mostly wait: declared, assigned, appended, called for their effect, in loops, in parallel loops,
// depending on each other, throwing, annotated to be forked themselves; mixed with calls that compute.
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

[[fork::io_bound]] int fetch(int n) {
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  if (n == 77)
    throw std::runtime_error("no such page: " + std::to_string(n));
  return n * 3;
}
[[fork::io_bound]] void store(std::vector<int> &pages, int n) {
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  pages.push_back(n);
}
[[fork::cpu_bound]] int compute(int n) { return n * n; }

struct Server {
  int port = 80;
  [[fork::io_bound]] std::string ask(const std::string &question) const {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return question + std::to_string(port);
  }
};

template <class T> [[fork::io_bound]] T echo(T x) {
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return x;
}

[[fork::parallel, fork::io_bound]] long walk(int depth) {
  if (depth == 0)
    return 1;
  long left = walk(depth - 1);
  long right = walk(depth - 1);
  std::this_thread::sleep_for(std::chrono::microseconds(50));
  return left + right;
}

int first_missing(int from, int to) {
  std::vector<int> pages;
  for (int i = from; i < to; ++i)
    [[fork::parallel]] pages.push_back(fetch(i));
  return static_cast<int>(pages.size());
}

int main() {
  [[fork::parallel]] int a = fetch(1);
  [[fork::parallel]] int b = fetch(2);
  [[fork::parallel]] int c = compute(a) + fetch(b);
  [[fork::parallel]] const int d = compute(c);
  std::printf("%d %d %d %d\n", a, b, c, d);

  std::vector<int> pages, squares(30);
  long sum = 0;
  for (int i = 0; i < 30; ++i) {
    [[fork::parallel]] pages.push_back(fetch(i));
    [[fork::parallel]] sum += compute(i);
    [[fork::parallel]] squares[static_cast<unsigned>(i)] = fetch(compute(i) + 100);
  }
  for (int page : pages)
    std::printf("%d ", page);
  for (int square : squares)
    std::printf("%d ", square);
  std::printf("%ld\n", sum);

  std::vector<int> stored;
  [[fork::parallel]] store(stored, 5);
  store(pages, 6);
  std::printf("%zu %zu\n", stored.size(), pages.size());

  const Server server;
  std::vector<std::string> questions{"who", "what", "why"}, answers(3);
  [[fork::parallel]] for (std::size_t i = 0; i < questions.size(); ++i) answers[i] = server.ask(questions[i]);
  long total = 0;
  std::vector<int> gathered;
  [[fork::parallel]] for (int i = 0; i < 60; ++i) {
    total += fetch(i);
    gathered.push_back(echo(i));
  }
  for (const std::string &answer : answers)
    std::printf("%s ", answer.c_str());
  std::printf("%ld %zu %d %ld\n", total, gathered.size(), gathered[59], walk(5));

  try {
    std::printf("%d\n", first_missing(0, 50));
    std::printf("%d\n", first_missing(50, 100));
  } catch (const std::runtime_error &error) {
    std::printf("%s\n", error.what());
  }
  std::vector<int> marks(90);
  try {
    [[fork::parallel]] for (int i = 0; i < 90; ++i) marks[static_cast<unsigned>(i)] = fetch(i);
  } catch (const std::runtime_error &error) {
    std::printf("%s %d %d\n", error.what(), marks[1], marks[76]);
  }
}
