"""Compares the options that --help prints (standard input) with what files say of them: check_options.py FILE..."""

import re
import sys

# What LLVM's command line adds, and nobody needs.
OTHERS = {"--help-list"}
options = {name for name in re.findall(r"^ +(--?[a-z][a-z-]*)", sys.stdin.read(), re.M)} - OTHERS
assert len(options) > 3, f"--help names only {options}"
problems = []
for path in sys.argv[1:]:
    text = open(path).read().replace("\\-", "-")
    problems += [f"{path} does not have {name}" for name in sorted(options)
                 if not re.search(rf"(?<![\w-]){name}(?![\w-])", re.sub(r"\\f[BIR]|\\fR", " ", text))]
sys.exit("\n".join(problems) or 0)
