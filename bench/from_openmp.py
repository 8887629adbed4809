"""Times the programs of examples/openmp: as OpenMP (clang and libomp, g++ and libgomp) and converted by xfork --from-openmp.

    bench/from_openmp.py --build=build/release [--rounds=7]

Prints a table: wall-clock and processor seconds, minima of interleaved runs with two threads.
"""

import argparse
import os
import pathlib
import resource
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = {
    "jacobi": ("800", "100"), "conjugate_gradient": ("300", "150"), "n_body": ("1000", "8"), "histogram": ("8000000",),
    "tasks": ("30", "1000000"), "mandelbrot": ("800", "300"), "k_means": ("2000000", "10"),
}


def timed(command, environment):
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    omp = {"OMP_NUM_THREADS": "2", "OMP_WAIT_POLICY": "passive"}
    print("| program | serial | libomp | libgomp | xfork (clang) |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        temp = pathlib.Path(folder)
        for name, arguments in PROGRAMS.items():
            source, converted = ROOT / f"examples/openmp/{name}.cpp", temp / f"{name}.cpp"
            subprocess.run([options.build / "bin/xfork", "--from-openmp", source, "-o", converted, "--", "-std=c++20"],
                           check=True, stderr=subprocess.DEVNULL)
            builds = {
                "serial": (["clang++-22", "-Wno-everything", *(["-fopenmp"] if name == "k_means" else []), converted], {**omp, "OMP_NUM_THREADS": "1"}),
                "libomp": (["clang++-22", "-fopenmp", source], omp),
                "libgomp": (["g++", "-fopenmp", source], omp),
                "xfork": ([options.build / "bin/xfork++", "-w", *(["-fopenmp"] if name == "k_means" else []), converted], {**omp, "XFORK_WORKERS": "2"}),
            }
            best = {}
            for build, (command, _) in builds.items():
                subprocess.run([*command, "-std=c++20", "-O2", "-o", temp / build], check=True)
            for _ in range(options.rounds):
                for build, (_, environment) in builds.items():
                    wall, processor = timed([temp / build, *arguments], environment)
                    old = best.get(build, (1e9, 1e9))
                    best[build] = min(old[0], wall), min(old[1], processor)
            print(f"| {name} | " + " | ".join(f"{wall:.2f} ({processor:.2f})" for wall, processor in best.values()) + " |", flush=True)


main()
