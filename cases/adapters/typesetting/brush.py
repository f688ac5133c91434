"""What paints one page: text, fields and strokes, in points from the upper left corner."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from cases.adapters.typesetting import faces
from cases.adapters.typesetting.painted import Leaf, Mark
from cases.domain.wording import printable

MM = 72 / 25.4
HEIGHT = 297 * MM
WIDTH = 210 * MM
FURNITURE = "Furniture"  # heads, feet, rules and numerals, the same on every page


def ink(colour: str) -> str:
    """A colour ``#rrggbb`` as the three numbers of ``rg``."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(f"{part:.4g}" for part in parts)


INK, INK_2, TARUM = ink("#131a24"), ink("#414853"), ink("#1b4571")


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text is set; ``size`` in points."""

    voice: str
    size: float
    colour: str = INK


@dataclass(slots=True)
class Brush:
    """One page in the making. Fields and strokes lie below the text and mean nothing."""

    fields: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    glyphs: set[faces.Glyph] = field(default_factory=set)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _place: tuple[float, float] = (0.0, 1.0)  # of the upper edge, and how large

    def begin(self, mark: Mark) -> None:
        """What is written from here on belongs to one element of the structure."""
        self.texts.append(f"/{mark.tag} <</MCID {len(self.marks)}>> BDC\nBT")
        top, scale = self._place
        self.marks.append(replace(mark, top=round(top + mark.top * scale, 2)))

    def begin_artifact(self) -> None:
        """What is written from here on belongs to the page and not to the record."""
        self.texts.append("/Artifact <</Type /Pagination>> BDC\nBT")

    def end(self) -> None:
        """Close what was begun last."""
        self.texts.append("ET\nEMC")

    def write(
        self, left: float, base: float, told: Iterable[tuple[str, Style]]
    ) -> list[tuple[float, float]]:
        """Write stretches one behind the other; where each begins and ends."""
        out = [f"1 0 0 1 {left:.6g} {HEIGHT - base:.6g} Tm"]
        ends, at = [], left
        for text, style in told:
            width = self._shown(text, style, out)
            ends.append((at, at + width))
            at += width
        self.texts.extend(out)
        return ends

    def width(self, text: str, style: Style) -> float:
        """How wide a text is set, in points."""
        runs = (
            run
            for word in faces.tokens(printable(text))
            for run in faces.shape(style.voice, word)
        )
        return sum(run.width for run in runs) * style.size

    def _shown(self, text: str, style: Style, out: list[str]) -> float:
        out.append(f"{style.colour} rg")
        width, file = 0.0, ""
        shown: list[str] = []
        for word in faces.tokens(printable(text)):
            runs = faces.shape(style.voice, word)
            if (style.voice, word) not in self._seen:
                self._seen.add((style.voice, word))
                self.glyphs.update(*(run.glyphs for run in runs))
            for run in runs:
                if run.file != file:
                    if shown:
                        out.append(f"[{''.join(shown)}] TJ")
                    file, shown = run.file, []
                    out.append(f"/{faces.resource(file)} {style.size:.5g} Tf")
                shown.append(run.shown)
                width += run.width
        if shown:
            out.append(f"[{''.join(shown)}] TJ")
        return width * style.size

    def fill(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A field below the text."""
        box = f"{left:.6g} {HEIGHT - bottom:.6g} {right - left:.6g} {bottom - top:.6g}"
        self.fields.append(f"{colour} rg {box} re f")

    def stroke(self, points: Iterable[tuple[float, float]], width: float, colour: str) -> None:
        """A line from point to point below the text."""
        told = [f"{x:.6g} {HEIGHT - y:.6g}" for x, y in points]
        path = " ".join([f"{told[0]} m", *(f"{one} l" for one in told[1:])])
        self.fields.append(f"{colour} RG {width:.4g} w {path} S")

    def clipped(self, left: float, top: float, right: float, bottom: float) -> None:
        """Fields and strokes from here to ``unclipped`` stay within a box."""
        box = f"{left:.6g} {HEIGHT - bottom:.6g} {right - left:.6g} {bottom - top:.6g}"
        self.fields.append(f"q {box} re W n")

    def unclipped(self) -> None:
        """Leave the box."""
        self.fields.append("Q")

    def placed(self, left: float, top: float, scale: float) -> None:
        """What comes until ``unplaced`` is a page that lies on this one, at a place."""
        matrix = f"q {scale:.6g} 0 0 {scale:.6g} {left:.6g} {HEIGHT * (1 - scale) - top:.6g} cm"
        self.fields.append(matrix)
        self.texts.append(matrix)
        self._place = top, scale

    def unplaced(self) -> None:
        """What comes now lies on the page itself again."""
        self.fields.append("Q")
        self.texts.append("Q")
        self._place = 0.0, 1.0

    def leaf(self) -> Leaf:
        """The finished page."""
        below = ["/Artifact BMC", "q", *self.fields, "Q", "EMC"] if self.fields else []
        told = "\n".join(
            [
                "/Artifact <</Type /Pagination>> BDC",
                f"/{FURNITURE} Do",
                "EMC",
                *below,
                *self.texts,
            ]
        )
        return Leaf(zlib.compress(told.encode("ascii"), 6), tuple(self.marks))
