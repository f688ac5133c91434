"""Copies of publications: pages and archives of the web, kept as they came and never shown."""

from __future__ import annotations

import re
import shutil
import zlib
from pathlib import Path

from cases.adapters.inspection.found import Found
from cases.domain.uploads import Reason, Refused

PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
WARC, GZIP = b"WARC/1.", b"\x1f\x8b"
HTML_KIND, WARC_KIND, PACKED_KIND = "text/html", "application/warc", "application/gzip"
LOOKED_AT = 64
PIECE = 256 * 1024


def kind_of(head: bytes) -> str | None:
    """What begins so is a page, an archive of pages, a packed one, or none of them."""
    if PAGE.match(head):
        return HTML_KIND
    if head.startswith(WARC):
        return WARC_KIND
    if head.startswith(GZIP) and _unpacked(head).startswith(WARC):
        return PACKED_KIND
    return None


def look(file: Path, folder: Path, mime: str) -> Found:
    """Take a copy as it is: nothing in it is run, unpacked or shown here.

    Raises:
        Refused: a page that is no text.
    """
    if mime == HTML_KIND and _holds_zeroes(file):
        raise Refused(Reason.NOT_ALLOWED)
    shutil.copyfile(file, folder / "copy")
    return Found(mime)


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, LOOKED_AT)
    except zlib.error:
        return b""


def _holds_zeroes(file: Path) -> bool:
    with file.open("rb") as opened:
        return any(b"\0" in piece for piece in iter(lambda: opened.read(PIECE), b""))
