"""Compiles and runs the C++ of a page of the documentation, so that no example is wrong.

    check_docs.py --build=DIR --temp=DIR PAGE.md PRELUDE

Every block ```cpp of the page becomes a function of one program, which xfork++ compiles and which is then run. What the
page leaves to the reader's imagination is in the prelude, a file of sections:

    (the beginning)                    declarations before all blocks
    //--- body                         statements before every block
    //--- block `int x`                statements before the block that begins with `int x`, instead of those
    //--- block `int x` file           that block is no list of statements but declarations, in a namespace of its own
    //--- block `int x` global         the same, but in no namespace
    //--- block `int x` skip: WHY      not C++ that could be compiled by itself
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

INCLUDE = re.compile(r"^#include .*$", re.M)
SECTION = re.compile(r"^//--- (body|block `(.+)`(?: (file|global|skip: .+))?)$", re.M)


def blocks_of(page):
    """The blocks as (line, text)."""
    text = page.read_text()
    for found in re.finditer(r"^```cpp\n(.*?)^```$", text, re.M | re.S):
        yield text.count("\n", 0, found.start(1)) + 1, found.group(1)


class Prelude:
    def __init__(self, text):
        heads = list(SECTION.finditer(text))
        self.declarations = text[:heads[0].start()] if heads else text
        self.body, self.sections = "", []
        for head, after in zip(heads, [*heads[1:], None]):
            section = text[head.end():after.start() if after else None].strip("\n") + "\n"
            if head.group(1) == "body":
                self.body = section
            else:
                self.sections.append(head.group(2, 3) + (section,))
        self.unused = {beginning for beginning, _, _ in self.sections}

    def for_block(self, text):
        """The kind of a block and what stands before it."""
        for beginning, kind, section in self.sections:
            if text.startswith(beginning):
                self.unused.discard(beginning)
                return (kind or "body").split(":")[0], section
        return "body", self.body


def part_of(page, line, text, prelude, space):
    """A block as a part of a program, in a namespace, and what calls it."""
    kind, before = prelude.for_block(text)
    located = f'#line {line} "{page}"\n{INCLUDE.sub("", text)}'
    if kind == "skip":
        return "", ""
    if kind == "global":
        return before + located, ""
    if kind == "file":
        return f"namespace {space} {{\n{before}{located}}}\n", ""
    return f"namespace {space} {{\nvoid run() {{\n{before}{located}}}\n}}\n", f"  {space}::run();\n"


def program_of(page, prelude):
    includes, parts, calls = [], [prelude.declarations], []
    for line, text in blocks_of(page):
        part, call = part_of(page, line, text, prelude, f"block_{line}")
        if part:
            includes += INCLUDE.findall(text)
        parts.append(part)
        calls.append(call)
    if prelude.unused:
        sys.exit(f"{page}: no block begins with {' or '.join(sorted(prelude.unused))}, as the prelude says")
    return "\n".join(includes + parts) + "\nint main() {\n" + "".join(calls) + "}\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page", type=Path)
    parser.add_argument("prelude", type=Path)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--temp", type=Path, required=True)
    options = parser.parse_args()
    options.temp.mkdir(parents=True, exist_ok=True)
    source, program = options.temp / "page.cpp", options.temp / "page"
    source.write_text(program_of(options.page, Prelude(options.prelude.read_text())))
    subprocess.run([options.build / "bin" / "xfork++", "-std=c++20", "-Wno-unused", source, "-o", program], check=True)
    done = subprocess.run([program], cwd=options.temp, env={**os.environ, "XFORK_WORKERS": "2"}, timeout=60)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
