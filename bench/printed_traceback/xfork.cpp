// A hundred frames printed by a process that has not read any debug information yet.
#include "recursion.hpp"

#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <xfork/traceback.hpp>

static bool prints_the_stack() {
  try {
    recurse(100);
  } catch (xfork::any_exception &) {
    std::ostringstream text;
    const xfork::traceback trace = xfork::traceback::current();
    text << trace;
    return trace.size() > 100 && text.str().find("recurse") != std::string::npos;
  }
  return false;
}

std::uint64_t contest(long size) {
  std::uint64_t printed = 0;
  for (long i = 0; i < size; ++i) {
    const pid_t child = fork();
    if (child == 0)
      _exit(prints_the_stack() ? 0 : 1);
    int status = 0;
    waitpid(child, &status, 0);
    printed += status == 0;
  }
  return printed;
}
