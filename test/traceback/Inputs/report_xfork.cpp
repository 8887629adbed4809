// For the program under xfork: its traceback.
#include "report.hpp"

#include <cstdio>
#include <xfork/traceback.hpp>

void report(const char *label) {
  std::printf("report %s\n", label);
  const xfork::traceback trace = xfork::traceback::current();
  if (!trace.complete())
    std::printf("incomplete\n");
  for (const auto &frame : trace)
    std::printf("frame %s\t%s\t%u\n", frame.function.c_str(), frame.file.c_str(), frame.line);
}
