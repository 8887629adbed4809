// Kills a program (or interrupts it) at random points while it forks process tasks, 200 times: none of its children outlives it.
//
// Every process of the program inherits a pipe, whose reading end sees the end of the file when all of them
// are gone.
#include <xfork/process.hpp>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <poll.h>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

int next_of(int n) { return n + 1; }

void fork_tasks() {
  for (;;) {
    if (xfork::block_warm_process(next_of, 1) != 2)
      std::abort();
    auto nested = xfork::process_task([] {
      auto inner = xfork::process_task([] {
        usleep(300);
        return std::vector<int>(20'000, 1); // through shared memory
      });
      return inner.get().size();
    });
    auto flat = xfork::process_task([] { return std::vector<int>(30'000, 2); });
    if (nested.get() + flat.get().size() != 50'000)
      std::abort();
  }
}

[[noreturn]] void victim() {
  std::thread(fork_tasks).detach();
  auto idle = xfork::warm_process([] {
    for (;;)
      pause();
  });
  auto endless = xfork::process_task([] {
    for (;;)
      pause();
  });
  fork_tasks();
  std::abort();
}

/// Whether all processes that hold the pipe end within a few seconds of the death of the first.
bool all_end(int pipe) {
  pollfd end{pipe, POLLIN, 0};
  return poll(&end, 1, 5'000) == 1;
}

} // namespace

int main() {
  std::mt19937 random(7);
  std::uniform_int_distribution<unsigned> microseconds(0, 12'000);
  for (int round = 0; round < 200; ++round) {
    int ends[2];
    if (pipe(ends) != 0)
      return 2;
    const pid_t program = fork();
    if (program == 0) {
      close(ends[0]);
      victim();
    }
    close(ends[1]);
    usleep(microseconds(random));
    const int signal = round % 4 == 0 ? SIGINT : SIGKILL;
    kill(program, signal);
    int status = 0;
    waitpid(program, &status, 0);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != signal) {
      std::printf("round %d: the program ended by itself\n", round);
      return 1;
    }
    if (!all_end(ends[0])) {
      std::printf("round %d: a child lives on\n", round);
      return 1;
    }
    close(ends[0]);
  }
}
