"""PDF: opened strictly, counted, made harmless, written anew, shown by its first page."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from cases.adapters.inspection.expansion import Budget, Growth, counted, in_pieces, inflated
from cases.adapters.inspection.found import Found
from cases.domain.uploads import (
    MOST_OBJECTS,
    MOST_PAGES,
    MOST_PIXELS,
    THUMBNAIL_SIDE,
    Reason,
    Refused,
    Removed,
    Searchable,
)

MIME = "application/pdf"
FLATE = {"/FlateDecode", "/Fl"}
ACTIONS = {
    "/JavaScript": Removed.JAVASCRIPT,
    "/Launch": Removed.LAUNCH,
    "/SubmitForm": Removed.ACTION,
    "/ImportData": Removed.ACTION,
    "/GoToR": Removed.ACTION,
    "/GoToE": Removed.ACTION,
    "/Rendition": Removed.MEDIA,
    "/Movie": Removed.MEDIA,
    "/Sound": Removed.MEDIA,
    "/RichMediaExecute": Removed.MEDIA,
}
ANNOTATIONS = {
    "/FileAttachment": Removed.EMBEDDED_FILES,
    "/RichMedia": Removed.MEDIA,
    "/Screen": Removed.MEDIA,
    "/Movie": Removed.MEDIA,
    "/Sound": Removed.MEDIA,
    "/3D": Removed.MEDIA,
}
# Doors of the catalogue through which something starts by itself or hides.
DOORS = {
    "/OpenAction": Removed.OPEN_ACTION,
    "/AA": Removed.OPEN_ACTION,
    "/AF": Removed.EMBEDDED_FILES,
    "/Collection": Removed.EMBEDDED_FILES,
}
NAMES = {"/JavaScript": Removed.JAVASCRIPT, "/EmbeddedFiles": Removed.EMBEDDED_FILES}
DEEPEST = 60
ENOUGH_LETTERS = 20
PAGES_LOOKED_AT = 10


def look(file: Path, folder: Path) -> Found:
    """Make the clean copy of a PDF.

    Raises:
        Refused: it is locked, broken, a bomb, or has too many pages.
    """
    with _opened(file) as pdf:
        pages = len(pdf.pages)
        if pages == 0:
            raise Refused(Reason.BROKEN)
        if pages > MOST_PAGES:
            raise Refused(Reason.TOO_MANY_PAGES)
        _count(pdf)
        removed = _make_harmless(pdf)
        pdf.save(folder / "copy", deterministic_id=True, encryption=False)
    _draw(folder)
    return Found(MIME, pages, removed, _searchable(folder / "copy", pages))


def _opened(file: Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(file, attempt_recovery=False)
    except pikepdf.PasswordError as locked:
        raise Refused(Reason.ENCRYPTED) from locked
    except (pikepdf.PdfError, ValueError) as broken:
        raise Refused(Reason.BROKEN) from broken


# --- Counting --------------------------------------------------------------------------------


def _count(pdf: pikepdf.Pdf) -> None:
    """Unpack every stream without keeping it, and measure every picture by its head."""
    budget = Budget()
    if len(pdf.objects) > MOST_OBJECTS:
        raise Refused(Reason.BOMB)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            _count_stream(thing, budget)


def _count_stream(stream: pikepdf.Stream, budget: Budget) -> None:
    if stream.get("/Subtype") == "/Image":
        width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
        if width * height > MOST_PIXELS * 4:
            raise Refused(Reason.TOO_MANY_PIXELS)
    try:
        raw = stream.read_raw_bytes()
    except pikepdf.PdfError as broken:
        raise Refused(Reason.BROKEN) from broken
    budget.spend(len(raw))
    growth, layer = Growth(len(raw)), in_pieces(raw)
    for name in _filters(stream):
        if name not in FLATE:  # the limits of this process stand behind all others
            break
        layer = counted(inflated(layer), budget, growth)
    for _piece in layer:
        pass


def _filters(stream: pikepdf.Stream) -> list[str]:
    found = stream.get("/Filter")
    if isinstance(found, pikepdf.Array):
        return [str(one) for one in found]  # type: ignore[attr-defined]
    return [] if found is None else [str(found)]


# --- Taking out ------------------------------------------------------------------------------


def _make_harmless(pdf: pikepdf.Pdf) -> set[Removed]:
    removed: set[Removed] = set()
    if pdf.is_encrypted:
        removed.add(Removed.LOCK)
    _close_doors(pdf, removed)
    for thing in list(pdf.objects):
        _disarm(thing, removed, 0)
    for page in pdf.pages:
        _clear_page(page.obj, removed)
    return removed


def _close_doors(pdf: pikepdf.Pdf, removed: set[Removed]) -> None:
    root = pdf.Root
    for door, what in DOORS.items():
        if door in root:
            if door != "/OpenAction" or not isinstance(root[door], pikepdf.Array):
                removed.add(what)  # a mere "show this page first" is nothing to speak of
            del root[door]
    names = root.get("/Names")
    for name, what in NAMES.items():
        if isinstance(names, pikepdf.Dictionary) and name in names:
            removed.add(what)
            del names[name]
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        removed.add(Removed.ACTION)
        del form["/XFA"]


def _disarm(thing: Any, removed: set[Removed], depth: int) -> None:
    """Empty every action that does something, wherever it is written; walk what lies inside."""
    if depth > DEEPEST:
        raise Refused(Reason.BOMB)
    if isinstance(thing, pikepdf.Array):
        for one in _direct(thing):
            _disarm(one, removed, depth + 1)
        return
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    if thing.get("/FT") == "/Sig" and "/V" in thing:
        removed.add(Removed.SIGNATURE)
    what = ACTIONS.get(_name(thing.get("/S")))
    if what is not None and not isinstance(thing, pikepdf.Stream):
        removed.add(what)
        for key in list(thing.keys()):
            del thing[key]
        return
    _disarm_keys(thing, removed, depth)


def _disarm_keys(thing: Any, removed: set[Removed], depth: int) -> None:
    if "/AA" in thing:
        removed.add(Removed.ACTION)
        del thing["/AA"]
    if "/EF" in thing:  # a file specification that carries its file
        removed.add(Removed.EMBEDDED_FILES)
        del thing["/EF"]
    for key in list(thing.keys()):
        value = thing.get(key)
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            _disarm(value, removed, depth + 1)


def _direct(array: Any) -> Iterator[Any]:
    for one in array:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Array) and not one.is_indirect:
            yield one


def _clear_page(page: Any, removed: set[Removed]) -> None:
    """Take out what stands on a page and carries a file or plays."""
    notes = page.get("/Annots")
    if not isinstance(notes, pikepdf.Array):
        return
    kept = []
    for note in notes:  # type: ignore[attr-defined]
        what = None
        if isinstance(note, pikepdf.Dictionary):
            what = ANNOTATIONS.get(_name(note.get("/Subtype")))
        if what is None:
            kept.append(note)
        else:
            removed.add(what)
    if len(kept) != len(notes):
        page["/Annots"] = pikepdf.Array(kept)


def _name(value: Any) -> str:
    return str(value) if isinstance(value, pikepdf.Name) else ""


# --- Showing ---------------------------------------------------------------------------------


def _draw(folder: Path) -> None:
    """The first page, small. A page that cannot be drawn has no picture; that is all."""
    try:
        document = pypdfium2.PdfDocument(folder / "copy")
        page = document[0]
        width, height = page.get_size()
        scale = THUMBNAIL_SIDE / max(width, height, 1)
        image = page.render(scale=scale).to_pil().convert("RGB")
        image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        image.save(folder / "thumbnail.jpg", "JPEG", quality=82)
        document.close()
    except (pypdfium2.PdfiumError, ValueError, OSError, zlib.error):
        (folder / "thumbnail.jpg").unlink(missing_ok=True)


def _searchable(copy: Path, pages: int) -> Searchable:
    """Whether the first pages hold words; those of a scan hold none."""
    try:
        document = pypdfium2.PdfDocument(copy)
        letters = sum(
            len(document[no].get_textpage().get_text_range().strip())
            for no in range(min(pages, PAGES_LOOKED_AT))
        )
        document.close()
    except pypdfium2.PdfiumError:
        return Searchable.IMAGE
    return Searchable.TEXT if letters >= ENOUGH_LETTERS else Searchable.IMAGE
