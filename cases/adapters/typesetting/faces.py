"""Letters as a page takes them: shaped by HarfBuzz, embedded as subsets by fontTools.

A glyph has the same number in every subset, so that a page can be painted before it is known
which letters the rest of the paper needs.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pikepdf
import uharfbuzz as hb
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from cases.adapters import fonts
from cases.adapters.pdf import PaperRefused

TOKEN = re.compile(r"\S+\s*|\s+")
FEATURES = {"kern": True, "liga": False, "clig": False}
SERIF_MORE = "source-serif-4-latin-ext-400-normal"
SANS_MORE = "plus-jakarta-sans-latin-ext-400-normal"
# What a voice is set in, and where a letter is sought that its own face lacks.
VOICES: Mapping[str, tuple[str, ...]] = {
    "record": ("source-serif-4-latin-400-normal", SERIF_MORE),
    "italic": ("source-serif-4-latin-400-italic", SERIF_MORE),
    "label": ("plus-jakarta-sans-latin-700-normal", SANS_MORE),
    "strong": ("plus-jakarta-sans-latin-600-normal", SANS_MORE),
    "display": ("source-serif-4-display-400-normal", SERIF_MORE),
    "mono": ("red-hat-mono-latin-400-normal", SANS_MORE),
    "mono-strong": ("red-hat-mono-latin-600-normal", SANS_MORE),
}
# What shapes text or names a font; pages are shaped already.
NEEDLESS = {"GDEF", "GPOS", "GSUB", "BASE", "STAT", "OS/2", "name", "gasp", "prep"}
LAST_RESORT = "source-serif-4-display-400-normal"
NAMES = {
    "source-serif-4-display": "Source-Serif-4-Display",
    "source-serif-4": "Source-Serif-4",
    "plus-jakarta-sans": "Plus-Jakarta-Sans",
    "red-hat-mono": "Red-Hat-Mono",
}

Glyph = tuple[str, int, str]
"""The face's file, the glyph's number in it, and the letters it stands for."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, as HarfBuzz and fontTools have it."""

    file: str
    shaper: hb.Font
    letters: Mapping[int, str]  # code point → name of the glyph
    advances: tuple[float, ...]  # of each glyph, in thousandths of an em


@dataclass(frozen=True, slots=True)
class Run:
    """Shaped letters of one face: what ``TJ`` shows, their width in em, and their glyphs."""

    file: str
    shown: str
    width: float
    glyphs: frozenset[Glyph]


BLANKS = str.maketrans("\t\n\v\f\r", "     ")  # in a label of one line each is a blank


