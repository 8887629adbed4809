"""What compiling costs: the plugin on a unit with and without annotations, and the runtime's header."""

import resource
import subprocess
from pathlib import Path

from contestants import HERE

INCLUDES = "".join(f"#include <{name}>\n" for name in ("algorithm", "map", "string", "vector", "iostream"))
WORK = """
long work(std::vector<long> &values) {
  long sum = 0;
  %s for (std::size_t i = 0; i < values.size(); ++i) sum += values[i];
  return sum;
}
"""


def processor_seconds(command):
    """User and system time of a command and its children: less disturbed by others than elapsed time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def fastest(commands, rounds):
    """{name: seconds}, the commands being run in turn."""
    times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(processor_seconds(command))
    return {name: min(list_) for name, list_ in times.items()}


def compile_times(tools, out, rounds):
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    sources = {"plain": INCLUDES + WORK % "", "annotated": INCLUDES + WORK % "[[fork::parallel]]", "empty": "",
               "header": "#include <xfork/xfork.hpp>\n"}
    files = {}
    for name, text in sources.items():
        files[name] = str(out / f"compile-{name}.cpp")
        Path(files[name]).write_text(text)
    clang = ["clang++-22", "-std=c++20", "-O2", "-c", "-o", "/dev/null", "-Wno-unknown-attributes"]
    plugin = clang + [f"-fplugin={Path(tools).parent / 'lib' / 'libxfork-plugin.so'}", "-isystem",
                      str(HERE.parent / "runtime/include")]
    commands = {
        "plain, clang": clang + [files["plain"]],
        "plain, plugin": plugin + [files["plain"]],
        "annotated, clang": clang + [files["annotated"]],
        "annotated, plugin": plugin + [files["annotated"]],
        "annotated, clang -fsyntax-only": clang + ["-fsyntax-only", files["annotated"]],
        "nothing, clang": clang + [files["empty"]],
        "xfork.hpp alone, clang": clang + ["-isystem", str(HERE.parent / "runtime/include"), files["header"]],
    }
    seconds = fastest(commands, rounds)
    without = seconds["plain, plugin"] / seconds["plain, clang"]
    extra = (seconds["annotated, plugin"] - seconds["annotated, clang"]) / seconds["annotated, clang -fsyntax-only"]
    header = (seconds["xfork.hpp alone, clang"] - seconds["nothing, clang"]) * 1000
    rows = [("plugin on a unit without annotations, / clang", without, 1.05),
            ("plugin on a unit with annotations, in extra parses", extra, 1.0),
            ("#include <xfork/xfork.hpp>, ms", header, 150)]
    lines = ["compile time (processor seconds, best of the rounds)"]
    lines += [f"  {name:<34}{value:>8.3f}" for name, value in seconds.items()]
    lines += [f"  {what:<52}{reached:8.2f}   goal <= {goal:<6g} {'holds' if reached <= goal else 'MISSED'}"
              for what, reached, goal in rows]
    data = {"seconds": seconds, "verdicts": [{"what": w, "reached": r, "goal": g, "holds": r <= g} for w, r, g in rows]}
    return "\n".join(lines) + "\n", data
