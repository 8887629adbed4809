"""Compiling the contestants of a case, each by the compiler it is for."""

import concurrent.futures
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMMON = ["-std=c++20", "-O3", "-I", str(HERE / "harness")]


@dataclass(frozen=True)
class Contestant:
    case: str
    name: str
    source: str
    compiler: tuple
    flags: tuple = ()
    environment: dict = field(default_factory=dict, hash=False)
    is_peer: bool = False

    def program(self, build):
        return Path(build) / f"{self.case}-{self.name}"

    def environment_for(self, workers):
        count = str(workers)
        return {**os.environ, "XFORK_WORKERS": count, "OMP_NUM_THREADS": count, "BENCH_WORKERS": count, **self.environment}


def contestants_of(case, tools):
    """`tools`: the directory with xfork++."""
    driver = str(Path(tools) / "xfork++")
    xfork_source = "xfork.cpp" if case.handwritten else "serial.cpp"

    def one(name, source, compiler, *flags, **more):
        return Contestant(case.name, name, source, compiler, (*flags, *case.flags), **more)

    found = [
        one("serial-g++", "serial.cpp", ("g++",), "-Wno-attributes"),
        one("serial-clang", "serial.cpp", ("clang++-22",), "-Wno-unknown-attributes"),
        one("xfork", xfork_source, (driver,)),
        one("xfork-g++", xfork_source, (driver, "--cxx=g++")),
    ]
    if "tbb" in case.contestants:
        found.append(one("tbb", "tbb.cpp", ("g++",), "-ltbb", is_peer=True))
    if "openmp" in case.contestants:
        found.append(one("libomp", "openmp.cpp", ("clang++-22",), "-fopenmp", is_peer=True))
        found.append(one("libgomp", "openmp.cpp", ("g++",), "-fopenmp", is_peer=True))
        found.append(one("libgomp-passive", "openmp.cpp", ("g++",), "-fopenmp", is_peer=True,
                         environment={"OMP_WAIT_POLICY": "passive"}))
    if "async" in case.contestants:
        found.append(one("async", "async.cpp", ("g++",), "-pthread", is_peer=True))
    if "python" in case.contestants:
        found.append(one("python", "python.py", ("python3",), is_peer=True))
    return found


def compile_command(contestant, build):
    if contestant.source.endswith(".py"):
        return ["install", "-m", "755", str(HERE / contestant.case / contestant.source), str(contestant.program(build))]
    sources = [str(HERE / contestant.case / contestant.source), str(HERE / "harness" / "main.cpp")]
    return [*contestant.compiler, *COMMON, *sources, *contestant.flags, "-o", str(contestant.program(build))]


def compile_all(contestants, build, jobs):
    """Returns those that compiled; says what is missing for the others."""
    Path(build).mkdir(parents=True, exist_ok=True)

    def compile_one(contestant):
        if not shutil.which(contestant.compiler[0]):
            return contestant, f"{contestant.compiler[0]} is not installed"
        done = subprocess.run(compile_command(contestant, build), capture_output=True, text=True)
        return contestant, done.stderr if done.returncode else None

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = list(pool.map(compile_one, contestants))
    for contestant, problem in results:
        if problem and not contestant.is_peer:
            raise SystemExit(f"bench: cannot compile {contestant.case}/{contestant.source}:\n{problem}")
        if problem:
            print(f"left out: {contestant.case}, {contestant.name}: {problem.splitlines()[0]}")
    return [contestant for contestant, problem in results if not problem]
