#!/usr/bin/env python3
"""Checks that an annotated program means the same with its annotations as without them.

    check_run.py [options] SOURCE

The program is compiled serially by g++ and clang++, which ignore the annotations; what it prints and its exit
code are the reference. Then it is built through every host and run with several worker counts:

    plugin       clang++ -fplugin=libxfork-plugin.so
    xfork++      the driver, over clang++
    xfork++-g++  the driver, over g++
    rewrite      xfork FILE, and the text it prints compiled by both compilers

Every build must bring no warning that the serial build by the same compiler does not have, and the rewritten text
must have the source's lines and one #include line more.

Environment: XFORK_CHECK_HOSTS, a comma-separated list of hosts to build (empty: the serial check only).
"""

import argparse
import difflib
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

HOSTS = ["plugin", "xfork++", "xfork++-g++", "rewrite"]
WARNINGS = ["-Wall", "-Wextra", "-Wshadow", "-Wconversion"]
TOOL_TIMEOUT = 300  # seconds for one compiler or xfork run
INCLUDE_LINE = "#include <xfork/xfork.hpp>"
# Behind the last line of the source, where nothing has to keep its line.
LAST_LINES = "template struct xfork::exception_type<"


class Failure(Exception):
    pass


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--build", type=Path, required=True, help="the build tree with bin/ and lib/")
    parser.add_argument("--include", type=Path, required=True, help="the folder of xfork/xfork.hpp")
    parser.add_argument("--temp", type=Path, required=True, help="folder for what is built")
    parser.add_argument("--clangxx", default="clang++-22")
    parser.add_argument("--gxx", default="g++")
    parser.add_argument("--flags", type=shlex.split, action="extend", default=[],
                        help="further compiler flags for every build; -std=c++20 -O1 come first")
    parser.add_argument("--with", dest="others", type=Path, action="append", default=[],
                        help="another source of the program, compiled without xfork")
    parser.add_argument("--args", type=shlex.split, default=[], help="arguments of the program")
    parser.add_argument("--exit-code", type=int, default=0, help="what the program must exit with")
    parser.add_argument("--workers", default="1,2,3,7")
    parser.add_argument("--repeat", type=int, default=1, help="runs for each worker count")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one run of the program")
    parser.add_argument("--hosts", type=lambda names: names.split(","), default=HOSTS)
    parser.add_argument("--skip", type=lambda names: names.split(","), default=[], help="hosts to leave out")
    parser.add_argument("--allow-warning", action="append", default=[], metavar="REGEX",
                        help="new warnings that are meant to be there")
    options = parser.parse_args()
    if "XFORK_CHECK_HOSTS" in os.environ:
        options.hosts = [host for host in os.environ["XFORK_CHECK_HOSTS"].split(",") if host]
    unknown = set(options.hosts + options.skip) - set(HOSTS)
    if unknown:
        parser.error(f"no such host: {', '.join(sorted(unknown))}; there are {', '.join(HOSTS)}")
    options.hosts = [host for host in options.hosts if host not in options.skip]
    return options


def run_tool(command):
    """What a compiler or xfork printed; a failure of it is a failure of the test."""
    command = [str(word) for word in command]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=TOOL_TIMEOUT)
    except subprocess.TimeoutExpired:
        raise Failure(f"still running after {TOOL_TIMEOUT} s:\n  {shlex.join(command)}") from None
    except FileNotFoundError:
        raise Failure(f"{command[0]} does not exist; is it built?") from None
    if done.returncode != 0:
        raise Failure(f"exit code {done.returncode} of\n  {shlex.join(command)}\n{done.stderr}{done.stdout}")
    return done.stdout, done.stderr


def warnings_in(messages, source, added_line=None):
    """The warnings about `source`, as {(line, flag): text}, on the lines of the file as it was written."""
    found = {}
    for match in re.finditer(r"^(.*?):(\d+):\d+: warning: (.*)$", messages, re.MULTILINE):
        line = int(match[2])
        if added_line is not None and Path(match[1]).name == Path(source).name and line > added_line:
            line -= 1
        flag = re.search(r"\[([^\[\]]*)\]$", match[3])
        found[(Path(match[1]).name, line, flag[1] if flag else match[3])] = match[0]
    return found


