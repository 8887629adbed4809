"""The ratio table: what was reached, what was wanted."""

from dataclasses import asdict, dataclass


@dataclass
class Verdict:
    """One goal of one case."""

    case: str
    what: str
    reached: float
    goal: float
    at_most: bool

    @property
    def holds(self):
        return self.reached <= self.goal if self.at_most else self.reached >= self.goal

    def text(self):
        sign = "<=" if self.at_most else ">="
        return f"{self.what:<24} {self.reached:8.2f}   goal {sign} {self.goal:<6g} {'holds' if self.holds else 'MISSED'}"


def best_of(results, names, workers):
    """(time, name) of the fastest of some contestants."""
    found = [(results[name, workers].best, name) for name in names if (name, workers) in results]
    return min(found) if found else None


def peer_names(peer):
    """libgomp's better figure counts."""
    return ("libgomp", "libgomp-passive") if peer == "libgomp" else (peer,)


def verdicts(case, results, workers):
    serial, _ = best_of(results, ("serial-g++", "serial-clang"), 1)
    ours = {count: best_of(results, ("xfork", "xfork-g++"), count)[0] for count in (1, workers)}
    found = []
    if case.t1 is not None:
        found.append(Verdict(case.name, "T1/Ts", ours[1] / serial, case.t1, True))
    if case.scaling is not None and workers == 2:
        found.append(Verdict(case.name, "Ts/T2", serial / ours[2], case.scaling, False))
    if case.absolute_ms is not None:
        found.append(Verdict(case.name, f"T{workers}, ms", ours[workers] / 1e6, case.absolute_ms, True))
    for peer, (count, factor) in case.peers.items():
        if theirs := best_of(results, peer_names(peer), count):
            found.append(Verdict(case.name, f"T{count} of {peer} / ours", theirs[0] / ours[count], factor, False))
    return found


def table(case, results, workers, load):
    lines = [f"{case.title} (size {case.size}; load average {load:.1f})"]
    serial, which = best_of(results, ("serial-g++", "serial-clang"), 1)
    lines.append(f"  {'contestant':<18}{'workers':>8}{'best, ms':>12}{'median':>12}{'/ best serial':>15}")
    for (name, count), times in results.items():
        mark = "  <- Ts" if name == which else ""
        lines.append(f"  {name:<18}{count:>8}{times.best / 1e6:>12.3f}{times.median / 1e6:>12.3f}"
                     f"{times.best / serial:>15.2f}{mark}")
    lines += ["  " + verdict.text() for verdict in verdicts(case, results, workers)]
    return "\n".join(lines) + "\n"


def as_data(case, results, workers, load):
    """For JSON."""
    return {
        "case": case.name,
        "title": case.title,
        "size": case.size,
        "load": load,
        "times_ns": [{"contestant": name, "workers": count, "best": times.best, "median": times.median}
                     for (name, count), times in results.items()],
        "verdicts": [{**asdict(v), "holds": v.holds} for v in verdicts(case, results, workers)],
    }
