"""Tables that people bring: as spreadsheets of this country save them."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cases.adapters import tables
from cases.adapters.tables import UnreadableTable


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_is_read_whatever_its_delimiter_and_encoding(delimiter, encoding):
    text = f"Nama{delimiter}Singkatan \r\n Dinas é {delimiter}DE\r\n\r\n"

    rows = tables.read_csv(text.encode(encoding))

    assert rows == ({"nama": "Dinas é", "singkatan": "DE"},)


def test_a_quoted_cell_keeps_its_delimiter_and_its_lines():
    rows = tables.read_csv(b'nama,ppid_alamat\n"Dinas A, B","Jl. Satu\nJakarta"\n')

    assert rows == ({"nama": "Dinas A, B", "ppid_alamat": "Jl. Satu\nJakarta"},)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"nama,nama\nA,B\n", b"PK\x03\x04\0\0", b"\x81\x8d"],
)
def test_what_is_no_table_of_text_is_refused_in_words(content):
    with pytest.raises(UnreadableTable, match=r"\w+ \w+"):
        tables.read_csv(content)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n\ufeff"), max_size=8)


@given(st.lists(st.tuples(CELLS.filter(str.strip), CELLS), max_size=6))
def test_what_is_written_as_csv_is_read_again(rows):
    told = io.StringIO()
    writer = csv.writer(told, quoting=csv.QUOTE_ALL)
    writer.writerow(["nama", "catatan"])
    writer.writerows(rows)

    found = tables.read_csv(told.getvalue().encode())

    assert [(row["nama"], row["catatan"]) for row in found] == [
        (name.strip(), note.strip()) for name, note in rows
    ]


# --- Tables to take away --------------------------------------------------------------------

words = st.text(st.characters(codec="utf-8"), max_size=30)
begun = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0=", "＝"])
cells = words | st.builds(str.__add__, begun, words) | st.integers(-999, 999) | st.none()


def csv_rows(body):
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def sheet_of(body):
    return load_workbook(io.BytesIO(body)).worksheets[0]


def is_formula(cell):
    return isinstance(cell, str) and cell.lstrip().startswith(
        ("=", "+", "-", "@", "＝", "＋", "－", "＠")
    )


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=5))
def test_no_word_of_a_file_is_a_formula(rows):
    told = csv_rows(tables.write_csv(["=a", "b"], rows))
    sheet = sheet_of(tables.write_xlsx(["=a", "b"], rows, title="[=]"))

    numbers = {str(cell) for row in rows for cell in row if isinstance(cell, int)}
    assert len(told) == len(rows) + 1
    assert not any(is_formula(cell) for row in told for cell in row if cell not in numbers)
    assert not any(cell[:1] in "\t\r\n" for row in told for cell in row if cell)
    for row in sheet.iter_rows():
        assert all(cell.data_type != "f" and not is_formula(cell.value) for cell in row)


def test_a_workbook_holds_days_as_days_and_keeps_its_head_in_sight():
    body = tables.write_xlsx(
        ["Nomor", "Hari terakhir"],
        [["001/II/2024", date(2024, 3, 14)], ["", None]],
        title="A/B",
    )

    sheet = sheet_of(body)
    assert sheet["B2"].is_date
    assert sheet["B2"].value.date() == date(2024, 3, 14)
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert 10 <= sheet.column_dimensions["A"].width <= 60


def test_a_csv_file_says_that_it_is_utf_8_and_tells_days_in_order():
    body = tables.write_csv(["Nomor", "Hari"], [["é, “a”\nb", date(2024, 3, 14)]])

    assert body.startswith(b"\xef\xbb\xbf")
    assert csv_rows(body)[1] == ["é, “a”\nb", "2024-03-14"]


def test_a_cell_that_no_spreadsheet_holds_is_cut_and_not_refused():
    sheet = sheet_of(tables.write_xlsx(["a"], [["x" * 40_000 + "\x00\x0b"]], title="t"))

    assert len(sheet["A2"].value) == 32_000


# -- sheets as they come -------------------------------------------------------------------


def workbook(*rows, formula="") -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    if formula:
        book.worksheets[0]["A9"] = formula
    second = book.create_sheet("Lain")
    second.append(["di lembar lain"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_told_in_the_words_of_a_csv_file():
    rows = (("NO", "TANGGAL"), (1, datetime(2019, 1, 14)), (2.0, None), ("", "09.15"))  # noqa: DTZ001

    sheet = tables.read_sheet(workbook(*rows))

    assert sheet == (
        ("NO", "TANGGAL"), ("1", "2019-01-14 00:00:00"), ("2",), ("", "09.15"),
    )  # fmt: skip
    csv = b"NO,TANGGAL\n1,2019-01-14 00:00:00\n2,\n,09.15\n"
    assert tables.read_sheet(csv) == sheet


def test_a_sheet_is_found_by_its_name():
    assert tables.read_sheet(workbook(["A"]), sheet="Lain") == (("di lembar lain",),)
    with pytest.raises(UnreadableTable, match="Tidak Ada"):
        tables.read_sheet(workbook(["A"]), sheet="Tidak Ada")


def test_a_formula_is_told_by_its_value_and_never_run():
    assert "=1+1" not in str(tables.read_sheet(workbook(["A"], formula="=1+1")))


def test_a_broken_workbook_is_refused_in_words():
    whole = workbook(["A", "B"])

    for content in (whole[:-200], b"PK\x03\x04" + b"x" * 40):
        with pytest.raises(UnreadableTable, match="rusak"):
            tables.read_sheet(content)


def test_a_workbook_that_unpacks_beyond_measure_is_never_opened(monkeypatch):
    monkeypatch.setattr(tables, "UNPACKED_AT_MOST", 1000)

    with pytest.raises(UnreadableTable, match="mengembang"):
        tables.read_sheet(workbook(["A" * 100] * 20))


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "ROWS_AT_MOST", 2)

    with pytest.raises(UnreadableTable, match="Paling banyak 2 baris"):
        tables.read_sheet(b"A\n1\n2\n3\n")
