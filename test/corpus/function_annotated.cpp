// RUN: %check_run --repeat=3 %s
// Annotated functions: every call of them is forked where something can overlap it, and just called elsewhere.
#include <cstdio>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

[[fork::parallel]] long fib(int n) {
  if (n < 2)
    return n;
  const long a = fib(n - 1);
  const long b = fib(n - 2);
  return a + b;
}

[[fork::parallel, fork::independent]] void quicksort(std::vector<int> &v, std::size_t from, std::size_t to);

void quicksort(std::vector<int> &v, std::size_t from, std::size_t to) {
  if (to - from < 2)
    return;
  std::size_t middle = from;
  for (std::size_t i = from + 1; i < to; ++i)
    if (v[i] < v[from])
      std::swap(v[++middle], v[i]);
  std::swap(v[from], v[middle]);
  quicksort(v, from, middle);
  quicksort(v, middle + 1, to);
}

template <class It> [[fork::parallel, fork::independent]] void quicksort(It first, It last) {
  if (last - first < 2)
    return;
  It middle = first;
  for (It i = first + 1; i < last; ++i)
    if (*i < *first)
      std::swap(*++middle, *i);
  std::swap(*first, *middle);
  quicksort(first, middle);
  quicksort(middle + 1, last);
}

[[fork::parallel]] int queens(int all, int rows, int left, int right) {
  if (rows == all)
    return 1;
  int count = 0;
  for (int free = all & ~(rows | left | right); free != 0;) {
    const int bit = free & -free;
    free ^= bit;
    count += queens(all, rows | bit, (left | bit) << 1, (right | bit) >> 1);
  }
  return count;
}

struct Node {
  int value;
  std::vector<Node> children;
  [[fork::parallel]] long sum(int depth = 0) const {
    long total = value + depth;
    for (const Node &child : children)
      total += child.sum(depth + 1);
    return total;
  }
  [[fork::thread]] std::string text() const {
    std::vector<std::string> parts;
    for (const Node &child : children)
      parts.push_back(child.text());
    return std::to_string(value) + '(' + std::accumulate(parts.begin(), parts.end(), std::string()) + ')';
  }
};

Node tree(int depth) {
  Node node{depth, {}};
  for (int i = 0; i < depth; ++i)
    node.children.push_back(tree(depth - 1 - i % 2));
  return node;
}

[[fork::parallel]] int checked(int x) {
  if (x % 4 == 3)
    throw x;
  return x * 2;
}

int several(int n) {
  int a = checked(n), b = checked(n + 1);
  auto twice = [](int x) {
    int c = checked(x);
    int d = checked(x + 1);
    return c + d;
  };
  if (n > 3)
    a = checked(n + 2);
  switch (int e = 0; n) {
  case 1:
    e = checked(4);
    break;
  default:
    b += e;
  }
  return a + b + twice(n);
}

constexpr int constant(int n) { return n + 1; }
[[fork::parallel]] constexpr int at_compile_time(int n) {
  int a = constant(n);
  return a * 2;
}
static_assert(at_compile_time(3) == 8);

int main() {
  std::vector<int> v, w;
  for (int i = 0; i < 3000; ++i)
    v.push_back(i * 7919 % 3001);
  w = v;
  quicksort(v, 0, v.size());
  quicksort(w.begin(), w.end());
  long f = fib(18);
  const Node root = tree(5);
  long sum = root.sum();
  std::string text = root.text();
  std::printf("%ld %d %d %d\n", f, v[77], w[99], queens((1 << 7) - 1, 0, 0, 0));
  std::printf("%ld %zu %d\n", sum, text.size(), at_compile_time(5));
  for (int n = 0; n < 9; ++n)
    try {
      std::printf("%d\n", several(n));
    } catch (int thrown) {
      std::printf("thrown: %d\n", thrown);
    }
}
