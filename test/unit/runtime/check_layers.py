#!/usr/bin/env python3
"""Includes of the runtime go one way: base <- task <- scheduler <- result <- loop <- process, and base <- traceback."""
import pathlib
import re
import sys

LAYERS = ["base", "task", "scheduler", "result", "loop", "process"]
BESIDE = {"traceback": ["base"]}  # a layer beside these, and what it may include
root = pathlib.Path(sys.argv[1])
errors = []
for file in [*root.glob("include/xfork/*/*.hpp"), *root.glob("src/*/*.?pp")]:
    layer = file.parent.name
    for number, line in enumerate(file.read_text().splitlines(), 1):
        match = re.match(r'#include "(?:xfork/)?(\w+)(?:/|\.hpp")', line)
        allowed = BESIDE.get(layer, LAYERS[:LAYERS.index(layer) + 1] if layer in LAYERS else [])
        if match and match[1] not in [layer, *allowed]:
            errors.append(f"{file}:{number}: {layer} includes {match[1]}")
print("\n".join(errors) or f"{len(LAYERS)} layers, one way")
sys.exit(bool(errors))
