#include "experiment.hpp"

#include "xfork/result/stack_task.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <sys/wait.h>
#include <unistd.h>

namespace xfork::simulation {

namespace {

statistics difference(const statistics &a, const statistics &b) {
  statistics d;
  d.offers = a.offers - b.offers, d.steals = a.steals - b.steals, d.leaps = a.leaps - b.leaps;
  d.inlined = a.inlined - b.inlined, d.splits = a.splits - b.splits, d.waits = a.waits - b.waits;
  d.sleeps = a.sleeps - b.sleeps, d.serial_entries = a.serial_entries - b.serial_entries, d.wakes = a.wakes - b.wakes;
  return d;
}

outcome measure(program p, unsigned workers, beginning begin) {
  setenv("XFORK_WORKERS", std::to_string(workers).c_str(), 1);
  outcome result{};
  run([&] {
    {
      auto starts_the_pool = stack_task([] {});
      starts_the_pool.join();
    }
    advance(begin == beginning::searching ? 3 * cost::start : 1'000'000);
    const statistics before = current_statistics();
    const nanoseconds start = now();
    result.span = p();
    result.time = now() - start;
    result.counts = difference(current_statistics(), before);
  });
  std::vector<nanoseconds> shares = worked();
  result.work = std::accumulate(shares.begin(), shares.end(), nanoseconds{0});
  std::sort(shares.rbegin(), shares.rend());
  shares.resize(std::max<std::size_t>(shares.size(), workers));
  result.least_share = static_cast<double>(shares[workers - 1]) * workers / static_cast<double>(result.work);
  result.threads = static_cast<unsigned>(std::count_if(shares.begin(), shares.end(), [](nanoseconds t) { return t != 0; }));
  return result;
}

} // namespace

outcome try_out(program p, unsigned workers, beginning begin) {
  int ends[2];
  if (pipe(ends) != 0)
    std::abort();
  const pid_t child = fork();
  if (child == 0) {
    const outcome result = measure(p, workers, begin);
    const bool told = write(ends[1], &result, sizeof result) == sizeof result;
    _exit(told ? 0 : 1);
  }
  close(ends[1]);
  outcome result{};
  const bool heard = read(ends[0], &result, sizeof result) == sizeof result;
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (!heard || status != 0)
    std::abort();
  return result;
}

} // namespace xfork::simulation
