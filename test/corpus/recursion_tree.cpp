// RUN: %check_run %s
// Trees: sums, depths, building them, and a member function that recurses.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

struct Node {
  int value;
  std::unique_ptr<Node> left, right;

  long sum() const {
    [[fork::parallel]] const long below = left ? left->sum() : 0;
    const long above = right ? right->sum() : 0;
    return below + above + value;
  }
};

std::unique_ptr<Node> build(int from, int to) {
  if (from >= to)
    return nullptr;
  const int middle = from + (to - from) / 3;
  [[fork::parallel]] auto left = build(from, middle);
  auto right = build(middle + 1, to);
  return std::make_unique<Node>(Node{middle, std::move(left), std::move(right)});
}

int depth(const Node *node) {
  if (!node)
    return 0;
  [[fork::parallel]] int left = depth(node->left.get());
  [[fork::parallel]] int right = depth(node->right.get());
  return 1 + std::max(left, right);
}

void negate(Node *node) {
  if (!node)
    return;
  [[fork::parallel]] negate(node->left.get());
  [[fork::parallel]] negate(node->right.get());
  node->value = -node->value;
}

struct Many {
  int value;
  std::vector<Many> children;
};
long total(const Many &many) {
  long sum = many.value;
  for (const Many &child : many.children)
    [[fork::parallel]] sum += total(child);
  return sum;
}
Many grow(int width) {
  Many many{width, {}};
  for (int i = 0; i < width; ++i)
    many.children.push_back(grow(i));
  return many;
}

int main() {
  const auto tree = build(0, 2000);
  std::printf("%ld %d\n", tree->sum(), depth(tree.get()));
  negate(tree.get());
  std::printf("%ld %ld\n", tree->sum(), total(grow(10)));
}
