// A process that may use one processor, or two, has as many workers, however many the machine has.
#include <xfork/xfork.hpp>

#include <cstdio>
#include <cstdlib>
#include <sched.h>
#include <string>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc == 2) {
    std::printf("%u workers, %s expected\n", xfork::workers(), argv[1]);
    return xfork::workers() == static_cast<unsigned>(std::atoi(argv[1])) ? 0 : 1;
  }
  cpu_set_t all, some;
  sched_getaffinity(0, sizeof all, &all);
  CPU_ZERO(&some);
  const int wanted = CPU_COUNT(&all) > 1 ? CPU_COUNT(&all) - 1 : 1;
  for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&some) < wanted; ++cpu)
    if (CPU_ISSET(cpu, &all))
      CPU_SET(cpu, &some);
  sched_setaffinity(0, sizeof some, &some); // before anything is forked
  unsetenv("XFORK_WORKERS");
  execl(argv[0], argv[0], std::to_string(wanted).c_str(), nullptr); // as under taskset
  return 1;
}