class Program:
    def __init__(self, options):
        self.options = options
        self.flags = ["-std=c++20", "-O1", *WARNINGS, *options.flags]
        library = options.build / "lib"
        self.runtime = [f"-L{library}", "-lxfork", f"-Wl,-rpath,{library}"]
        self.source = options.source.resolve()
        options.temp.mkdir(parents=True, exist_ok=True)

    def temp(self, name):
        return self.options.temp / name

    # The reference.

    def serial_compilers(self):
        return {"g++": [self.options.gxx, "-Wno-attributes"],
                "clang++": [self.options.clangxx, "-Wno-unknown-attributes"]}

    def reference(self):
        """What the serial program prints, and each compiler's warnings; from the last run where nothing changed."""
        cache = self.temp("reference.json")
        if cache.exists():
            known = json.loads(cache.read_text())
            if known["key"] == self.reference_key(known["files"]):
                return known
        result = {"warnings": {}}
        outputs = {}
        for name, compiler in self.serial_compilers().items():
            binary = self.temp(f"serial-{name}")
            _, messages = run_tool([*compiler, *self.flags, "-MMD", "-MF", self.temp("deps.d"), self.source,
                                    *self.options.others, "-o", binary])
            result["warnings"][name] = [list(key) for key in warnings_in(messages, self.source)]
            outputs[name] = self.execute(binary, {})
        if outputs["g++"] != outputs["clang++"]:
            raise Failure("the serial program is not deterministic: g++ and clang++ differ\n"
                          + describe_difference(outputs["g++"], outputs["clang++"]))
        result["stdout"], result["exit"] = outputs["g++"]
        if result["exit"] != self.options.exit_code:
            raise Failure(f"the serial program exits with {result['exit']}, expected {self.options.exit_code}\n"
                          + result["stdout"])
        result["files"] = self.files_read()
        result["key"] = self.reference_key(result["files"])
        cache.write_text(json.dumps(result))
        return result

    def files_read(self):
        words = self.temp("deps.d").read_text().replace("\\\n", " ").split(":", 1)[1].split()
        return [word for word in [*words, *map(str, self.options.others)] if not word.startswith("/usr/")]

    def reference_key(self, files):
        key = hashlib.sha256(repr((str(self.source), self.flags, self.options.args, self.options.exit_code)).encode())
        for file in files:
            key.update(Path(file).read_bytes() if Path(file).exists() else b"gone")
        return key.hexdigest()

    # The hosts.

    def build_plugin(self, binary):
        plugin = self.options.build / "lib" / "libxfork-plugin.so"
        _, messages = run_tool([self.options.clangxx, f"-fplugin={plugin}", *self.flags, self.source,
                                *self.other_objects(), *self.runtime, "-o", binary])
        return "clang++", warnings_in(messages, self.source)

    def build_driver(self, binary, *cxx):
        driver = self.options.build / "bin" / "xfork++"
        _, messages = run_tool([driver, *cxx, *self.flags, self.source, *self.other_objects(), "-o", binary])
        return "g++" if cxx else "clang++", warnings_in(messages, self.source)

    def build_rewritten(self, binary):
        """The text xfork prints: looked at, compiled and run by clang++, and checked for warnings by g++."""
        text, _ = run_tool([self.options.build / "bin" / "xfork", self.source, "--", *self.flags])
        file = self.temp("rewritten") / self.source.name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        added_line = self.check_text(text)
        flags = [*self.flags, "-iquote", self.source.parent, "-I", self.options.include]
        _, messages = run_tool([self.options.gxx, *flags, "-fsyntax-only", file])
        self.check_warnings("g++", warnings_in(messages, file, added_line))
        _, messages = run_tool([self.options.clangxx, *flags, file, *self.other_objects(), *self.runtime,
                                "-o", binary])
        return "clang++", warnings_in(messages, file, added_line)

    def other_objects(self):
        """The program's other sources, compiled once: they are not the subject."""
        objects = []
        for other in self.options.others:
            objects.append(self.temp(other.name + ".o"))
            run_tool([self.options.gxx, "-Wno-attributes", *self.flags, "-c", other, "-o", objects[-1]])
        return objects

    def build(self, host, binary):
        if host == "plugin":
            return self.build_plugin(binary)
        if host == "xfork++":
            return self.build_driver(binary)
        if host == "xfork++-g++":
            return self.build_driver(binary, f"--cxx={self.options.gxx}")
        return self.build_rewritten(binary)

    # What must hold.

    def check_text(self, text):
        """Where the #include line was added (1-based), once the rest is known to have kept its lines."""
        before, after = self.source.read_text().splitlines(), text.splitlines()
        added = [number for number, line in enumerate(after, 1) if line == INCLUDE_LINE]
        if len(added) != 1:
            raise Failure(f"the rewritten text has {len(added)} lines '{INCLUDE_LINE}', expected one")
        while after and after[-1].startswith(LAST_LINES):
            after.pop()
        if len(after) != len(before) + 1:
            changes = "\n".join(difflib.unified_diff(before, after, "source", "rewritten", lineterm="", n=0))
            raise Failure(f"the source has {len(before)} lines and the rewritten text {len(after)}, "
                          f"expected {len(before) + 1}\n{changes}")
        for number, line in enumerate(after, 1):
            if re.search(r"\[\[\s*fork\s*::", line.split("//")[0]):
                raise Failure(f"the rewritten text still has an annotation, on line {number}: {line.strip()}")
        return added[0]

    def check_warnings(self, compiler, warnings):
        expected = {tuple(key) for key in self.known["warnings"][compiler]}
        new = [text for key, text in warnings.items()
               if key not in expected and not any(re.search(regex, text) for regex in self.options.allow_warning)]
        if new:
            raise Failure(f"warnings that the source does not have with {compiler}:\n" + "\n".join(new))

    def check_host(self, host):
        binary = self.temp(host)
        self.check_warnings(*self.build(host, binary))
        settings = [{"XFORK_WORKERS": workers} for workers in self.options.workers.split(",")]
        for environment in [*settings, {"XFORK_MODE": "serial"}]:
            for _ in range(self.options.repeat):
                result = self.execute(binary, environment)
                expected = (self.known["stdout"], self.known["exit"])
                if result != expected:
                    setting = " ".join(f"{name}={value}" for name, value in environment.items())
                    raise Failure(f"another result than the serial program's with {setting}\n"
                                  + describe_difference(expected, result)
                                  + self.last_stderr[-2000:] + f"  run: {setting} {binary}")

    def execute(self, binary, environment):
        command = [str(binary), *self.options.args]
        try:
            done = subprocess.run(command, capture_output=True, text=True, errors="replace",
                                  timeout=self.options.timeout, env={**os.environ, **environment})
        except subprocess.TimeoutExpired:
            setting = " ".join(f"{name}={value}" for name, value in environment.items())
            raise Failure(f"still running after {self.options.timeout:g} s (a deadlock?): "
                          f"{setting} {shlex.join(command)}") from None
        self.last_stderr = done.stderr
        return done.stdout, done.returncode

    def check(self):
        """The failures, as {host: message}."""
        try:
            self.known = self.reference()
        except Failure as failure:
            return {"serial": str(failure)}
        failures = {}
        for host in self.options.hosts:
            try:
                self.check_host(host)
            except Failure as failure:
                failures[host] = str(failure)
        return failures


def describe_difference(expected, actual):
    (expected_output, expected_code), (actual_output, actual_code) = expected, actual
    lines = list(difflib.unified_diff(expected_output.splitlines(), actual_output.splitlines(),
                                      "expected", "actual", lineterm=""))[:40]
    if expected_code != actual_code:
        lines.append(f"exit code {actual_code}, expected {expected_code}")
    return "".join(f"  {line}\n" for line in lines)


def main():
    options = parse_arguments()
    failures = Program(options).check()
    for host, message in failures.items():
        print(f"{options.source}: FAILED through {host}: {message}", file=sys.stderr)
    if failures:
        return 1
    print(f"{options.source.name}: same through {', '.join(['serial', *options.hosts])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
