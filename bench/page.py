#!/usr/bin/env python3
"""Turns what bench/run has written into a page of the documentation and its chart.

    bench/page.py build/bench docs/measurements "a machine, in words"
"""

import datetime
import json
import shutil
import sys
from pathlib import Path


def best(case, names, workers):
    times = [t["best"] for t in case["times_ns"] if t["contestant"] in names and t["workers"] == workers]
    return min(times) if times else None


def milliseconds(nanoseconds):
    return "" if nanoseconds is None else f"{nanoseconds / 1e6:.1f}"


def ratio(a, b, digits=2):
    return "" if a is None or b is None else f"{a / b:.{digits}f}"


def row(case):
    serial = best(case, ("serial-g++", "serial-clang"), 1)
    ours = {n: best(case, ("xfork", "xfork-g++"), n) for n in (1, 2)}
    peers = [ratio(best(case, names, n), ours[n], 1) for names in (("tbb",), ("libomp",), ("libgomp", "libgomp-passive"))
             for n in (1, 2)]
    cells = [case["title"], f"{case['load']:.1f}", milliseconds(serial), ratio(ours[1], serial), ratio(serial, ours[2]), *peers]
    return "| " + " | ".join(cells) + " |"


def verdict(what):
    sign = "≤" if what.get("at_most", True) else "≥"
    return f"| {what['what']} | {what['reached']:.2f} | {sign} {what['goal']:g} | {'holds' if what['holds'] else '**missed**'} |"


def goals(title, verdicts):
    return [f"| **{title}** | | | |"] + [verdict(v) for v in verdicts]


def page(results, machine):
    lines = [f"# Speed ({datetime.date.today()})", "",
             f"{machine}; `bench/run`, best of all repetitions. *Ts* is the best serial build of g++ and clang at `-O3`, *T1* and "
             "*T2* xfork's best build with one and two workers. A peer's column is its time over xfork's with as many workers, so "
             "more than 1 means that xfork is faster; of libgomp's spinning and passive runs the better one counts.", "",
             "![Times over the best serial build](speed.svg)", "",
             "| work | load | Ts, ms | T1/Ts | Ts/T2 | TBB, 1 | TBB, 2 | libomp, 1 | libomp, 2 | libgomp, 1 | libgomp, 2 |",
             "|---|---|---|---|---|---|---|---|---|---|---|"]
    lines += [row(case) for case in results["cases"]]
    lines += ["", "## Goals", "", "| what | reached | goal | |", "|---|---|---|---|"]
    for case in results["cases"]:
        if case["verdicts"]:
            lines += goals(case["title"], case["verdicts"])
    for name, title in (("compile", "compiling"), ("neighbours", "two programs side by side")):
        if part := results.get(name):
            verdicts = part["verdicts"] if isinstance(part, dict) else part
            lines += goals(title, [{**v, "what": f"{v['case']}: {v['what']}"} if "case" in v else v for v in verdicts])
    return "\n".join(lines) + "\n"


def main():
    source, target, machine = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    results = json.loads((source / "results.json").read_text())
    (target / "speed.md").write_text(page(results, machine))
    shutil.copy(source / "results.svg", target / "speed.svg")


main()
