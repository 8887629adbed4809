"""usage: compare.py SERIAL PROGRAM...: each prints what SERIAL prints, with any number of workers, 50 times."""

import os
import subprocess
import sys

REPEAT = 50


def output(program, **environment):
    return subprocess.run([program], env={**os.environ, **environment}, check=True, capture_output=True, text=True, timeout=60).stdout


expected = output(sys.argv[1])
assert expected, "the serial program prints nothing"
for program in sys.argv[2:]:
    settings = [{"XFORK_WORKERS": workers} for workers in ("1", "2", "3", "7")]
    for environment in [*settings, {"XFORK_MODE": "serial"}]:
        for _ in range(REPEAT):
            actual = output(program, **environment)
            if actual != expected:
                sys.exit(f"{environment} {program} printed\n{actual}\nexpected\n{expected}")
