// RUN: %xfork %s -- -std=c++20 > %t.cpp
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: %check_run %s
// The text of every form of call.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

int f(int x) { return x * x; }
std::string repeat(const std::string &text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i)
    result += text;
  return result;
}
std::size_t measure(std::string text) { return text.size(); }
int take(std::unique_ptr<int> p) { return *p; }
void fill(std::vector<int> &v, int x) {
  for (int &e : v)
    e = x;
}

long fib(int n) {
  // CHECK: {{^}}long fib(int n) try {{{$}}
  if (n < 2)
    return n;
  [[fork::parallel]] long a = fib(n - 1);
  // CHECK: {{^}}  auto a = ::xfork::stack_task([n] { return fib(n - 1); });{{$}}
  long b = fib(n - 2);
  return a + b;
  // CHECK: {{^}}  return a.get() + b;{{$}}
}
// CHECK: {{^}}} catch (::xfork::any_exception &) { ::xfork::rethrow_first(); }{{$}}

std::string text(int n) {
  [[fork::parallel]] const std::string s = repeat("ab", n);
  // CHECK: {{^}}  const auto s = ::xfork::stack_task([n] { return repeat("ab", n); });{{$}}
  [[fork::parallel]] std::string t = repeat("c", n + 1);
  if (s.size() < 3)
    // CHECK: {{^}}  if (s.get().size() < 3){{$}}
    return s;
    // CHECK: {{^}}    return s.get();{{$}}
  return t;
  // CHECK: {{^}}  return std::move(t).get();{{$}}
}

int main() {
  long sum = 0;
  for (int i = 0; i < 50; ++i)
    [[fork::parallel]] sum += f(i);
  // CHECK: {{^}}  ::xfork::task_scope forks; for (int i = 0; i < 50; ++i){{$}}
  // CHECK-NEXT: {{^}}    forks.fork([i] { return f(i); }, [&](auto &&value) { sum += value; });{{$}}
  std::printf("%ld\n", sum);
  // CHECK: {{^}}  forks.join(); std::printf("%ld\n", sum);{{$}}

  std::vector<std::string> words;
  for (int i = 0; i < 4; ++i) {
    std::string word = repeat("x", i);
    [[fork::parallel]] words.push_back(repeat(word, 2));
    // CHECK: forks2.fork([&, word] { return repeat(word, 2); }, [&](auto &&value2) { words.push_back(std::move(value2)); });
  }
  std::printf("%zu %s\n", words.size(), words[3].c_str());
  // CHECK: {{^}}  forks2.join(); std::printf("%zu %s\n", words.size(), words[3].c_str());{{$}}

  std::vector<int> squares(10);
  for (int i = 0; i < 10; ++i)
    [[fork::parallel]] squares[i] = f(i);
  // CHECK: forks3.fork([i] { return f(i); }, [&, i](auto &&value3) { squares[i] = value3; });

  auto p = std::make_unique<int>(5);
  [[fork::parallel]] int taken = take(std::move(p));
  // CHECK: auto taken = ::xfork::stack_task([p2 = std::move(p)]() mutable { return take(std::move(p2)); });
  [[fork::parallel]] auto length = measure(text(3) + "!");
  // CHECK: auto length = ::xfork::stack_task([text2 = text(3) + "!"]() mutable { return measure(std::move(text2)); });
  [[fork::parallel]] double real = f(7);
  // CHECK: auto real = ::xfork::stack_task([]() -> double { return f(7); });

  std::vector<int> v(5), w(5);
  [[fork::parallel]] fill(v, 3);
  // CHECK: auto fill_task = ::xfork::stack_task([&] { fill(v, 3); });
  fill(w, 4);
  std::printf("%d %d\n", v[0], w[0]);
  // CHECK: fill_task.join(); std::printf("%d %d\n", v[0], w[0]);
  std::printf("%d %zu %g %d %ld\n", taken, length, real, squares[9], fib(15));
  std::printf("%s %s\n", text(1).c_str(), text(4).c_str());
}
