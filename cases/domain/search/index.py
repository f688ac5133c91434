"""The words by which something is found, as one line of marked words for any engine.

Every word begins with a mark that says what it is, so that no engine mistakes it for a number,
an address or an operator: ``x`` a word as it was said, ``s`` its root where that is another
word, ``a`` of an applicant, ``b`` of a respondent, ``r`` a piece of a register number, ``f`` a
property of a dispute, ``z`` a wall that no phrase passes. Every entry ends with words by
which few are read where many might answer: ``p`` two words that stand side by side, ``g`` a
property of its dispute, ``d`` its year, and its month. Pairs and properties are told by few
signs, so that others may bear the same; what they find is looked at again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b

from cases.domain.publication.folding import fold, fold_number
from cases.domain.search.stems import KEPT, stem

WALL = "z"
LONGEST_WORD = 40  # letters
# What a PostgreSQL text vector holds: places up to 16,383, and 256 of one word. What is beyond
# is left out for every engine, so that all find the same.
MOST_WORDS = 16_000
MOST_OF_ONE = 255
SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
SIGNS_OF_A_PAIR, SIGNS_OF_A_PROPERTY = 3, 5


class Kind(StrEnum):
    """What can be found."""

    DISPUTE = "dispute"
    UTTERANCE = "utterance"
    ADMISSION = "admission"
    DECISION = "decision"
    DOCUMENT = "document"


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, each as long as an index keeps it."""
    return tuple(word[:LONGEST_WORD] for word in fold(text).split())


@lru_cache(maxsize=KEPT)
def said(word: str) -> tuple[str, ...]:
    """One word as the index has it: itself, then its root where that is another."""
    root = stem(word)
    return (f"x{word}",) if root == word else (f"x{word}", f"s{root}")


def line(texts: Iterable[str], *, more: Iterable[str] = ()) -> str:
    """The line of these texts and of words that are marked already, then its pairs."""
    told = list(_told(texts, more))
    if len(told) > MOST_OF_ONE:
        told = list(_held(told))
    return " ".join((*told, *dict.fromkeys(_pairs(told))))


def named(mark: str, names: Iterable[str]) -> Iterator[str]:
    """Names of a side, each behind a wall."""
    for name in names:
        yield from (f"{mark}{word}" for word in words(name))
        yield WALL


def numbered(numbers: Iterable[str]) -> Iterator[str]:
    """Register numbers in every way they may be typed."""
    for number in numbers:
        yield from (f"r{piece[:LONGEST_WORD]}" for piece in fold_number(number).split())
        yield WALL


def trait(name: str, value: str) -> str:
    """A property and its value as one word; no two values give the same."""
    told = re.sub(r"[^0-9a-y]", lambda sign: f"z{ord(sign[0]):x}z", value)
    return f"f{name.replace('_', '')}q{told}"


def pair(word: str, after: str) -> str:
    """Two folded words that stand side by side, as one word."""
    return f"p{_signs(f'{word} {after}', SIGNS_OF_A_PAIR)}"


def of_property(name: str, value: str) -> str:
    """A property that the dispute of an entry has, as one word."""
    return f"g{_signs(f'{name} {value}', SIGNS_OF_A_PROPERTY)}"


def year(on: date) -> str:
    """The year of an entry, as one word."""
    return f"d{on.year:04}"


def month(on: date) -> str:
    """The month of an entry, as one word."""
    return f"d{on.year:04}{on.month:02}"


@lru_cache(maxsize=KEPT)
def _signs(told: str, count: int) -> str:
    """So many signs for any text, the same at all times."""
    number = int.from_bytes(blake2b(told.encode(), digest_size=8).digest())
    return "".join(SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(count))


def _pairs(told: Iterable[str]) -> Iterator[str]:
    """The pairs of words as they were said, between walls; roots stand in no pair."""
    before = ""
    for word in told:
        if word.startswith("x"):
            if before:
                yield pair(before, word[1:])
            before = word[1:]
        elif not word.startswith("s"):
            before = ""


def _told(texts: Iterable[str], more: Iterable[str]) -> Iterator[str]:
    yield from more
    for text in texts:
        for word in words(text):
            yield from said(word)
        yield WALL


def _held(told: Iterable[str]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for place, word in enumerate(told):
        if place >= MOST_WORDS:
            return
        seen[word] += 1
        yield word if seen[word] <= MOST_OF_ONE else WALL
