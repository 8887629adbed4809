"""Converts an OpenMP program with xfork --from-openmp, and compares what the two print.

The conversion must be accepted without a warning of the engine; the serial build of it, its parallel builds on several
worker counts and through both compilers, and the OpenMP build must print the same.
"""

import argparse
import os
import pathlib
import subprocess
import sys

WORKERS = ("1", "2", "3", "7")


def run(command, **environment):
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\nexits with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("--build", type=pathlib.Path)
    parser.add_argument("--clangxx")
    parser.add_argument("--temp", type=pathlib.Path)
    options, flags = parser.parse_known_args()
    options.temp.mkdir(parents=True, exist_ok=True)
    converted, program = options.temp / options.source.name, options.temp / "program"
    xfork, driver = options.build / "bin/xfork", options.build / "bin/xfork++"

    run([xfork, "--from-openmp", options.source, "-o", converted, "--", "-std=c++20"])
    if "[[fork::" not in converted.read_text():
        sys.exit("nothing was converted")
    run([xfork, "--check", "--warnings-as-errors", converted, "--", "-std=c++20"])

    outputs = {}
    run([options.clangxx, "-std=c++20", "-O1", "-fopenmp", options.source, "-o", program])
    outputs["OpenMP"] = run([program], OMP_NUM_THREADS="2")
    run([options.clangxx, "-std=c++20", "-O1", "-w", "-fopenmp", converted, "-o", program])
    outputs["serial"] = run([program])
    for cxx in (options.clangxx, "g++"):
        run([driver, f"--cxx={cxx}", "-std=c++20", "-O1", "-w", converted, "-o", program, *flags])
        for workers in WORKERS:
            outputs[f"{cxx} with {workers} workers"] = run([program], XFORK_WORKERS=workers, OMP_NUM_THREADS="2")
    for name, output in outputs.items():
        if output != outputs["OpenMP"]:
            sys.exit(f"{name} prints\n{output}\nand OpenMP prints\n{outputs['OpenMP']}")


main()
