#!/usr/bin/env python3
"""Includes of the runtime go one way: base <- task <- scheduler <- result <- loop."""
import pathlib
import re
import sys

LAYERS = ["base", "task", "scheduler", "result", "loop"]
root = pathlib.Path(sys.argv[1])
errors = []
for file in [*root.glob("include/xfork/*/*.hpp"), *root.glob("src/*/*.?pp")]:
    layer = file.parent.name
    for number, line in enumerate(file.read_text().splitlines(), 1):
        match = re.match(r'#include "(?:xfork/)?(\w+)/', line)
        if match and LAYERS.index(match[1]) > LAYERS.index(layer):
            errors.append(f"{file}:{number}: {layer} includes {match[1]}")
print("\n".join(errors) or f"{len(LAYERS)} layers, one way")
sys.exit(bool(errors))
