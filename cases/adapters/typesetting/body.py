"""The numbered pages of a transcript: 25 lines of 9 mm, each where its row says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from cases.adapters.typesetting.brush import INK, INK_2, MM, TARUM, Brush, Style, ink
from cases.adapters.typesetting.faces import Glyph
from cases.adapters.typesetting.painted import Leaf, Mark, Painted
from cases.domain import transcripts as t

TOP, LINE, BASE = 30 * MM, 9 * MM, 17.0  # the first line, its height, its base below its top
CODES, WORDS, RIGHT = 34 * MM, 45 * MM, 190 * MM
MARKS, OUTSIDE = 188 * MM, 194 * MM
OUTSIDE_LETTERS, OUTSIDE_LINE = 10, 3 * MM
FOOT = 765.7
SIZE = 12.0
LABEL = Style("label", SIZE * t.LABEL_SCALE)
HEAD = Style("label", 11)
CODE = Style("mono-strong", 9, TARUM)
MARK = Style("mono-strong", 8, INK_2)
MANY_MARKS = Style("mono-strong", 6.5, INK_2)
NUMBER = Style("strong", 8)
KINDS = {
    "head": HEAD,
    "quoted": Style("record", SIZE, INK),
    "paraphrase": Style("record", SIZE, INK_2),
    "note": Style("italic", SIZE, INK_2),
    "sealed": Style("italic", SIZE, INK_2),
}
KUNYIT, KUNYIT_LINE = ink("#fceaa3"), ink("#bf8603")
HATCH, STRUCK = ink("#e4e5e2"), ink("#7d8185")


def paint(sheets: Iterable[t.Sheet]) -> Painted:
    """Numbered pages, each from its sheet alone.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    leaves: list[Leaf] = []
    glyphs: set[Glyph] = set()
    for sheet in sheets:
        brush = Brush()
        _paint(brush, sheet)
        leaves.append(brush.leaf())
        glyphs |= brush.glyphs
    return Painted(tuple(leaves), frozenset(glyphs))


def _paint(brush: Brush, sheet: t.Sheet) -> None:
    paint_lines(brush, sheet)
    number_page(brush, f"Halaman {sheet.page} dari {sheet.pages}")


def paint_lines(brush: Brush, sheet: t.Sheet) -> None:
    """The lines of a page, and the stroke through those that are not used."""
    for block, rows in groupby(sheet.rows, key=lambda row: row.block):
        _paint_block(brush, block, list(rows))
    if sheet.struck:
        strike(brush, sheet.struck)


def top_of(line: int) -> float:
    """Where a printed line begins, in points below the edge of the page."""
    return TOP + (line - 1) * LINE


def number_page(brush: Brush, told: str, *, right: float = RIGHT, foot: float = FOOT) -> None:
    """What stands in the lower right corner."""
    brush.begin_artifact()
    brush.write(right - brush.width(told, NUMBER), foot, [(told, NUMBER)])
    brush.end()


def _paint_block(brush: Brush, block: str, rows: Sequence[t.Row]) -> None:
    first = rows[0]
    is_head = first.kind == "head"
    title = " ".join(piece.text for row in rows for piece in row.pieces) if is_head else ""
    lang = "" if first.lang == "id" else first.lang
    brush.begin(
        Mark(block, "H3" if is_head else "P", round(top_of(first.line), 2), title, lang)
    )
    for row in rows:
        if row.kind == "sealed":
            _cover(brush, row.line)
        _write(brush, row)
    brush.end()


def _write(brush: Brush, row: t.Row) -> None:
    base = top_of(row.line) + BASE
    if row.code:
        brush.write(CODES, base, [(f"{row.code} ", CODE)])
    style = KINDS[row.kind]
    told = [
        (one.text, LABEL if one.voice == "label" and row.kind != "head" else style)
        for one in row.pieces
    ]
    if told:
        ends = brush.write(WORDS, base, [*told, (" ", style)])
        for piece, (left, right) in zip(row.pieces, ends, strict=False):
            if piece.voice == "admitted":
                brush.fill(left, base - 10.2, right, base + 1.8, KUNYIT)
                brush.fill(left, base + 1.8, right, base + 2.9, KUNYIT_LINE)
    if row.mark:
        _write_mark(brush, row.mark, base)


def _write_mark(brush: Brush, mark: str, base: float) -> None:
    """One mark stands at the end of the line; several outside the rule, one below the other."""
    if len(mark) <= 4:
        brush.write(MARKS - brush.width(mark, MARK), base, [(mark, MARK), (" ", MARK)])
        return
    for place, part in enumerate(_wrapped(mark.split(), OUTSIDE_LETTERS)):
        brush.write(OUTSIDE, base + place * OUTSIDE_LINE, [(f"{part} ", MANY_MARKS)])


def _wrapped(words: Sequence[str], most: int) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > most and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cover(brush: Brush, line: int) -> None:
    """The hatching of a closed line."""
    top, step, wide = top_of(line), 2.4 * MM * 2**0.5, 1 * MM
    brush.clipped(CODES, top, RIGHT, top + LINE)
    # Strokes lean to the right and meet those of the line above.
    start = CODES - LINE - ((line - 1) * LINE) % step
    for no in range(int((RIGHT - start) / step) + 1):
        left = start + no * step
        brush.stroke([(left, top + LINE), (left + LINE, top)], wide, HATCH)
    brush.unclipped()


def strike(brush: Brush, line: int) -> None:
    """The unused rest of a page, from a line on, so that nothing can be added to it."""
    top, bottom = top_of(line) + 2 * MM, top_of(t.LINES_PER_PAGE + 1) - 2 * MM
    left, right = WORDS, WORDS + 142 * MM
    brush.stroke([(left, top), (right, top), (left, bottom), (right, bottom)], 0.7, STRUCK)
