"""Four numbered pages on a sheet of A4, each with its lines in place, 0.53 as large."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from cases.adapters.typesetting.body import CODES, number_page, paint_lines, strike
from cases.adapters.typesetting.brush import MM, Brush, Style
from cases.adapters.typesetting.faces import Glyph
from cases.adapters.typesetting.painted import Leaf, Mark, Painted
from cases.domain import transcripts as t

SCALE = 0.53
# Of the upper left corner of each page: what static/css/pdf/quarters.css says of its rules.
PLACES = tuple(
    ((10 + left - 22 * SCALE) * MM, (16 + top - 19 * SCALE) * MM)
    for left, top in ((0, 6), (99, 6), (0, 132), (99, 132))
)
HEAD = Style("strong", 11)
HEAD_TOP, HEAD_BASE = 19 * MM, 26 * MM
RIGHT, FOOT = 200 * MM, 283.5 * MM


def paint_quarters(pages: Sequence[t.Sheet]) -> Painted:
    """Numbered pages in order, four to a leaf; places that are left over are struck.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    leaves: list[Leaf] = []
    glyphs: set[Glyph] = set()
    last = ceil(len(pages) / len(PLACES))
    for start in range(0, len(pages), len(PLACES)):
        brush = Brush()
        some = pages[start : start + len(PLACES)]
        for no, (left, top) in enumerate(PLACES):
            brush.placed(left, top, SCALE)
            if no < len(some):
                _paint(brush, some[no])
            else:
                strike(brush, 1)
            brush.unplaced()
        told = f"Lembar {len(leaves) + 1} dari {last}"
        number_page(brush, told, right=RIGHT, foot=FOOT)
        leaves.append(brush.leaf())
        glyphs |= brush.glyphs
    return Painted(tuple(leaves), frozenset(glyphs))


def _paint(brush: Brush, page: t.Sheet) -> None:
    told = f"Halaman {page.page} dari {page.pages}"
    brush.begin(Mark(f"p{page.page}", "H2", HEAD_TOP, told))
    brush.write(CODES, HEAD_BASE, [(f"{told} ", HEAD)])
    brush.end()
    paint_lines(brush, page)
