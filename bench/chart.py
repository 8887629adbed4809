"""The results as an SVG: a group of bars a case, each as long as its time over that of the best serial build."""

import html
import math

ROW, GROUP_GAP, LEFT, WIDTH = 14, 34, 150, 560
COLOURS = {"xfork": "#1b7f4d", "xfork-g++": "#58b088", "serial-g++": "#777", "serial-clang": "#999", "tbb": "#2f6fb3",
           "libomp": "#b3602f", "libgomp": "#c98a4b", "libgomp-passive": "#d9b48a", "async": "#8a5fb0"}


def ratios(case):
    times = case["times_ns"]
    serial = min(t["best"] for t in times if t["contestant"].startswith("serial"))
    return [(t["contestant"], t["workers"], t["best"] / serial) for t in times]


def length(ratio):
    """Logarithmic, from 1/4 to 256 times the serial build."""
    return WIDTH * (math.log2(min(max(ratio, 0.25), 256)) + 2) / 10


def chart(cases):
    parts, y = [], 30
    for case in cases:
        parts.append(f'<text x="4" y="{y}" font-weight="bold">{html.escape(case["title"])}</text>')
        for name, workers, ratio in ratios(case):
            y += ROW
            parts.append(f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{html.escape(name)}, {workers}</text>'
                         f'<rect x="{LEFT}" y="{y - 6}" width="{length(ratio):.1f}" height="{ROW - 3}" '
                         f'fill="{COLOURS.get(name, "#444")}"/>'
                         f'<text x="{LEFT + length(ratio) + 4:.1f}" y="{y + 4}">{ratio:.2f}</text>')
        y += GROUP_GAP
    serial = LEFT + length(1)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 70}" height="{y}" '
            'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>'
            '<text x="4" y="12">time over the best serial build (logarithmic; shorter is better); name, workers</text>'
            + "".join(parts) + f'<line x1="{serial:.1f}" y1="18" x2="{serial:.1f}" y2="{y}" stroke="#c00" '
            'stroke-dasharray="3 3"/></svg>\n')
