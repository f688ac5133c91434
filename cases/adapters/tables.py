"""Tables that people bring: bytes in, rows of text out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from cases.domain.errors import CaseError

ENCODINGS = ("utf-8-sig", "cp1252")  # as spreadsheets save them here
DELIMITERS = (",", ";", "\t")
ROWS_AT_MOST = 20_000


class UnreadableTable(CaseError):
    """The file is no table of text, or has no head."""

    code = "unreadable_table"


def read_csv(content: bytes) -> tuple[Mapping[str, str], ...]:
    """The rows of a CSV file by the names of its columns, in lower case and without blanks.

    Raises:
        UnreadableTable: it is not text, has no head, a column twice, or too many rows.
    """
    text = _text(content)
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        head = [name.strip().lower() for name in next(rows, [])]
        if not any(head) or len(set(head)) != len(head):
            raise UnreadableTable(
                "Baris pertama harus berisi nama kolom, masing-masing sekali."
            )
        found = [
            dict(zip(head, (cell.strip() for cell in row), strict=False))
            for row in rows
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as fault:
        raise UnreadableTable(f"Berkas tidak terbaca sebagai CSV: {fault}.") from None
    if len(found) > ROWS_AT_MOST:
        raise UnreadableTable(f"Paling banyak {ROWS_AT_MOST} baris sekali impor.")
    return tuple(found)


def _text(content: bytes) -> str:
    if b"\0" in content:
        raise UnreadableTable("Berkas ini bukan teks CSV.")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableTable("Berkas ini bukan teks CSV.")
