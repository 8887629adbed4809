// Tasks before main().
#include <xfork/xfork.hpp>

namespace {

long sum_up() {
  long sum = 0;
  xfork::for_loop(xfork::below<int>(0, 10'000), xfork::reduction_plus(sum), [](int i, long &part) { part += i; });
  auto x = xfork::stack_task([] { return 1; });
  return sum + x.get();
}

const long at_start = sum_up();

} // namespace

int main() { return at_start == 49'995'001 && sum_up() == at_start ? 0 : 1; }
