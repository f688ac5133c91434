"""The picture of a page for where it is shared: 1200 × 630, in the faces of the house."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.core.cache import caches
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from cases.adapters.fonts import PAPER

SIZE = (1200, 630)
LEFT, RIGHT, TOP, FOOT = 72, 72, 60, 560
KEPT = 7 * 24 * 60 * 60  # seconds; a card of another version has another name
QUOTED = 4  # lines of a quotation
DRAWN = 1  # grows when cards are drawn differently

# The colours of static/css/tokens.css.
DEEP, EDGE, INK, SOFT, KUNYIT = "#0d233e", "#2b4664", "#ffffff", "#a9bdd3", "#f0c64a"
SANS = "plus-jakarta-sans-latin-{}-normal.woff2"
SANS_MORE = "plus-jakarta-sans-latin-ext-400-normal.woff2"
SERIF = "source-serif-4-latin-400-normal.woff2"
SERIF_MORE = "source-serif-4-latin-ext-400-normal.woff2"
MONO = "red-hat-mono-latin-500-normal.woff2"

# The mark of static/img/favicon.svg, in a box of 24.
MARK = (
    ((2.4, 3), (6.1, 3), (6.1, 21), (2.4, 21)),
    ((9.3, 3), (13, 3), (13, 21), (9.3, 21)),
    ((16.2, 21), (19.8, 3), (23.6, 3), (20, 21)),
)

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. ``quote`` is words of the record, turn by turn, and makes the title
    small; an admission among them is marked as everywhere.
    """

    kicker: str  # a number, in the letters of numbers
    title: str
    line: str
    foot: str
    quote: tuple[str, ...] = ()
    is_admission: bool = False


@dataclass(frozen=True, slots=True)
class _Voice:
    """A face at a size, and the face that has the letters which it lacks."""

    name: str
    more: str
    size: int
    colour: str

    def pieces(self, text: str) -> Iterator[tuple[str, Font]]:
        """The text in runs that one face can set."""
        first, second = _face(self.name, self.size), _face(self.more, self.size)
        known = _letters(self.name)
        run, font = "", first
        for letter in text:
            wanted = first if letter in known else second
            if wanted is not font and run:
                yield run, font
                run = ""
            run, font = run + letter, wanted
        if run:
            yield run, font

    def width(self, text: str) -> float:
        return sum(font.getlength(run) for run, font in self.pieces(text))


def png(key: str, card: Card) -> bytes:
    """The card as PNG; drawn once for each ``key``, which names its version and language."""
    kept = caches["cards"]
    name = f"card:{key}"
    content: bytes | None = kept.get(name)
    if content is None:
        content = draw(card)
        kept.set(name, content, KEPT)
    return content


def draw(card: Card) -> bytes:
    """A card, drawn now."""
    image = Image.new("RGB", SIZE, DEEP)
    pen = ImageDraw.Draw(image)
    _brand(pen)
    y = 158
    if card.kicker:
        y = _set(pen, [card.kicker], _Voice(MONO, SANS_MORE, 30, SOFT), y, 1.5)
    if card.quote:
        colour = KUNYIT if card.is_admission else EDGE
        words = _Voice(SERIF, SERIF_MORE, 50, INK)
        lines: list[str] = []
        for turn in card.quote:
            lines += _broken(turn, words, QUOTED - len(lines), indent=28)
        last = _set(pen, lines, words, y + 10, 1.26, indent=28)
        pen.rectangle((LEFT, y + 16, LEFT + 8, last - 6), fill=colour)
        title = _Voice(SANS.format(600), SANS_MORE, 30, SOFT)
        room = 1 if len(lines) == QUOTED else 2
        _set(pen, _broken(card.title, title, room), title, last + 18, 1.35)
    else:
        title = _Voice(SANS.format(700), SANS_MORE, 58, INK)
        y = _set(pen, _broken(card.title, title, 3), title, y, 1.18)
        line = _Voice(SERIF, SERIF_MORE, 34, SOFT)
        room = int((FOOT - 24 - y) // (line.size * 1.32))
        _set(pen, _broken(card.line, line, max(min(room, 3), 1)), line, y + 12, 1.32)
    foot = _Voice(SANS.format(600), SANS_MORE, 26, INK)
    pen.line((LEFT, FOOT - 16, SIZE[0] - RIGHT, FOOT - 16), fill=EDGE, width=2)
    _set(pen, _broken(card.foot, foot, 1), foot, FOOT, 1.3)
    told = io.BytesIO()
    # Few colours, and letters with their greys: a palette is a fifth of the size.
    image.quantize(64, Image.Quantize.FASTOCTREE).save(told, "PNG")
    return told.getvalue()


def _brand(pen: ImageDraw.ImageDraw) -> None:
    """The three strokes of the mark, drawn large and made small so that they are smooth."""
    side, fine = 48, 8
    mark = Image.new("L", (side * fine, side * fine))
    stroke = ImageDraw.Draw(mark)
    for points in MARK:
        stroke.polygon([(x * side * fine / 24, y * side * fine / 24) for x, y in points], 255)
    pen.bitmap((LEFT - 4, TOP - 8), mark.resize((side, side), Image.Resampling.LANCZOS), INK)
    voice = _Voice(SANS.format(700), SANS_MORE, 32, INK)
    _set(pen, ["Sidang Terbuka"], voice, TOP - 4, 1, indent=60)


def _set(
    pen: ImageDraw.ImageDraw,
    lines: Sequence[str],
    voice: _Voice,
    y: float,
    leading: float,
    *,
    indent: int = 0,
) -> float:
    """Set lines from ``y`` down; where the next would stand."""
    base = voice.size
    for line in lines:
        x = float(LEFT + indent)
        for run, font in voice.pieces(line):
            pen.text((x, y + base), run, fill=voice.colour, font=font, anchor="ls")
            x += font.getlength(run)
        y += voice.size * leading
    return y


def _broken(text: str, voice: _Voice, most: int, *, indent: int = 0) -> list[str]:
    """The text in at most so many lines; what does not fit is cut with an ellipsis."""
    room = SIZE[0] - LEFT - RIGHT - indent
    words = text[:600].split()
    lines: list[str] = []
    while words and len(lines) < most:
        line = words.pop(0)
        while words and voice.width(f"{line} {words[0]}") <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if not lines:
        return lines
    tail = " …" if words else ""
    while lines[-1] and voice.width(lines[-1] + tail) > room:
        lines[-1], tail = lines[-1][:-1].rstrip(), "…"
    lines[-1] += tail
    return lines


@cache
def _face(name: str, size: int) -> Font:
    return ImageFont.truetype(PAPER / name, size)


@cache
def _letters(name: str) -> frozenset[str]:
    return frozenset(map(chr, TTFont(PAPER / name).getBestCmap()))
