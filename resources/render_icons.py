#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders the icon drawings to masks and writes the resource file that lists them.

    render_icons.py OUT_DIR NAME.svg...

What ships holds masks alone, which the window tints from its palette: Qt Svg cannot be had for every build
(docs/dependencies.md). The stroke is adapted to the size, so that a line stays near 1.5 pixels.
"""

import pathlib
import re
import subprocess
import sys

# Size in device independent pixels → stroke in the drawing's own grid of 24.
STROKES = {16: "2", 20: "1.7", 24: "1.5", 32: "1.5"}
SCALES = (1, 2, 3)


def stroke_for(size, scale):
    return STROKES[size] if scale == 1 else "1.5"


def render(drawing, size, scale, out):
    text = drawing.read_text(encoding="utf-8")
    if not drawing.stem.startswith("state-"):
        text = re.sub(r'stroke-width="1\.5"', f'stroke-width="{stroke_for(size, scale)}"', text)
    pixels = str(size * scale)
    subprocess.run(
        ["rsvg-convert", "--width", pixels, "--height", pixels, "--output", str(out), "/dev/stdin"],
        input=text.encode(), check=True)


def main():
    out_dir = pathlib.Path(sys.argv[1])
    out_dir.mkdir(parents=True, exist_ok=True)
    entries = []
    for name in sys.argv[2:]:
        drawing = pathlib.Path(name)
        for size in STROKES:
            for scale in SCALES:
                picture = f"{drawing.stem}-{size}@{scale}x.png"
                render(drawing, size, scale, out_dir / picture)
                entries.append(f"    <file>{picture}</file>")
    listing = "\n".join(entries)
    (out_dir / "icons.qrc").write_text(
        f'<RCC>\n  <qresource prefix="/icons">\n{listing}\n  </qresource>\n</RCC>\n', encoding="utf-8")


main()
