"""Passwords that are guessed by who knows the house."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.domain.accounts import LEFT_AT_LEAST, OUR_WORDS, is_made_of_our_words


@pytest.mark.parametrize("guessed", [
    "sidang-terbuka", "Komisi Informasi 2026", "kata_sandi.panitera", "PPIDppid12345",
    "qwertyuiop12", "123456789012", "lkjhgfdsa-987654", "aaaaaaaaaaaaaaaa",
])  # fmt: skip
def test_a_password_of_our_words_is_told_however_it_is_written(guessed):
    assert is_made_of_our_words(guessed)


@pytest.mark.parametrize(
    "fine", ["sandi-baru-yang-panjang", "hujan turun di kebun raya", "x7Kq0pZ!w"]
)
def test_a_password_with_words_of_its_own_is_left_alone(fine):
    assert not is_made_of_our_words(fine)


# Letters of nobody's words, and no sign four times in a row, which counts for nothing either.
OWN = st.text("xqz0", max_size=12).filter(lambda told: not re.search(r"(.)\1{3}", told))


@settings(max_examples=30)
@given(st.lists(st.sampled_from(OUR_WORDS), max_size=4), OWN)
def test_what_counts_is_what_is_left_beside_our_words(words, own):
    typed = own + "-".join(words).upper()

    assert is_made_of_our_words(typed) == (len(own) < LEFT_AT_LEAST)
