"""Words of an article or a turn as they are compared: without case, accents or punctuation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
# Words that an editor put into a quotation, and nobody spoke.
INSERTED = re.compile(r"\[[^\[\]]{0,200}\]|\([^()]{0,200}\)")
OMITTED = re.compile(r"\.{3,}|…")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands in its text, in characters."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, without accents."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in flat if not unicodedata.combining(sign))


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in their order."""
    return tuple(
        Word(fold(found[0]), found.start(), found.end()) for found in WORD.finditer(text)
    )


def spoken(quote: str) -> str:
    """A quotation without what an editor put into it, each letter in its place."""
    return INSERTED.sub(lambda found: " " * len(found[0]), quote)


def is_shortened(quote: str) -> bool:
    """Whether a quotation says itself that something is left out."""
    return bool(OMITTED.search(quote))
