"""A letter on paper and as a file to edit say the same."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document as WordFile

from cases.adapters import letters
from cases.domain import letters as rules
from tests.domain.test_letters import DAY, FACTS

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
