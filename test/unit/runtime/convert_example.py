#!/usr/bin/env python3
"""Runs examples/convert on good pictures and on files that crash its decoder, exhaust its memory, or are no pictures.

    convert_example.py CONVERT
"""
import pathlib
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    pictures, target = pathlib.Path(folder, "in"), pathlib.Path(folder, "out")
    pictures.mkdir()
    for n in range(20):
        (pictures / f"good{n:02}.ppm").write_bytes(b"P6 40 30 255\n" + bytes([10 * n] * (3 * 40 * 30)))
    (pictures / "cut.ppm").write_bytes(b"P6 4000 4000 255\n" + bytes(100))
    (pictures / "huge.ppm").write_bytes(b"P6 400000 4000 255\n" + bytes(100))
    (pictures / "text.ppm").write_text("this is no picture")
    done = subprocess.run([sys.argv[1], pictures, target], capture_output=True, text=True, timeout=60)
    lines = dict(line.split(": ", 1) for line in done.stdout.splitlines() if ": " in line)
    for n in range(20):
        assert lines[f"good{n:02}.ppm"] == f"40 x 30, brightness {10 * n}.0", done.stdout
        assert (target / f"good{n:02}.pgm").read_bytes() == b"P5 40 30 255\n" + bytes([10 * n] * (40 * 30))
    assert "the process of a task died: killed by SIGSEGV" in lines["cut.ppm"], done.stdout
    assert "more memory than its limit" in lines["huge.ppm"], done.stdout
    assert lines["text.ppm"] == "failed: not a PPM picture", done.stdout
    assert done.stdout.splitlines()[-1] == "20 converted, 3 failed", done.stdout
    assert done.returncode == 0
