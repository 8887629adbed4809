"""Two xfork programs on one machine: what each loses to the other beyond its share of the processors."""

import subprocess

from contestants import compile_all, contestants_of

CASES = ("nqueens", "uts_geometric", "regions_5us", "sum_calls")
REPETITIONS = 7


def total(output):
    _, *times = output.split()
    return sum(int(time) for time in times)


def run_together(program, size, environment, copies):
    """The time of each of some copies that run side by side, in nanoseconds, without their first repetition."""
    running = [subprocess.Popen([str(program), str(size), str(REPETITIONS)], stdout=subprocess.PIPE, text=True, env=environment)
               for _ in range(copies)]
    return [total(process.communicate()[0]) for process in running]


def neighbours(cases, tools, out, rounds, workers):
    lines = [f"two xfork programs side by side, {workers} workers each (best of the rounds)"]
    found = []
    for case in cases:
        if case.name not in CASES:
            continue
        ours = [c for c in contestants_of(case, tools) if c.name == "xfork-g++"]
        for contestant in compile_all(ours, out, 1):
            program, environment = contestant.program(out), contestant.environment_for(workers)
            alone, slower, fairness = [], [], []
            for _ in range(rounds):
                alone += run_together(program, case.size, environment, 1)
                pair = run_together(program, case.size, environment, 2)
                slower.append(max(pair))
                fairness.append(max(pair) / min(pair))
            loss = min(slower) / (2 * min(alone))
            for what, reached, goal in (("the slower / twice the time alone", loss, 1.1),
                                        ("the slower / the faster", min(fairness), 1.1)):
                found.append({"case": case.name, "what": what, "reached": reached, "goal": goal, "holds": reached <= goal})
                lines.append(f"  {case.name:<16}{what:<36}{reached:8.2f}   goal <= {goal:<5g} "
                             f"{'holds' if reached <= goal else 'MISSED'}")
    return "\n".join(lines) + "\n", found
