// RUN: %check_traceback %s
// Static functions, unnamed namespaces, extern "C", function pointers, functions that are inlined by force.
#include "report.hpp"

static int internal(int x) {
  if (x == 1)
    throw x;
  return x;
}

namespace {
namespace deep {
int hidden(int x) { return internal(x) + 1; }
} // namespace deep
} // namespace

extern "C" int plain_c(int x) { return deep::hidden(x) - 1; }

[[gnu::always_inline]] inline int forced(int x) { return plain_c(x) * 2; }

static int forks(int x) {
  [[fork::parallel]] int a = forced(x);
  int b = x;
  return a + b;
}

int through_pointer(int (*function)(int), int x) {
  [[fork::parallel]] int a = function(x);
  int b = x;
  return a + b;
}

int main() {
  try {
    forks(1);
  } catch (int) {
    report("inlined");
  }
  try {
    through_pointer(plain_c, 1);
  } catch (int) {
    report("pointer");
  }
}
