"""The root of an Indonesian word: by Sastrawi, with corrections for words of procedure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

SHORTEST = 4  # letters; what is shorter carries no affix
KEPT = 200_000  # words whose root is remembered


@lru_cache(maxsize=KEPT)
def stem(word: str) -> str:
    """The root of one folded word; what is no word of letters is its own root."""
    if len(word) < SHORTEST or not word.isalpha():
        return word
    return _corrections().get(word) or _sastrawi().stem_word(word) or word


@cache
def _corrections() -> Mapping[str, str]:
    text = resources.files("cases.domain.data").joinpath("stems.toml").read_text("utf-8")
    return {word: root for root, words in tomllib.loads(text).items() for word in words}


@cache
def _sastrawi() -> Any:
    """The stemmer without a memory of its own, which would forget nothing."""
    return Stemmer(ArrayDictionary(StemmerFactory().get_words()))
