#include "parts.hpp"
#include <cstdio>
#include <fill.hpp>
int main() {
  static int a[1000];
  fill(a, 1000);
  std::printf("%ld\n", total(a, 1000));
}
