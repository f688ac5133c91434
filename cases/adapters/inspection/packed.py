"""Office files: archives whose parts are all counted, and which carry nothing that runs."""

from __future__ import annotations

import io
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cases.adapters.inspection.expansion import PIECE, Budget, Growth, counted
from cases.adapters.inspection.found import Found
from cases.domain.uploads import DEEPEST_NESTING, MOST_PARTS, Reason, Refused, Searchable

OOXML = {
    "word/document.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        b"wordprocessingml.document.main+xml",
    ),
    "xl/workbook.xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        b"spreadsheetml.sheet.main+xml",
    ),
}
ODF = {
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.spreadsheet",
}
TYPES, MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"
MACRO_PARTS = re.compile(
    r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/|activeX/|Basic/|Scripts/)", re.IGNORECASE
)
EMBEDDED_PARTS = re.compile(r"(^|/)(embeddings|ObjectReplacements)/.*\.bin$", re.IGNORECASE)
# What starts something else: macro types, a template from elsewhere, dynamic data exchange.
STARTS = re.compile(
    rb"macroEnabled|/attachedTemplate\"[^>]*TargetMode=\"External"
    rb"|/oleObject\"[^>]*TargetMode=\"External|DDEAUTO|script:event-listener",
    re.IGNORECASE,
)
DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
OVERLAP = 512
IS_LOCKED = 0x1
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def look(file: Path, folder: Path) -> Found:
    """Take an office file as it is, once every part of it was read and found harmless.

    Raises:
        Refused: it is something else, broken, locked, a bomb, or carries macros.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            mime = _kind(archive)
            _walk(archive, Budget(), 0)
    except BROKEN as broken:
        raise Refused(Reason.BROKEN) from broken
    except RuntimeError as locked:  # how zipfile says that a password is needed
        raise Refused(Reason.ENCRYPTED) from locked
    shutil.copyfile(file, folder / "copy")
    return Found(mime, 0, (), Searchable.TEXT)


def what_old_office_is(file: Path) -> Reason:
    """An office file of the old kind, or a new one under a password: both begin alike."""
    with file.open("rb") as opened:
        is_locked = "EncryptedPackage".encode("utf-16-le") in opened.read(1024 * 1024)
    return Reason.ENCRYPTED if is_locked else Reason.OLD_OFFICE


def _kind(archive: zipfile.ZipFile) -> str:
    """Which office file it is, by its structure."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS:
        raise Refused(Reason.BOMB)
    is_odd = any(_leads_out(part.filename) or _is_link(part) for part in parts)
    if len(set(names)) != len(names) or is_odd:
        raise Refused(Reason.BROKEN)
    if parts and parts[0].filename == "mimetype":
        told = _start(archive, "mimetype")
        if told in ODF and parts[0].compress_type == zipfile.ZIP_STORED:
            return told.decode()
    types = _start(archive, TYPES) if TYPES in names else b""
    if b"macroenabled" in types.lower():
        raise Refused(Reason.MACROS)
    for name, (mime, content_type) in OOXML.items():
        if name in names and content_type in types:
            return mime
    raise Refused(Reason.NOT_ALLOWED)


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or "\0" in name


def _is_link(part: zipfile.ZipInfo) -> bool:
    """Whether a part is a link of Unix: whoever unpacks it would be led elsewhere."""
    return stat.S_ISLNK(part.external_attr >> 16)


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(1024 * 1024)


def _walk(archive: zipfile.ZipFile, budget: Budget, depth: int) -> None:
    """Read every part to its end, those of archives inside it too."""
    if depth > DEEPEST_NESTING:
        raise Refused(Reason.BOMB)
    for part in archive.infolist():
        if part.flag_bits & IS_LOCKED:
            raise Refused(Reason.ENCRYPTED)
        if MACRO_PARTS.search(part.filename):
            raise Refused(Reason.MACROS)
        if EMBEDDED_PARTS.search(part.filename):
            raise Refused(Reason.EMBEDDED)
        _read_part(archive, part, budget, depth)


def _read_part(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: Budget, depth: int
) -> None:
    is_text = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    inside = b""
    kept, is_archive = bytearray(), False
    with archive.open(part) as opened:
        pieces = counted(_pieces(opened), budget, Growth(part.compress_size))
        for no, piece in enumerate(pieces):
            is_archive = is_archive or (no == 0 and piece.startswith(b"PK\x03\x04"))
            if is_archive:
                kept += piece
            if is_text:
                _search(inside[-OVERLAP:] + piece)
                inside = piece
    if part.filename == MANIFEST and b"encryption-data" in _start(archive, MANIFEST):
        raise Refused(Reason.ENCRYPTED)
    if is_archive:
        with zipfile.ZipFile(io.BytesIO(bytes(kept))) as nested:
            _walk(nested, budget, depth + 1)


def _pieces(opened: IO[bytes]) -> Iterator[bytes]:
    while piece := opened.read(PIECE):
        yield piece


def _search(text: bytes) -> None:
    """Nothing that declares entities, nothing that starts something; UTF-16 is read as well."""
    plain = text.replace(b"\0", b"")
    if DECLARES.search(plain):
        raise Refused(Reason.BOMB)
    if STARTS.search(plain):
        raise Refused(Reason.MACROS)
