"""The words of a turn: how two wordings differ, and when each word that stayed was heard.

A piece is a word with the blanks behind it, so that all pieces together are the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from cases.domain.captions import Word

PIECE = re.compile(r"\s*\S+\s*|\s+")
MARKS = re.compile(r"^\W+|\W+$")


class RunKind(StrEnum):
    """What became of some words between two wordings."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand next to each other and fared alike; ``old`` or ``new`` may be empty."""

    kind: RunKind
    old: str
    new: str


def pieces(text: str) -> list[str]:
    """The words of a text with their blanks; joined, they are the text."""
    return PIECE.findall(text)


def difference(old: str, new: str) -> tuple[Run, ...]:
    """How one wording becomes the other, word by word; all ``old`` joined are the old text."""
    before, after = pieces(old), pieces(new)
    matcher = SequenceMatcher(
        None, [one.strip() for one in before], [one.strip() for one in after], autojunk=False
    )
    return tuple(
        Run(RunKind(tag), "".join(before[a:b]), "".join(after[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
    )


def realigned(heard: Sequence[Word], text: str) -> tuple[Word, ...]:
    """The words of a text, each with what is known of when it was heard.

    A word that stayed keeps time and probability, whatever marks stand around it. Words put in
    the place of as many others keep their times; how sure the recogniser was is said of its own
    words alone. Times never run back where they did not before.
    """
    written = text.split()
    before = [bare(word.text) for word in heard]
    after = [bare(word) for word in written]
    if before == after:
        return tuple(replace(w, text=t) for w, t in zip(heard, written, strict=True))
    found = [Word(word) for word in written]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            for own, place in zip(heard[a:b], range(c, d), strict=True):
                found[place] = replace(own, text=written[place])
        elif tag == "replace" and b - a == d - c:
            for own, place in zip(heard[a:b], range(c, d), strict=True):
                found[place] = Word(written[place], own.start_ms, own.end_ms)
    return tuple(found)


def confirmed(words: Sequence[Word], places: Collection[int]) -> tuple[Word, ...]:
    """The words of which those at some places were listened to and found right."""
    return tuple(
        replace(word, is_sure=True) if place in places else word
        for place, word in enumerate(words)
    )


def cut(text: str, at: int) -> tuple[str, str]:
    """A text in two, before the word at that place; no word is lost."""
    words = re.findall(r"\S+\s*", text)
    return "".join(words[:at]).rstrip(), "".join(words[at:]).rstrip()


@lru_cache(maxsize=65_536)
def bare(word: str) -> str:
    """A word as it is compared: in small letters, without marks around it."""
    return MARKS.sub("", word.casefold()) or word
