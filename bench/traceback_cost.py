"""What a fork pays for tracebacks: instructions, counted by valgrind, near main() and far from it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from contestants import HERE

FORKS = {"loop": 0, "stack_task": 0, "scope": 0, "lazy": 25}  # goal: instructions a frame at most
NEAR, FAR = 2, 102
FEW, MANY = 20_000, 40_000


def instructions(program, out, what, depth, count):
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out / 'callgrind.out'}", str(program), what, str(depth), str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "XFORK_WORKERS": "1"})
    return int(re.search(r"Collected : (\d+)", done.stderr)[1])


def functions_for_tracebacks(out):
    """Those that have been called, other than while the program starts."""
    names = re.findall(r"^c?fn=\(\d+\) (.*)$", (out / "callgrind.out").read_text(), re.MULTILINE)
    return sorted({name for name in names if re.search(r"record_fork_site|walk_frame_pointers|walk_stack|fork_site_of", name)})


def traceback_costs(tools, out):
    """(text, data); without valgrind neither."""
    if not shutil.which("valgrind"):
        return "traceback cost: valgrind is not installed\n", None
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    library = Path(tools).parent / "lib"
    program = out / "traceback_cost"
    subprocess.run(["clang++-22", "-std=c++20", "-O2", "-fno-omit-frame-pointer", "-fno-optimize-sibling-calls", "-isystem",
                    HERE.parent / "runtime/include", HERE / "traceback_cost/forks.cpp", "-o", program, f"-L{library}", "-lxfork",
                    f"-Wl,-rpath,{library}"], check=True)
    lines = ["instructions of a fork and its join, for tracebacks",
             f"  {'':<12}{f'{NEAR} calls deep':>16}{f'{FAR} calls deep':>16}{'a frame':>10}"]
    data = []
    for what, goal in FORKS.items():
        near, far = ((instructions(program, out, what, depth, MANY) - instructions(program, out, what, depth, FEW)) / (MANY - FEW)
                     for depth in (NEAR, FAR))
        frame = (far - near) / (FAR - NEAR)
        called = functions_for_tracebacks(out)
        holds = frame <= goal + 0.05 and bool(called) == (goal > 0)
        lines.append(f"  {what:<12}{near:>16.1f}{far:>16.1f}{frame:>10.2f}   goal <= {goal} {'holds' if holds else 'MISSED'}"
                     + (f"   (calls {', '.join(called)})" if called and goal == 0 else ""))
        data.append({"what": what, "near": near, "far": far, "frame": frame, "goal": goal, "holds": holds})
    return "\n".join(lines) + "\n", data
