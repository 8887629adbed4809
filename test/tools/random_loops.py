#!/usr/bin/env python3
"""Compares what xfork says of random loops with what their iterations touch, element by element.

    random_loops.py --xfork build/release/bin/xfork --temp DIR [--seed N] [--loops N]

Each loop writes and reads elements by linear subscripts, in inner loops and under guards, through pointers and callees,
with bounds and row widths that are constants or `n`. The truth is found by running through it for several n:

    accepted in silence    no two iterations may collide, for any n
    refused                two must collide, for some n
    warned about           allowed where `n` stands in a subscript or a guard, or a bound depends on another index
"""

import argparse
import random
import re
import subprocess
import sys
from pathlib import Path

SIZES = (1, 2, 3, 5, 8, 13, 21, 40)
LARGE_SIZES = (80, 160)  # where the smaller ones show nothing, and xfork refuses the loop


class Loop:
    """One loop, as C++ and as the elements that each of its iterations touches."""

    def __init__(self, rng):
        self.pointers = []  # (name, array, offset)
        self.may_warn = False
        self.bounds(rng)
        self.inner = self.inner_loop(rng) if rng.random() < 0.6 else None
        self.guard = self.make_guard(rng) if rng.random() < 0.4 else None
        if rng.random() < 0.4:
            self.pointers.append(("q", "a", rng.randint(-3, 3)))
        self.writes = [self.access(rng, writes=True)]
        if rng.random() < 0.25:
            self.writes.append(self.access(rng, writes=True))
        self.reads = [self.access(rng, writes=False) for _ in range(rng.randint(0, 2))]
        self.through_callee = rng.random() < 0.3

    # --- Parts: text, and a function of the environment (a dict with i, j, n)

    def bounds(self, rng):
        self.step = rng.choice((1, 1, 1, 2, 3))
        self.first = rng.randint(0, 3)
        kind = rng.choice(("constant", "n", "down"))
        last = self.first + rng.randint(1, 14)
        if kind == "constant":
            self.head = f"int i = {self.first}; i < {last}; i += {self.step}"
            self.indices = lambda n: range(self.first, last, self.step)
        elif kind == "n":
            self.head = f"int i = {self.first}; i < n; i += {self.step}"
            self.indices = lambda n: range(self.first, n, self.step)
        else:
            self.head = f"int i = {last}; i >= {self.first}; i -= {self.step}"
            self.indices = lambda n: range(last, self.first - 1, -self.step)

    def inner_loop(self, rng):
        kind = rng.choice(("constant", "n", "triangle", "tile"))
        count = rng.randint(1, 6)
        if kind == "constant":
            return f"int j = 0; j < {count}; ++j", lambda e: range(count)
        if kind == "n":
            return "int j = 0; j < n; ++j", lambda e: range(e["n"])
        self.may_warn = True
        if kind == "triangle":
            return "int j = 0; j < i; ++j", lambda e: range(e["i"])
        return f"int j = i; j < std::min(i + {count}, n); ++j", lambda e: range(e["i"], min(e["i"] + count, e["n"]))

    def make_guard(self, rng):
        k, r = rng.randint(2, 4), rng.randint(0, 1)
        if rng.random() < 0.5:
            return f"i % {k} == {r}", lambda e: e["i"] % k == r
        bound = rng.randint(1, 9)
        if rng.random() < 0.5:
            return f"i < {bound}", lambda e: e["i"] < bound
        self.may_warn = True
        return f"i < n - {bound}", lambda e: e["i"] < e["n"] - bound

    def subscript(self, rng):
        scale = rng.choice((0, 1, 1, 1, 2, 2, 3, 4, -1))
        inner = rng.choice((0, 1, 1, 2)) if self.inner else 0
        offset = rng.randint(-3, 6)
        if self.inner and rng.random() < 0.3:  # rows
            if rng.random() < 0.5:
                width = rng.randint(3, 8)
                return f"(i + {offset}) * {width} + j", lambda e: (e["i"] + offset) * width + e["j"]
            self.may_warn = True
            return f"(i + {abs(offset)}) * n + j", lambda e: (e["i"] + abs(offset)) * e["n"] + e["j"]
        if rng.random() < 0.1:
            self.may_warn = True
            return f"n - {offset + 4} - i", lambda e: e["n"] - offset - 4 - e["i"]
        text = f"{scale} * i + {inner} * j + {offset}" if self.inner else f"{scale} * i + {offset}"
        return text, lambda e: scale * e["i"] + inner * e.get("j", 0) + offset

    def access(self, rng, writes):
        text, at = self.subscript(rng)
        if self.pointers and rng.random() < 0.5:
            name, array, moved = self.pointers[0]
            return name, text, array, lambda e: at(e) + moved
        array = "a" if writes or rng.random() < 0.7 else "b"
        return array, text, array, at

    # --- The whole

    def text(self, name):
        reads = " + ".join([f"{array}[{sub}]" for array, sub, _, _ in self.reads] or ["1"])
        body = []
        for array, sub, _, _ in self.writes:
            body.append(f"put({array}, {sub}, {reads});" if self.through_callee else f"{array}[{sub}] = {reads};")
        code = " ".join(body)
        if self.guard:
            code = f"if ({self.guard[0]}) {{ {code} }}"
        if self.inner:
            code = f"for ({self.inner[0]}) {{ {code} }}"
        pointers = " ".join(f"int *{p} = {array} + {moved};" for p, array, moved in self.pointers)
        return f"void {name}(int *a, int *b, int n) {{ {pointers}\n  [[fork::parallel]] for ({self.head}) {{ {code} }}\n}}"

    def collides(self, n):
        """Whether an element that one iteration writes is touched by another."""
        writers, readers = {}, {}
        for i in self.indices(n):
            for j in self.inner[1]({"i": i, "n": n}) if self.inner else (0,):
                e = {"i": i, "j": j, "n": n}
                if self.guard and not self.guard[1](e):
                    continue
                for _, _, array, at in self.writes:
                    writers.setdefault((array, at(e)), set()).add(i)
                for _, _, array, at in self.reads:
                    readers.setdefault((array, at(e)), set()).add(i)
        return any(len(by) > 1 or readers.get(element, set()) - by for element, by in writers.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--xfork", required=True)
    parser.add_argument("--temp", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--loops", type=int, default=60)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    loops = [Loop(rng) for _ in range(options.loops)]
    options.temp.mkdir(parents=True, exist_ok=True)
    source = options.temp / "random_loops.cpp"
    texts = [loop.text(f"loop{k}") for k, loop in enumerate(loops)]
    source.write_text("#include <algorithm>\nstatic void put(int *x, int at, int value) { x[at] = value; }\n" + "\n".join(texts) + "\n")
    done = subprocess.run([options.xfork, source, "--", "-std=c++20", "-ferror-limit=0"], capture_output=True, text=True, timeout=300)
    said = {}
    for match in re.finditer(r"^[^\s:][^:]*:(\d+):\d+: (error|warning): (.*)$", done.stderr, re.MULTILINE):
        which = (int(match[1]) - 3) // 3
        if said.get(which, ("",))[0] != "error":
            said[which] = (match[2], match[3])
    wrong, warned, dependent = [], 0, 0
    for k, loop in enumerate(loops):
        verdict, message = said.get(k, ("silent", ""))
        truth = any(loop.collides(n) for n in (*SIZES, *(LARGE_SIZES if verdict == "error" else ())))
        dependent += truth
        warned += verdict == "warning"
        if verdict == "warning" and loop.may_warn:
            continue
        if verdict != ("error" if truth else "silent"):
            wrong.append(f"{'dependent' if truth else 'independent'}, xfork says: {verdict} {message}\n{texts[k]}")
    print(f"{len(loops)} loops, {dependent} dependent, {warned} warned about, {len(wrong)} judged wrongly")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
