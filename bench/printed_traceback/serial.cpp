// What xfork.cpp does, without the traceback: processes that throw and catch.
#include "recursion.hpp"

#include <sys/wait.h>
#include <unistd.h>

std::uint64_t contest(long size) {
  std::uint64_t printed = 0;
  for (long i = 0; i < size; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      try {
        recurse(100);
      } catch (const std::range_error &) {
      }
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    printed += status == 0;
  }
  return printed;
}
