#!/usr/bin/env python3
"""Checks that a program's tracebacks are the stacks of its serial build.

    check_traceback.py [options] SOURCE

The program calls report() in its handlers. In the serial build, by g++ and by clang++ without optimisation, a
replacement of __cxa_throw has kept the stack of each throw, and llvm-symbolizer says which calls that is. In the xfork
builds, by the same compilers with -O2, report() prints xfork::traceback::current(). Both must have the same calls, by
name, file and line, for every number of workers.

Where a program uses the library by hand, Inputs/lazies.hpp makes the calls in the serial build.

Compared are calls in code that has line information, from main() on; of names only the last part, without template
arguments and parameters, because debug information of the two compilers has no more in common.
"""

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

# A tail call would leave no frame, with or without xfork.
FLAGS = ["-std=c++20", "-g", "-fno-optimize-sibling-calls", "-pthread"]


class Failure(Exception):
    pass


def run(command, environment=None):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, errors="replace", timeout=300,
                          env={**os.environ, **(environment or {})})
    if done.returncode != 0:
        raise Failure(f"exit code {done.returncode} of\n  {shlex.join(map(str, command))}\n{done.stderr}{done.stdout}")
    return done.stdout


def without_brackets(name):
    """Without (...) and <...>, except the operators that are spelled so."""
    name = re.sub(r"\boperator(\(\)|<<|>>|<=>|<=|>=|->\*?|<|>)", lambda m: "operator" + "".join(f"%{ord(c):x}" for c in m[1]), name)
    name = name.replace("(anonymous namespace)", "")
    before = None
    while name != before:
        before = name
        name = re.sub(r"\([^()]*\)|<[^<>]*>", "", name)
    return name


def plain_name(name):
    """The last part of a qualified name; that of a lambda is `operator()`."""
    name = re.sub(r" \[clone.*", "", name)
    name = without_brackets(re.sub(r"\{lambda[^{}]*\}|\$_\d+", "{lambda}", name)).strip()
    name = re.sub(r"\s+const$", "", name)
    last = name.split("::")[-1].split(" ")[-1]
    return "operator%28%29" if last == "{lambda}" else last


def has_lines(file):
    """Whether it counts; what stands in for the library does not."""
    return os.path.isabs(file) and Path(file).name != "lazies.hpp"


