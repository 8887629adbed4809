// Workers without work sleep: over 300 ms of idleness the process uses next to no processor time.
#include <xfork/xfork.hpp>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <thread>

int main() {
  long sum = 0;
  xfork::for_loop(xfork::below<int>(0, 100'000), xfork::reduction_plus(sum), [](int i, long &part) { part += i; });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const std::clock_t before = std::clock();
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const double used = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  std::printf("%.1f ms of processor time in 300 ms of idleness\n", used * 1000);
  return used < 0.01 ? 0 : 1;
}
