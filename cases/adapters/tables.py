"""Tables that people bring, as rows of text, and tables that they take away.

A cell that a spreadsheet would take for a formula is told as the words it is.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cases.domain.errors import CaseError

ENCODINGS = ("utf-8-sig", "cp1252")  # as spreadsheets save them here
DELIMITERS = (",", ";", "\t")
ROWS_AT_MOST = 20_000

Cell = str | int | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_000  # a spreadsheet takes 32,767 signs
NARROWEST, WIDEST = 10, 60  # of a column, in signs
DAY_FORMAT = "yyyy-mm-dd"
COLUMNS_AT_MOST = 200
ARCHIVE = b"PK\x03\x04"
UNPACKED_AT_MOST = 300 * 1024 * 1024  # bytes of a workbook in all its parts
PARTS_AT_MOST = 2_000
BROKEN_BOOK = "Berkas XLSX ini rusak atau tidak terbaca."

Sheet = tuple[tuple[str, ...], ...]


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


def read_sheet(content: bytes, *, sheet: str = "") -> Sheet:
    """Every row of a CSV or XLSX file as words, blank ones too.

    Of a workbook the first sheet, or a named one. A formula is told by its value, a day as
    ``2019-01-14 00:00:00``; a whole number has no decimals, so that both kinds of file give
    the same words.

    Raises:
        UnreadableTable: it is neither, is broken, or too large.
    """
    rows = _workbook_rows(content, sheet) if content.startswith(ARCHIVE) else _csv_rows(content)
    found = tuple(islice(rows, ROWS_AT_MOST + 2))
    if len(found) > ROWS_AT_MOST + 1:
        raise UnreadableTable(f"Paling banyak {ROWS_AT_MOST} baris sekali impor.")
    if not any(any(row) for row in found):
        raise UnreadableTable("Berkas ini tidak memuat satu baris pun.")
    return found


def _csv_rows(content: bytes) -> Iterator[tuple[str, ...]]:
    text = _text(content)
    first = "\n".join(text.split("\n", 5)[:5])
    delimiter = max(DELIMITERS, key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield _words(row)
    except csv.Error as fault:
        raise UnreadableTable(f"Berkas tidak terbaca sebagai CSV: {fault}.") from None


def _workbook_rows(content: bytes, sheet: str) -> Iterator[tuple[str, ...]]:
    """The rows of one sheet, read piece by piece."""
    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        names = [one.title for one in book.worksheets]
    except Exception as broken:  # a stranger's file breaks openpyxl in any way
        raise UnreadableTable(BROKEN_BOOK) from broken
    if not names or (sheet and sheet not in names):
        raise UnreadableTable(f"Lembar {sheet or 'pertama'} tidak ada dalam berkas ini.")
    try:
        found = book[sheet or names[0]]
        found.reset_dimensions()  # what the file says of its size is often wrong
        for row in found.iter_rows(values_only=True):
            yield _words(_as_words(cell) for cell in row)
    except Exception as broken:
        raise UnreadableTable(BROKEN_BOOK) from broken


def _check_archive(content: bytes) -> None:
    """Refuse what unpacks beyond measure; no part gives more than its head declares."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        raise UnreadableTable(BROKEN_BOOK) from None
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > PARTS_AT_MOST or unpacked > UNPACKED_AT_MOST:
        raise UnreadableTable("Isi berkas ini mengembang jauh melampaui batas.")


def _as_words(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _words(row: Iterable[str]) -> tuple[str, ...]:
    """The cells of a row up to the last one that says something."""
    cells = islice(row, COLUMNS_AT_MOST)
    told = [UNPRINTABLE.sub("", cell).strip()[:LONGEST_CELL] for cell in cells]
    while told and not told[-1]:
        told.pop()
    return tuple(told)


def _text(content: bytes) -> str:
    if b"\0" in content:
        raise UnreadableTable("Berkas ini bukan teks CSV.")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableTable("Berkas ini bukan teks CSV.")


def write_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as CSV: UTF-8 with its mark, days as ISO, and nothing that is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_plain(name) for name in head])
    writer.writerows([_told(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """A table as a workbook of one sheet: its head stays in sight, days are days."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = re.sub(r"[\\/*?:\[\]]", " ", title)[:31]
    table: list[list[Cell]] = [[_kept(cell) for cell in row] for row in (head, *rows)]
    for no, row in enumerate(table, start=1):
        for place, cell in enumerate(row, start=1):
            _put(sheet, no, place, cell)
    _dress(sheet, table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Worksheet, row: int, column: int, told: Cell) -> None:
    cell = sheet.cell(row=row, column=column, value=told)
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(told, str))
    if isinstance(told, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
    elif isinstance(told, date):
        cell.number_format = DAY_FORMAT


def _dress(sheet: Worksheet, table: Sequence[Sequence[Cell]]) -> None:
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, column in enumerate(zip(*table, strict=True), start=1):
        longest = max(len(_told(cell)) for cell in column)
        width = min(max(longest + 2, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(place)].width = width


def _told(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _plain(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _kept(cell: Cell) -> Cell:
    return _plain(cell) if isinstance(cell, str) else cell


def _plain(text: str) -> str:
    """Words as words: without signs that no sheet holds, and never the start of a formula."""
    bare = UNPRINTABLE.sub("", text)[:LONGEST_CELL]
    is_formula = bare.startswith(FORMULA) or bare.lstrip().startswith(FORMULA)
    return f"'{bare}" if is_formula else bare
