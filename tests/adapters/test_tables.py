"""Tables that people bring: as spreadsheets of this country save them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
