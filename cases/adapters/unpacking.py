"""All words inside a file, wherever it keeps them: for drills that search what has left.

Nothing here reads what a stranger brought; that is ``adapters/inspection``, in a child process.
"""

from __future__ import annotations

import gzip
import io
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from types import MappingProxyType

import pikepdf
import pypdfium2

DEEPEST = 4  # a workbook in an archive in a paper, and one more
TAG = re.compile(r"<[^>]*>")


def words_in(content: bytes, depth: int = 0) -> str:
    """The text of a file and of all that lies inside it, in no order.

    Reads PDF (pages, properties, XMP, attachments, every stream), ZIP and what is one (DOCX,
    XLSX), gzip, SQLite and Parquet; anything else is taken as text. What cannot be opened, or
    lies deeper than four layers, is taken as it stands.
    """
    told = content.decode("utf-8", "replace")
    if depth > DEEPEST:
        return told
    for mark, opened in OPENERS.items():
        if content.startswith(mark):
            inner = (words_in(part, depth + 1) for part in opened(content))
            return "\n".join([told, *inner])
    if told.lstrip().startswith("<"):  # words may be parted by marks of their own
        return told + "\n" + TAG.sub("", told)
    return told


def _pdf(content: bytes) -> Iterator[bytes]:
    with closing(pypdfium2.PdfDocument(content)) as pages:
        for page in pages:
            with closing(page), closing(page.get_textpage()) as text:
                yield text.get_text_bounded().encode("utf-8", "replace")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield str(dict(pdf.docinfo.items())).encode()
        yield from (one.get_file().read_bytes() for one in pdf.attachments.values())
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                yield _stream(thing)


def _stream(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture that is not inflated
        return stream.read_raw_bytes()


def _archive(content: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            yield entry.filename.encode() + b"\n" + entry.comment
            yield archive.read(entry)


def _packed(content: bytes) -> Iterator[bytes]:
    yield gzip.decompress(content)


def _base(content: bytes) -> Iterator[bytes]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(content)
        yield "\n".join(base.iterdump()).encode()


def _columns(content: bytes) -> Iterator[bytes]:
    from pyarrow import parquet  # noqa: PLC0415 -- 53 MB, for drills alone

    yield str(parquet.read_table(io.BytesIO(content)).to_pylist()).encode()


OPENERS: Mapping[bytes, Callable[[bytes], Iterator[bytes]]] = MappingProxyType(
    {
        b"%PDF-": _pdf,
        b"PK\x03\x04": _archive,
        b"\x1f\x8b": _packed,
        b"SQLite format 3\x00": _base,
        b"PAR1": _columns,
    }
)
