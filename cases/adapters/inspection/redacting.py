"""Redacting a PDF: its pages become pictures, painted over, in a file that knows nothing else.

What lay under a box is not covered but gone: no text layer, note, layer, attachment or metadata
of the old file is carried over. The copy is then read back: by words, by pixels, by structure.
"""

from __future__ import annotations

import io
import json
import re
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, floor
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from cases.domain.redactions import WHOLE, Trace
from cases.domain.uploads import MOST_PIXELS, Reason, Refused

PLAN, REDACTED, WORDS, LEFT = "plan.json", "redacted.pdf", "words.json", "left.txt"
PAGE = "page.png"
DOTS, SHOWN_DOTS = 200, 110  # an inch
POINTS = 72
BLACK = 0
SHORTEST = 2  # letters; a single one under a box is in every text
SHORTEST_BYTES = 6  # of a word that is looked for between the bytes of a picture
# What a copy made of pictures alone has, and nothing besides.
ROOT = {"/Type", "/Pages"}
ON_PAGE = {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}

Boxes = Mapping[int, Sequence[tuple[int, int, int, int]]]


def show(file: Path, folder: Path) -> dict[str, object]:
    """Draw one page for the screen; ``plan``: its number, from 1.

    Raises:
        Refused: there is no such page.
    """
    number = int(_plan(folder)["page"])
    with pypdfium2.PdfDocument(file) as pdf:
        if not 1 <= number <= len(pdf):
            raise Refused(Reason.BROKEN)
        _drawn(pdf[number - 1], SHOWN_DOTS).save(folder / PAGE)
        return {"pages": len(pdf)}


def redact(file: Path, folder: Path) -> dict[str, object]:
    """Make the redacted copy, and beside it the words under the boxes and those that are left.

    Raises:
        Refused: a page is too large to draw.
    """
    boxes = _boxes(folder)
    under: list[str] = []
    left: list[str] = []
    made = pikepdf.new()
    with pypdfium2.PdfDocument(file) as pdf:
        for number in range(1, len(pdf) + 1):
            page = pdf[number - 1]
            found = boxes.get(number, ())
            letters = _letters(page, found)
            under += _words_under(letters)
            left.append(_words_left(letters))
            _append(made, _painted(_drawn(page, DOTS), found), page.get_size())
            page.close()
        count = len(pdf)
    made.save(folder / REDACTED, deterministic_id=True, object_stream_mode=_PLAIN)
    (folder / WORDS).write_text(json.dumps(sorted(set(under))), encoding="utf-8")
    (folder / LEFT).write_text(json.dumps(left), encoding="utf-8")
    return {"pages": count}


def read_back(file: Path, folder: Path) -> dict[str, object]:
    """What a copy still tells that it should not; ``traces`` is empty where nothing does.

    ``plan``: the boxes, and how many pages there must be. The words that lay under the boxes
    are those that ``redact`` wrote down.
    """
    boxes = _boxes(folder)
    words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
    traces: set[Trace] = set()
    with pypdfium2.PdfDocument(file) as pdf:
        if len(pdf) != int(_plan(folder)["pages"]):
            traces.add(Trace.PAGES)
        for number in range(1, len(pdf) + 1):
            page = pdf[number - 1]
            if _tells(page.get_textpage().get_text_range(), words):
                traces.add(Trace.TEXT)
            if not all(_is_black(_drawn(page, DOTS), box) for box in boxes.get(number, ())):
                traces.add(Trace.PIXELS)
            page.close()
    with pikepdf.open(file) as parts:
        if not _is_bare(parts):
            traces.add(Trace.STRUCTURE)
        if any(_tells_in_bytes(piece, words) for piece in _pieces(parts)):
            traces.add(Trace.TEXT)
    return {"traces": sorted(trace.value for trace in traces)}


_PLAIN = pikepdf.ObjectStreamMode.disable


def _plan(folder: Path) -> Mapping[str, Any]:
    told: Mapping[str, Any] = json.loads((folder / PLAN).read_text(encoding="utf-8"))
    return told


def _boxes(folder: Path) -> Boxes:
    found: dict[int, list[tuple[int, int, int, int]]] = {}
    for page, *box in _plan(folder)["boxes"]:
        found.setdefault(page, []).append((box[0], box[1], box[2], box[3]))
    return found


def _drawn(page: Any, dots: int) -> Image.Image:
    width, height = page.get_size()
    if width * height * (dots / POINTS) ** 2 > MOST_PIXELS:
        raise Refused(Reason.TOO_MANY_PIXELS)
    # Also what is drawn by forms and notes: what a reader sees, a reader of the copy sees.
    return page.render(scale=dots / POINTS, may_draw_forms=True).to_pil().convert("RGB")


# --- Under the boxes -------------------------------------------------------------------------


def _letters(page: Any, boxes: Sequence[tuple[int, int, int, int]]) -> list[tuple[str, bool]]:
    """The text of a page letter by letter, and whether any of it lies under a box."""
    told = page.get_textpage()
    turned = pypdfium2.PdfPosConv(page, (0, 0, WHOLE, WHOLE, 0))
    found: list[tuple[str, bool]] = []
    for no in range(told.count_chars()):
        letter = told.get_text_range(no, 1)
        left, bottom, right, top = told.get_charbox(no)
        corners = (turned.to_bitmap(left, bottom), turned.to_bitmap(right, top))
        is_hidden = bool(letter.strip()) and any(_touches(corners, box) for box in boxes)
        found += [(sign, is_hidden) for sign in letter]
    return found


