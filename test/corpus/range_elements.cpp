// RUN: %check_run --allow-warning=fork-unproven-independence %s
// Elements that are proxies or pointers.
#include <cstdio>
#include <memory>
#include <vector>

struct Node {
  int value;
};

int main() {
  const std::vector<bool> flags{true, false, true, true, false, true, false, false, true};
  int set = 0;
  [[fork::parallel]] for (bool flag : flags) set += flag;
  [[fork::parallel]] for (auto flag : flags) if (flag) ++set;
  [[fork::parallel]] for (auto &&flag : flags) set += flag ? 10 : 0;

  std::vector<std::unique_ptr<Node>> nodes;
  for (int i = 0; i < 9; ++i)
    nodes.push_back(std::make_unique<Node>(Node{i}));
  [[fork::parallel]] for (const auto &node : nodes) node->value *= 11;
  std::vector<Node *> raw;
  for (const auto &node : nodes)
    raw.push_back(node.get());
  [[fork::parallel]] for (Node *node : raw) node->value += 1;

  for (const auto &node : nodes)
    std::printf("%d ", node->value);
  std::printf("\n%d\n", set);
}