@lru_cache(maxsize=100_000)
def shape(voice: str, word: str) -> tuple[Run, ...]:
    """A word in a voice, cut where another face has to help.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    return tuple(_run(_face(file), text) for file, text in _cut(voice, word))


def tokens(text: str) -> list[str]:
    """Words with the blanks behind them: the same ones come again and are shaped once."""
    return TOKEN.findall(text)


@cache
def _face(file: str) -> Face:
    font = _opened(file)
    plain = io.BytesIO()
    font.save(plain)
    em = font["head"].unitsPerEm
    metrics = font["hmtx"].metrics
    advances = tuple(metrics[name][0] * 1000 / em for name in font.getGlyphOrder())
    shaper = hb.Font(hb.Face(plain.getvalue()))
    shaper.scale = (1000, 1000)
    return Face(file, shaper, font.getBestCmap(), advances)


def _opened(file: str) -> TTFont:
    content = fonts.unpacked(fonts.PAPER / f"{file}.woff2")
    return TTFont(io.BytesIO(content), recalcTimestamp=False)


def _cut(voice: str, word: str) -> Iterator[tuple[str, str]]:
    """Stretches of the word that one face has."""
    file, text = "", ""
    for letter in word.translate(BLANKS):
        found = _who_has(voice, letter, file)
        if not found:
            continue
        if text and found != file:
            yield file, text
            text = ""
        file, text = found, text + letter
    if text:
        yield file, text


def _who_has(voice: str, letter: str, before: str) -> str:
    """The first face that has a letter; none for a sign that is never seen."""
    if letter == " " and before:
        return before
    for file in (*VOICES[voice], LAST_RESORT):
        if ord(letter) in _face(file).letters:
            return file
    if unicodedata.category(letter) == "Cf":
        return ""
    raise PaperRefused(
        "Surat tidak dapat dibuat: ada huruf yang tidak dimiliki jenis huruf kami "
        f"({letter!r}, U+{ord(letter):04X})."
    )


def _run(face: Face, text: str) -> Run:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(face.shaper, buffer, FEATURES)
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    shown, width, glyphs = [], 0.0, set()
    ends = [*(info.cluster for info in infos[1:]), len(text)]
    for info, place, end in zip(infos, places, ends, strict=True):
        gap = face.advances[info.codepoint] - place.x_advance
        shown.append(f"{info.codepoint:04x}")
        if round(gap, 1):
            shown.append(f">{gap:.4g}<")
        width += place.x_advance
        glyphs.add((face.file, info.codepoint, text[info.cluster : end]))
    return Run(
        face.file, f"<{''.join(shown)}>".replace("<>", ""), width / 1000, frozenset(glyphs)
    )


def embed(pdf: pikepdf.Pdf, glyphs: Iterable[Glyph]) -> pikepdf.Dictionary:
    """The font resources of all pages: a subset of each face with the glyphs in use."""
    used: dict[str, dict[int, str]] = {}
    for file, glyph, text in sorted(glyphs):
        used.setdefault(file, {}).setdefault(glyph, text)
    made = {
        f"/{resource(file)}": pdf.make_indirect(_embedded(pdf, file, used[file]))
        for file in sorted(used)
    }
    return pdf.make_indirect(Dictionary(made))


@cache
def resource(file: str) -> str:
    """By which name pages call a face."""
    return f"F{sorted({one for voice in VOICES.values() for one in voice}).index(file)}"


def _embedded(pdf: pikepdf.Pdf, file: str, used: Mapping[int, str]) -> Dictionary:
    face = _face(file)
    name = Name(f"/{_tag(file, used)}+{_name(file)}")
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        CIDToGIDMap=Name.Identity,
        DW=1000,
        W=Array(
            [part for glyph in sorted(used) for part in (glyph, Array([face.advances[glyph]]))]
        ),
        FontDescriptor=pdf.make_indirect(_described(pdf, file, name, sorted(used))),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(_told(used)),
    )


def _described(
    pdf: pikepdf.Pdf, file: str, name: pikepdf.Name, glyphs: list[int]
) -> Dictionary:
    font = _opened(file)
    em, head, across = font["head"].unitsPerEm, font["head"], font["hhea"]
    box = [round(one * 1000 / em) for one in (head.xMin, head.yMin, head.xMax, head.yMax)]
    capital = getattr(font["OS/2"], "sCapHeight", 0) or across.ascent
    italic = float(font["post"].italicAngle)
    content = _subset(font, glyphs)
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4 + (64 if italic else 0),
        FontBBox=Array(box),
        ItalicAngle=italic,
        Ascent=round(across.ascent * 1000 / em),
        Descent=round(across.descent * 1000 / em),
        CapHeight=round(capital * 1000 / em),
        StemV=80,
        FontFile2=pdf.make_stream(content, Length1=len(content)),
    )


def _subset(font: TTFont, glyphs: list[int]) -> bytes:
    """The outlines of some glyphs under their old numbers, and nothing that shapes text."""
    options = Options(
        retain_gids=True,
        notdef_outline=True,
        hinting=False,
        glyph_names=False,
        recalc_timestamp=False,
    )
    for table in NEEDLESS & set(font.keys()):
        del font[table]
    subsetter = Subsetter(options)
    subsetter.populate(gids=glyphs)
    subsetter.subset(font)
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _told(used: Mapping[int, str]) -> bytes:
    """Which letters the glyphs stand for."""
    rows = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>"
        for glyph, text in sorted(used.items())
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    told = "".join(
        f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{told}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def _tag(file: str, used: Mapping[int, str]) -> str:
    """Six letters that say which subset it is."""
    digest = hashlib.sha256(f"{file}{sorted(used)}".encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _name(file: str) -> str:
    family = next(name for prefix, name in NAMES.items() if file.startswith(prefix))
    weight = re.search(r"-(\d+)-(normal|italic)$", file)
    parts: Any = weight.groups() if weight else ("400", "normal")
    return f"{family}-{parts[0]}{'-Italic' if parts[1] == 'italic' else ''}"