class Checker:
    def __init__(self, options):
        self.options = options
        self.inputs = options.source.resolve().parent / "Inputs"
        self.flags = [*FLAGS, *options.flags, "-I", self.inputs]
        options.temp.mkdir(parents=True, exist_ok=True)

    def libraries(self, compiler, name):
        """Shared libraries of the program that xfork has nothing to do with."""
        result = []
        for source in self.options.libraries:
            library = self.options.temp / f"lib{source.stem}-{name}.so"
            run([compiler, *self.flags, self.options.optimise, "-fPIC", "-shared", source, "-o", library])
            result.append(library)
        return [*result, f"-Wl,-rpath,{self.options.temp}"]

    def serial_stacks(self, name, compiler):
        binary = self.options.temp / f"serial-{name}"
        run([compiler, *self.flags, "-O0", "-Wno-attributes", "-Wno-unknown-attributes", self.options.source,
             self.inputs / "report_serial.cpp", *self.libraries(compiler, name), "-ldl", "-o", binary])
        stacks = []
        for line in run([binary]).splitlines():
            if line.startswith("report "):
                stacks.append((line, []))
            elif line.startswith("address "):
                _, module, address = line.split()
                stacks[-1][1].append((module, address))
        ours = {str(binary), *map(str, self.options.temp.glob("lib*.so"))}
        return [(label, self.symbolise([a for a in addresses if a[0] in ours])) for label, addresses in stacks]

    def symbolise(self, addresses):
        calls = []
        for module, address in addresses:
            answer = json.loads(run([self.options.symbolizer, "--output-style=JSON", "--obj=" + module, address]))
            inlined = [(plain_name(call["FunctionName"]), Path(call["FileName"]).name, call["Line"])
                       for call in reversed(answer[0]["Symbol"]) if has_lines(call["FileName"])]
            calls += inlined
        return self.from_main_on(calls)

    @staticmethod
    def from_main_on(calls):
        names = [name for name, _, _ in calls]
        return calls[names.index("main"):] if "main" in names else calls

    def xfork_binary(self, name, compiler):
        binary = self.options.temp / f"xfork-{name}"
        report = self.options.temp / f"report-{name}.o"
        run([compiler, *self.flags, "-I", self.options.include, "-c", self.inputs / "report_xfork.cpp", "-o", report])
        cxx = ["--cxx=" + compiler] if name == "g++" else []
        run([self.options.build / "bin" / "xfork++", *cxx, *self.flags, self.options.optimise, self.options.source, report,
             *self.libraries(compiler, name), "-o", binary])
        return binary

    def xfork_stacks(self, binary, environment):
        stacks = []
        for line in run([binary], environment).splitlines():
            if line.startswith("report "):
                stacks.append((line, []))
            elif line == "incomplete":
                raise Failure(f"{stacks[-1][0]}: the traceback says that frames are missing")
            elif line.startswith("frame "):
                function, file, number = line[len("frame "):].split("\t")
                if has_lines(file):
                    stacks[-1][1].append((plain_name(function), Path(file).name, int(number)))
        return stacks

    def check(self, name, compiler):
        expected = self.serial_stacks(name, compiler)
        if not expected or not all(calls for _, calls in expected):
            raise Failure("the serial program reports nothing, or a throw without a stack")
        binary = self.xfork_binary(name, compiler)
        settings = [{"XFORK_WORKERS": workers} for workers in self.options.workers.split(",")]
        for environment in [*settings, {"XFORK_MODE": "serial"}]:
            for _ in range(self.options.repeat):
                actual = self.xfork_stacks(binary, environment)
                if actual != expected:
                    setting = " ".join(f"{key}={value}" for key, value in environment.items())
                    raise Failure(f"another traceback than the serial stack ({name}, {self.options.optimise}, {setting})\n"
                                  + difference(expected, actual) + f"  run: {setting} {binary}")
        return sum(len(calls) for _, calls in expected)


def difference(expected, actual):
    text = ""
    for (label, left), (other, right) in zip(expected, actual):
        if label == other and left == right:
            continue
        text += f"  {label} / {other}\n    serial:\n"
        text += "".join(f"      {name} {file}:{line}\n" for name, file, line in left)
        text += "    xfork:\n" + "".join(f"      {name} {file}:{line}\n" for name, file, line in right)
    if len(expected) != len(actual):
        text += f"  {len(expected)} reports in the serial program, {len(actual)} under xfork\n"
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--build", type=Path, required=True, help="the build tree with bin/ and lib/")
    parser.add_argument("--include", type=Path, required=True, help="the folder of xfork/traceback.hpp")
    parser.add_argument("--temp", type=Path, required=True, help="folder for what is built")
    parser.add_argument("--symbolizer", default="llvm-symbolizer")
    parser.add_argument("--clangxx", default="clang++-22")
    parser.add_argument("--gxx", default="g++")
    parser.add_argument("--optimise", default="-O2", help="of the xfork builds")
    parser.add_argument("--flags", type=shlex.split, action="extend", default=[])
    parser.add_argument("--library", dest="libraries", type=Path, action="append", default=[],
                        help="a source of the program that becomes a shared library, without xfork")
    parser.add_argument("--workers", default="1,2,3,7")
    parser.add_argument("--repeat", type=int, default=2, help="runs for each worker count")
    options = parser.parse_args()
    checker = Checker(options)
    try:
        frames = [checker.check(name, compiler) for name, compiler in [("clang++", options.clangxx), ("g++", options.gxx)]]
    except Failure as failure:
        print(f"{options.source}: FAILED: {failure}", file=sys.stderr)
        return 1
    print(f"{options.source.name}: the same {frames[0]} frames with clang++, {frames[1]} with g++")
    return 0


if __name__ == "__main__":
    sys.exit(main())
