"""Checks the examples of the messages' pages: what brings a message brings it, and what to do instead compiles and runs.

    check_message_examples.py --build=DIR --temp=DIR PRELUDE PAGE.md...

The blocks ```cpp before "## What to do" are handed to `xfork --check`, which must say what the page is about, in the lines of
the block. The others become a program, which xfork++ must compile without saying so, and which is then run. The prelude is that
of check_docs.py.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

from check_docs import Prelude, blocks_of, part_of


def program(chosen, prelude):
    """One source of the blocks (page, line, text), each in a namespace of its own."""
    parts, calls = [prelude.declarations], []
    for page, line, text in chosen:
        part, call = part_of(page, line, text, prelude, f"{page.stem.replace('-', '_')}_{line}")
        parts.append(part)
        calls.append(call)
    return "\n".join(parts) + "\nint main() {\n" + "".join(calls) + "}\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("prelude", type=Path)
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("--with", dest="others", type=Path, action="append", default=[], help="another source of the program")
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--temp", type=Path, required=True)
    options = parser.parse_args()
    options.temp.mkdir(parents=True, exist_ok=True)
    prelude = Prelude(options.prelude.read_text())

    wrong, right = [], []
    for page in options.pages:
        advice = page.read_text().partition("\n## What to do")[0].count("\n") + 1
        for line, text in blocks_of(page):
            (wrong if line < advice else right).append((page, line, text))

    bad, good = options.temp / "wrong.cpp", options.temp / "right.cpp"
    bad.write_text(program(wrong, prelude))
    good.write_text(program(right, prelude))
    if prelude.unused:
        sys.exit(f"no block begins with {' or '.join(sorted(prelude.unused))}, as the prelude says")

    said = subprocess.run([options.build / "bin/xfork", "--check", bad, "--", "-std=c++20", "-Wno-everything", "-ferror-limit=0"],
                          stderr=subprocess.PIPE, text=True).stderr
    missing = []
    for page, line, text in wrong:
        lines = {int(at) for at in re.findall(rf"^{re.escape(str(page))}:(\d+):.*\[{page.stem}\]$", said, re.M)}
        if part_of(page, line, text, prelude, "")[0] and not lines & set(range(line, line + text.count("\n"))):
            missing.append(f"{page}:{line}: the example does not bring [{page.stem}]")
    if missing:
        sys.exit(said + "\n".join(missing))

    built = subprocess.run([options.build / "bin/xfork++", "-std=c++20", "-Wno-unused", good, *options.others, "-o", good.with_suffix("")],
                           stderr=subprocess.PIPE, text=True)
    back = [found.group() for page, _, _ in right
            for found in re.finditer(rf"^{re.escape(str(page))}:.*\[{page.stem}\]$", built.stderr, re.M)]
    if built.returncode or back:
        sys.exit(built.stderr + "\n" + "\n".join(back))
    sys.exit(subprocess.run([good.with_suffix("")], timeout=60).returncode)


if __name__ == "__main__":
    main()