def _touches(corners: Sequence[tuple[int, int]], box: tuple[int, int, int, int]) -> bool:
    (one, two), (three, four) = corners
    x, y, width, height = box
    across = min(one, three) <= x + width and max(one, three) >= x
    return across and min(two, four) <= y + height and max(two, four) >= y


def _words_under(letters: Sequence[tuple[str, bool]]) -> list[str]:
    """Every word of which a letter lies under a box, however little of it."""
    text = "".join(sign for sign, _is_hidden in letters)
    return [
        word[0]
        for word in re.finditer(r"\S+", text)
        if len(word[0]) >= SHORTEST
        and any(is_hidden for _sign, is_hidden in letters[word.start() : word.end()])
    ]


def _words_left(letters: Sequence[tuple[str, bool]]) -> str:
    return "".join(sign for sign, is_hidden in letters if not is_hidden)


# --- The copy --------------------------------------------------------------------------------


def _inside(picture: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The pixels of a box, outwards to whole ones: left, upper, right and lower, inclusive."""
    x, y, width, height = box
    across, down = picture.width / WHOLE, picture.height / WHOLE
    return (
        floor(x * across),
        floor(y * down),
        min(ceil((x + width) * across), picture.width) - 1,
        min(ceil((y + height) * down), picture.height) - 1,
    )


def _painted(picture: Image.Image, boxes: Iterable[tuple[int, int, int, int]]) -> Image.Image:
    pen = ImageDraw.Draw(picture)
    for box in boxes:
        pen.rectangle(_inside(picture, box), fill=(BLACK, BLACK, BLACK))
    return picture


def _append(made: pikepdf.Pdf, picture: Image.Image, size: tuple[float, float]) -> None:
    """One page that is one picture, without loss, so that black stays black."""
    is_grey = all(high == 0 for _low, high in _spread(picture))
    if is_grey:
        picture = picture.convert("L")
    name = pikepdf.Name
    stream = pikepdf.Stream(made, b"")
    stream.write(
        _packed(picture),
        filter=name.FlateDecode,
        decode_parms=pikepdf.Dictionary(
            Predictor=15, Colors=1 if is_grey else 3, BitsPerComponent=8, Columns=picture.width
        ),
    )
    stream.update(
        {
            "/Type": name.XObject,
            "/Subtype": name.Image,
            "/Width": picture.width,
            "/Height": picture.height,
            "/ColorSpace": name.DeviceGray if is_grey else name.DeviceRGB,
            "/BitsPerComponent": 8,
        }
    )
    page = made.add_blank_page(page_size=size)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=stream))
    page.Contents = made.make_stream(f"q {size[0]} 0 0 {size[1]} 0 0 cm /Im Do Q".encode())


def _spread(picture: Image.Image) -> Iterator[tuple[int, int]]:
    """How far its colours are apart, least and most; nothing but (0, 0) where it is grey."""
    red, green, blue = picture.split()
    yield ImageChops.difference(red, green).getextrema()
    yield ImageChops.difference(green, blue).getextrema()


def _packed(picture: Image.Image) -> bytes:
    """The compressed rows of a picture: what a PNG holds between its heads."""
    held = io.BytesIO()
    picture.save(held, "PNG", compress_level=6)
    told, place, rows = held.getvalue(), 8, b""
    while place < len(told):
        (length,) = struct.unpack_from(">I", told, place)
        if told[place + 4 : place + 8] == b"IDAT":
            rows += told[place + 8 : place + 8 + length]
        place += length + 12
    return rows


# --- Reading back ----------------------------------------------------------------------------


def _tells(text: str, words: Iterable[str]) -> bool:
    said = set(re.findall(r"\S+", text))
    return any(word in said for word in words)


def _tells_in_bytes(piece: bytes, words: Iterable[str]) -> bool:
    long = (word.encode() for word in words if len(word) >= SHORTEST_BYTES)
    return any(word in piece for word in long)


def _is_black(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    left, upper, right, lower = _inside(picture, box)
    part = picture.crop((left, upper, right + 1, lower + 1))
    return all(high == BLACK for _low, high in part.getextrema())


def _is_bare(parts: pikepdf.Pdf) -> bool:
    """Whether a file is pages of one picture each, without anything beside them."""
    if set(parts.Root.keys()) - ROOT or "/Info" in parts.trailer:
        return False
    for page in parts.pages:
        resources = page.obj.get("/Resources", {})
        if set(page.obj.keys()) - ON_PAGE or set(resources.keys()) != {"/XObject"}:
            return False
        pictures = list(resources["/XObject"].values())
        if len(pictures) != 1 or pictures[0].get("/Subtype") != "/Image":
            return False
        if set(pictures[0].keys()) & {"/Metadata", "/SMask", "/OC", "/Alternates"}:
            return False
    return True


def _pieces(parts: pikepdf.Pdf) -> Iterator[bytes]:
    for thing in parts.objects:
        if isinstance(thing, pikepdf.Stream):
            yield thing.read_bytes()
