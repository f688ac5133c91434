"""The index of words: three columns, lines broken here, since every letter is equally wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from cases.adapters.typesetting.body import number_page
from cases.adapters.typesetting.brush import MM, Brush, Style
from cases.adapters.typesetting.faces import Glyph
from cases.adapters.typesetting.painted import Leaf, Mark, Painted

SIZE, LEADING = 8.0, 11.2
PLACES = Style("mono", SIZE)
WORD = Style("mono-strong", SIZE)
HEAD = Style("display", 18)
LEFT, RIGHT, TOP, BOTTOM = 34 * MM, 186 * MM, 30 * MM, 263 * MM
COLUMNS, GAP, INDENT = 3, 6 * MM, 3 * MM
COLUMN = (RIGHT - LEFT - (COLUMNS - 1) * GAP) / COLUMNS
BELOW_HEAD = 20 * MM
TITLE = "Indeks kata"

Word = tuple[str, int, str]
"""A word, how often it was said, and where: ``3:12, 14; 5:2``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one entry; of the first, ``strong`` letters are set strong."""

    block: str
    text: str
    strong: int


def paint_words(words: Iterable[Word], *, first: int) -> Painted:
    """The index on pages L-``first`` and following.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    lines = list(_lines(words))
    leaves: list[Leaf] = []
    glyphs: set[Glyph] = set()
    while lines or not leaves:
        brush = Brush()
        top = TOP if leaves else TOP + BELOW_HEAD
        if not leaves:
            brush.begin(Mark("words", "H2", round(TOP, 2), TITLE))
            brush.write(LEFT, TOP + 24, [(TITLE, HEAD)])
            brush.end()
        height = int((BOTTOM - top) / LEADING)
        page, lines = lines[: height * COLUMNS], lines[height * COLUMNS :]
        _paint(brush, page, top, height if lines else ceil(len(page) / COLUMNS))
        number_page(brush, f"L-{first + len(leaves)}", right=RIGHT)
        leaves.append(brush.leaf())
        glyphs |= brush.glyphs
    return Painted(tuple(leaves), frozenset(glyphs))


def _lines(words: Iterable[Word]) -> Iterator[Line]:
    letter = Brush().width("0", PLACES)
    most = int(COLUMN / letter)
    less = int((COLUMN - INDENT) / letter)
    for no, (word, count, places) in enumerate(words, start=1):
        strong = len(word)
        for text in _broken(f"{word} ({count}) {places}", most, less):
            yield Line(f"w{no}", text, strong)
            strong = 0


def _broken(text: str, most: int, less: int) -> Iterator[str]:
    """Break at blanks; a word wider than the column is cut."""
    start, room = 0, most
    while len(text) - start > room:
        stop = text.rfind(" ", start, start + room + 1)
        stop = stop if stop > start else start + room
        yield text[start:stop]
        start = stop + (text[stop] == " ")
        room = less
    yield text[start:]


def _paint(brush: Brush, lines: Sequence[Line], top: float, height: int) -> None:
    places = [
        (LEFT + no // height * (COLUMN + GAP), top + no % height * LEADING, line)
        for no, line in enumerate(lines)
    ]
    for block, rows in groupby(places, key=lambda place: place[2].block):
        told = list(rows)
        brush.begin(Mark(block, "P", round(told[0][1], 2)))
        for left, upper, line in told:
            indent = 0.0 if line.strong else INDENT
            parts = [(line.text[: line.strong], WORD), (f"{line.text[line.strong :]} ", PLACES)]
            brush.write(left + indent, upper + SIZE, [part for part in parts if part[0]])
        brush.end()
