"""The faces the project ships, and how wide their letters are."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont, woff2

PAPER = Path(settings.BASE_DIR) / "static" / "fonts" / "paper"
RECORD = (
    "source-serif-4-latin-400-normal.woff2",
    "source-serif-4-latin-ext-400-normal.woff2",
)
LABEL = (
    "plus-jakarta-sans-latin-700-normal.woff2",
    "plus-jakarta-sans-latin-ext-400-normal.woff2",
)
VOICES = {"record": RECORD, "label": LABEL}


@cache
def unpacked(file: Path) -> bytes:
    """A shipped WOFF2 face as OpenType; once a process: it takes longer than most papers."""
    plain = io.BytesIO()
    woff2.decompress(str(file), plain)
    return plain.getvalue()


@cache
def _advances(voice: str) -> dict[int, float]:
    """Code point → advance in em; the first face that has a letter sets it."""
    widths: dict[int, float] = {}
    for name in VOICES[voice]:
        font = TTFont(io.BytesIO(unpacked(PAPER / name)))
        em = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        for code, glyph in font.getBestCmap().items():
            widths.setdefault(code, metrics[glyph][0] / em)
    return widths


@lru_cache(maxsize=50_000)
def measure(voice: str, text: str) -> float:
    """Width of ``text`` in em. A letter no face has is taken as one em; the paper will refuse
    to print it.
    """
    widths = _advances(voice)
    return sum(widths.get(ord(letter), 1.0) for letter in text)


def covers(text: str) -> bool:
    """Whether the record's faces have every letter of ``text``."""
    widths = _advances("record")
    return all(ord(letter) in widths for letter in text)
