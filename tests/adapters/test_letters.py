"""A letter on paper and as a file to edit say the same."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document as WordFile
from pypdf import PdfReader

from cases.adapters import letters
from cases.domain import letters as rules
from tests.domain.test_letters import DAY, FACTS, LISTED

LETTER = rules.objection(FACTS, dated_on=DAY)


def test_the_file_to_edit_holds_every_word_in_its_order():
    made = letters.render(LETTER, letters.DOCX, identity="BCDFGHJK")

    told = [one.text for one in WordFile(io.BytesIO(made)).paragraphs]
    expected = [LETTER.subject, *LETTER.paragraphs, *LETTER.items, *LETTER.after]
    assert [text for text in told if text in expected] == expected
    assert any("Jakarta, 1 April 2024" in text for text in told)


def test_odd_words_are_kept_as_they_are():
    odd = replace(LETTER, after=("<b>&amp; {{ nama }} {% if %}",))

    made = letters.render(odd, letters.DOCX, identity="BCDFGHJK")

    told = [one.text for one in WordFile(io.BytesIO(made)).paragraphs]
    assert "<b>&amp; {{ nama }} {% if %}" in told


def test_a_form_that_there_is_not_is_refused():
    with pytest.raises(KeyError):
        letters.render(LETTER, "text/html", identity="BCDFGHJK")


EVIDENCE = rules.evidence_list(LISTED, dated_on=DAY)


def test_a_list_of_evidence_to_edit_has_a_real_table_whose_head_is_repeated():
    made = WordFile(io.BytesIO(letters.render(EVIDENCE, letters.DOCX, identity="BCDFGHJK")))

    listed, annexed = made.tables
    for table, told in ((listed, EVIDENCE.table), (annexed, EVIDENCE.annex)):
        rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
        assert rows == [told.columns, *told.rows]
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert not table.rows[1]._tr.xpath("w:trPr/w:tblHeader")


@pytest.mark.paper
def test_a_long_list_breaks_over_pages_and_each_has_the_head(tmp_path):
    one = LISTED.evidence[0]
    many = [replace(one, label=f"P-{no}") for no in range(1, 61)]
    letter = rules.evidence_list(replace(LISTED, evidence=many), dated_on=DAY)

    made = PdfReader(io.BytesIO(letters.render(letter, letters.PDF, identity="BCDFGHJK")))

    pages = [page.extract_text() for page in made.pages]
    listed = [text for text in pages if "Membuktikan" in text]
    annexed = [text for text in pages if "SHA-256" in text and "Membuktikan" not in text]
    assert len(listed) > 2
    assert len(annexed) > 1
    told = "".join(pages)
    assert all(f"P-{no}" in told for no in range(1, 61))
    assert "Permintaan {{ 7*7 }}" in told
    assert "49" not in listed[0].replace("P-49", "")
