"""Running contestants in turn, so that a disturbance of the machine hits all of them."""

import os
import statistics
import subprocess
from dataclasses import dataclass, field


@dataclass
class Times:
    """Of one contestant with one number of workers, in nanoseconds."""

    runs: list = field(default_factory=list)

    @property
    def best(self):
        return min(self.runs)

    @property
    def median(self):
        return statistics.median(self.runs)


def run_once(contestant, build, size, repetitions, workers):
    """Returns the checksum and the times of the repetitions."""
    done = subprocess.run([str(contestant.program(build)), str(size), str(repetitions)], capture_output=True, text=True,
                          env=contestant.environment_for(workers), timeout=600)
    if done.returncode:
        raise SystemExit(f"bench: {contestant.case}, {contestant.name}: exit code {done.returncode}\n{done.stderr}")
    checksum, *times = done.stdout.split()
    return checksum, [int(t) for t in times]


def is_serial(contestant):
    return contestant.name.startswith("serial")


def measure(case, contestants, build, rounds, repetitions, workers):
    """{(contestant, workers): Times}; every round runs every contestant once with one worker and once with all."""
    results = {}
    checksums = {}
    for _ in range(rounds):
        for contestant in contestants:
            for count in (1,) if is_serial(contestant) else sorted({1, workers}):
                checksum, times = run_once(contestant, build, case.size, repetitions, count)
                checksums.setdefault(checksum, contestant.name)
                results.setdefault((contestant.name, count), Times()).runs += times
    if len(checksums) != 1:
        raise SystemExit(f"bench: {case.name}: different results: {checksums}")
    return results


def load_average():
    return os.getloadavg()[0]
