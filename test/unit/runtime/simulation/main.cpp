// xfork-simulation [--json] [--asleep] [--workers=N] [program…]: how the runtime scales, in virtual time.
#include "experiment.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

using namespace xfork::simulation;

std::vector<unsigned> numbers_of_workers = {1, 2, 4, 8, 16, 32, 64};

double milliseconds(double time) { return time / 1e6; }

struct format {
  const char *head, *program, *line, *line_break, *program_end, *end;
};
constexpr format text{"",
                      "%s: %s; work %.3f ms, span %.3f ms, parallelism %.0f\n"
                      "workers     time  speed-up  time/bound    steals    leaps   sleeps    wakes  least share  threads\n",
                      "%7u %8.3f %9.2f %11.2f %9llu %8llu %8llu %8llu %12.2f %8u\n", "", "\n", ""};
constexpr format json{"[",
                      "{\"name\": \"%s\", \"description\": \"%s\", \"work_ms\": %.3f, \"span_ms\": %.3f, \"parallelism\": %.0f,\n"
                      " \"runs\": [\n",
                      "  {\"workers\": %u, \"time_ms\": %.3f, \"speed_up\": %.2f, \"time_over_bound\": %.2f, \"steals\": %llu, "
                      "\"leaps\": %llu, \"sleeps\": %llu, \"wakes\": %llu, \"least_share\": %.2f, \"threads\": %u}",
                      ",\n", "]}", "]\n"};

void show(const named_program &program, beginning begin, const format &in) {
  bool first = true;
  for (const unsigned workers : numbers_of_workers) {
    const outcome found = try_out(program.run, workers, begin);
    const auto work = static_cast<double>(found.work), span = static_cast<double>(found.span), time = static_cast<double>(found.time);
    if (first)
      std::printf(in.program, program.name, program.description, milliseconds(work), milliseconds(span), work / span);
    else
      std::fputs(in.line_break, stdout);
    first = false;
    std::printf(in.line, workers, milliseconds(time), work / time, time / (work / workers + span),
                static_cast<unsigned long long>(found.counts.steals), static_cast<unsigned long long>(found.counts.leaps),
                static_cast<unsigned long long>(found.counts.sleeps), static_cast<unsigned long long>(found.counts.wakes),
                found.least_share, found.threads);
    std::fflush(stdout);
  }
  std::fputs(in.program_end, stdout);
}

} // namespace

int main(int count, char **arguments) {
  const format *in = &text;
  beginning begin = beginning::searching;
  std::vector<std::string_view> wanted;
  for (const std::string_view argument : std::vector<std::string_view>(arguments + 1, arguments + count))
    if (argument == "--json")
      in = &json;
    else if (argument == "--asleep")
      begin = beginning::asleep;
    else if (argument.starts_with("--workers="))
      numbers_of_workers = {static_cast<unsigned>(std::atoi(argument.data() + 10))};
    else
      wanted.push_back(argument);
  for (const std::string_view name : wanted)
    if (std::none_of(programs.begin(), programs.end(), [&](const auto &known) { return known.name == name; })) {
      std::fprintf(stderr, "xfork-simulation: no program '%.*s'\n", static_cast<int>(name.size()), name.data());
      return 2;
    }
  std::fputs(in->head, stdout);
  bool first = true;
  for (const named_program &program : programs)
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), program.name) != wanted.end()) {
      if (!first)
        std::fputs(in->line_break, stdout);
      first = false;
      show(program, begin, *in);
    }
  std::fputs(in->end, stdout);
}
