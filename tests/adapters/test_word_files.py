"""Files for word processors: long ones are written paragraph by paragraph."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from docx import Document

from cases.adapters import word_files

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def written(*texts):
    """A file with these words between a heading and an end, read back by python-docx."""
    file = word_files.blank("Berkas", "X", made_at=NOW)
    word_files.add_heading(file, "Awal", level=1)
    word_files.add_place(file)
    word_files.add_text(file, "Akhir")
    style = word_files.style_told("Normal")
    told = (word_files.paragraph(style, [word_files.run(text, look="b")]) for text in texts)
    return Document(io.BytesIO(word_files.content_of(file, told)))


def test_paragraphs_stand_where_their_place_was_kept():
    file = written("satu", "dua")

    assert [one.text for one in file.paragraphs] == ["Awal", "satu", "dua", "Akhir"]
    assert file.paragraphs[1].runs[0].bold


def test_words_stay_what_they_were_whatever_signs_are_in_them():
    hostile = ('<w:t>&"x"</w:t>', "  tepi  ", "1:2\t3.\t", "]]>", "")

    file = written(*hostile)

    assert [one.text for one in file.paragraphs[1:-1]] == list(hostile)


def test_a_file_without_a_place_is_written_as_it_is():
    file = word_files.blank("Berkas", "X", made_at=NOW)
    word_files.add_text(file, "Isi")

    made = word_files.content_of(file)

    assert [one.text for one in Document(io.BytesIO(made)).paragraphs] == ["Isi"]
