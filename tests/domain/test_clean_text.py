"""Text comes in in one spelling, and holds nothing that is not seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.wording import HIDDEN, clean_text, foreign_letters

ANY = st.text(st.characters(exclude_categories=()))


@given(ANY)
def test_what_is_clean_stays_and_nothing_hidden_is_left(text):
    told = clean_text(text)

    assert clean_text(told) == told
    assert unicodedata.is_normalized("NFC", told)
    assert not [sign for sign in told if unicodedata.category(sign) in HIDDEN - {"Cc"}]
    assert not [
        sign for sign in told if unicodedata.category(sign) == "Cc" and sign not in "\t\n\r"
    ]
    told.encode()


@pytest.mark.parametrize(("typed", "kept"), [
    ("Yayasan\u202e nakaY", "Yayasan nakaY"), ("KP\u200bU", "KPU"), ("\ufeffKPU", "KPU"),
    ("a\u0301", "á"), ("a\x00b", "ab"), ("\ud800x", "x"),
    ("baris\u2028dua\r\n\tx", "baris\ndua\r\n\tx"),
    ("e\u2066x\u2069", "ex"), ("tak\u00adkah", "takkah"), ("\U000e0041x", "x"),
    ("Jumʿah 😀", "Jumʿah 😀"),
])  # fmt: skip
def test_direction_marks_and_signs_of_no_width_go(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize(("name", "strange"), [
    ("Yаyasan", "а"), ("ΚPU", "Κ"), ("Yayasan", ""), ("Café Ñandú", ""), ("Яндекс", ""),
    ("PT 12", ""),
])  # fmt: skip
def test_letters_that_only_look_latin_are_named(name, strange):
    assert foreign_letters(name) == strange
