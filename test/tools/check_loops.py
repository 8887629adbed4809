#!/usr/bin/env python3
"""Checks what xfork says about the labelled loops of a file, and that those it accepts keep their results.

    check_loops.py [options] FILE

Each loop stands in a function  void NAME(double *a, double *b, int *p, int n)  right below its label:

    // independent        no two iterations collide; xfork must say nothing
    // dependent          some do; xfork must refuse it
    // unknown, safe      none do, which cannot be seen from here; xfork must warn
    // unknown, racy      some do, which cannot be seen from here; xfork must warn
    // independent, not proven    xfork warns, and could know better
    // dependent, not proven      the same

All others are accepted in a copy in which the dependent and the racy ones have lost their annotations. Its results are
those of the serial program, for several worker counts. --table prints one line for the accuracy table instead.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

LABELS = {"independent": "silent", "dependent": "error", "unknown, safe": "warning", "unknown, racy": "warning"}
NOT_PROVEN = {"independent, not proven": "independent", "dependent, not proven": "dependent"}
RACY = ("dependent", "unknown, racy", "dependent, not proven")
MAIN = """
#include <cstdio>
#include <cstring>
#include <vector>
namespace {
unsigned long hash_of(unsigned long seed, const void *data, unsigned long size) {
  for (unsigned long i = 0; i < size; ++i) seed = (seed ^ static_cast<const unsigned char *>(data)[i]) * 1099511628211u;
  return seed;
}
void check(const char *name, void (*loop)(double *, double *, int *, int)) {
  std::vector<double> a(8192), b(8192);
  std::vector<int> p(8192);
  for (int i = 0; i < 8192; ++i) a[i] = i % 97 - 40, b[i] = i % 89 - 40, p[i] = i < 64 ? (i * 5 + 2) % 64 : i;
  loop(a.data(), b.data(), p.data(), 48);
  unsigned long h = hash_of(14695981039346656037u, a.data(), 8192 * sizeof(double));
  h = hash_of(hash_of(h, b.data(), 8192 * sizeof(double)), p.data(), 8192 * sizeof(int));
  std::printf("%s %lx\\n", name, h);
}
}
int main() {
"""


class Failure(Exception):
    pass


def run(command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=300, **options)
    return done.returncode, done.stdout, done.stderr


def read_labels(text):
    """[(first line, name, label)], in the order of the file."""
    loops = []
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        label = line.removeprefix("// ").strip()
        if line.startswith("// ") and label in (*LABELS, *NOT_PROVEN):
            name = re.search(r"void (\w+)\(double \*", lines[number])
            if not name:
                raise Failure(f"line {number}: no loop function below the label")
            loops.append((number, name[1], label))
    annotated = len(re.findall(r"^ .*\[\[fork::parallel", text, re.MULTILINE))
    if annotated != len(loops):
        raise Failure(f"{annotated} annotated loops and {len(loops)} labels")
    return loops


def verdicts(xfork, source, loops, flags):
    """What xfork says about each loop: {name: (verdict, messages)}."""
    _, _, messages = run([xfork, source, "--", *flags, "-ferror-limit=0"])
    result = {name: ("silent", []) for _, name, _ in loops}
    for match in re.finditer(r"^[^\s:][^:]*:(\d+):\d+: (error|warning): (.*)$", messages, re.MULTILINE):
        around = [name for line, name, _ in loops if line < int(match[1])]
        if not around or "[fork-" not in match[3]:
            raise Failure(f"not about a loop: {match[0]}")
        verdict, said = result[around[-1]]
        result[around[-1]] = ("error" if "error" in (verdict, match[2]) else "warning", [*said, match[0]])
    return result


def harmless_copy(text, loops):
    """Without the annotations of what is known to be wrong in parallel."""
    lines = text.splitlines()
    ends = [number for number, _, _ in loops[1:]] + [len(lines) + 1]
    for (start, _, label), end in zip(loops, ends):
        if label in RACY:
            for i in range(start, end - 1):
                lines[i] = re.sub(r"\[\[fork::\w+(, fork::\w+)*\]\]", "", lines[i])
    calls = "".join(f'  check("{name}", {name});\n' for _, name, label in loops if label not in RACY)
    return "\n".join(lines) + MAIN + calls + "}\n"


def check_results(options, text, loops, flags):
    options.temp.mkdir(parents=True, exist_ok=True)
    copy = options.temp / options.source.name
    copy.write_text(harmless_copy(text, loops))
    serial, parallel = options.temp / "serial", options.temp / "parallel"
    library = options.build / "lib"
    plugin = [f"-fplugin={library / 'libxfork-plugin.so'}", f"-L{library}", "-lxfork", f"-Wl,-rpath,{library}"]
    for binary, extra in ((serial, ["-Wno-unknown-attributes"]), (parallel, [*plugin, "-w"])):
        code, _, messages = run([options.clangxx, *flags, "-O1", copy, "-o", binary, *extra])
        if code != 0:
            raise Failure(messages)
    expected = run([serial])[1]
    for workers in options.workers.split(","):
        for _ in range(options.repeat):
            code, output, messages = run([parallel], env={**os.environ, "XFORK_WORKERS": workers})
            if code != 0 or output != expected:
                wrong = [line for line in expected.splitlines() if line not in output.splitlines()]
                raise Failure(f"other results with {workers} workers: {wrong}\n{messages}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--clangxx", default="clang++-22")
    parser.add_argument("--temp", type=Path, required=True)
    parser.add_argument("--workers", default="1,2,3,7")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--table", action="store_true")
    options = parser.parse_args()
    flags = ["-std=c++20"]
    try:
        text = options.source.read_text()
        loops = read_labels(text)
        said = verdicts(options.build / "bin" / "xfork", options.source, loops, flags)
        wrong = [(name, label, *said[name]) for _, name, label in loops if said[name][0] != LABELS.get(label, "warning")]
        if options.table:
            counts = [sum(1 for _, _, other in loops if NOT_PROVEN.get(other, other) == label) for label in LABELS]
            missed = len(wrong) + sum(1 for _, _, label in loops if label in NOT_PROVEN)
            print(f"| {options.source.stem} | {len(loops)} | {' | '.join(map(str, counts))} | {len(loops) - missed} |")
            return
        if wrong:
            raise Failure("\n".join(f"{name}: labelled '{label}', xfork says: {verdict}\n  " + "\n  ".join(messages)
                                    for name, label, verdict, messages in wrong))
        check_results(options, text, loops, flags)
    except Failure as failure:
        sys.exit(f"{options.source}: {failure}")


if __name__ == "__main__":
    main()
