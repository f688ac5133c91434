"""QR codes as one SVG path, so that a page needs no picture file and no script."""

from __future__ import annotations

from dataclasses import dataclass

import segno


@dataclass(frozen=True, slots=True)
class Square:
    """The path of a code and the width of its square, in modules, quiet zone apart."""

    path: str
    size: int


def square(text: str) -> Square:
    """Encode ``text`` (error correction M) as a path of one-by-one modules."""
    code = segno.make(text, error="m", micro=False)
    runs = []
    for y, row in enumerate(code.matrix):
        x = 0
        while x < len(row):
            width = 0
            while x + width < len(row) and row[x + width]:
                width += 1
            if width:
                runs.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width or 1
    return Square("".join(runs), len(code.matrix))
