"""Words that the recogniser was not sure of, in the order in which they are listened to.

Names of bodies first, then numbers of provisions, then money, then all others; within each the
least likely first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from cases.domain.captions import Word
from cases.domain.correcting.table import TABLE
from cases.domain.correcting.words import bare

NEAR = 3  # words between "pasal" and its number, or a number and "rupiah"
SHORTEST_NAME = 3  # letters of a word by which a body is known


class Risk(IntEnum):
    """What a misheard word may do in law; the lowest comes first."""

    BODY = 1
    ARTICLE = 2
    MONEY = 3
    OTHER = 4


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful word: ``place`` counts the words of its turn from nought."""

    turn: int
    position: Decimal
    place: int
    text: str
    probability: float
    risk: Risk
    start_ms: int | None = None
    before: str = ""
    after: str = ""


def bodies_of(names: Iterable[str]) -> frozenset[str]:
    """The words by which the bodies of a hearing are known."""
    words = (bare(word) for name in names for word in name.split())
    return frozenset(word for word in words if len(word) > SHORTEST_NAME)


def doubts_of(
    words: Sequence[Word],
    *,
    turn: int,
    position: Decimal,
    confirmed: Collection[int] = (),
    bodies: Collection[str] = (),
) -> list[Doubt]:
    """The words of one turn that somebody has to listen to, in their order.

    A word that a person confirmed, or that nobody gave a probability, is none of them.
    """
    doubtful = [
        place
        for place, word in enumerate(words)
        if word.probability is not None
        and word.probability < TABLE.doubtful_below
        and not word.is_sure
        and place not in confirmed
    ]
    if not doubtful:
        return []
    told = [bare(word.text) for word in words]
    return [
        Doubt(
            turn,
            position,
            place,
            words[place].text,
            words[place].probability or 0.0,
            risk_of(told, place, bodies),
            words[place].start_ms,
            " ".join(word.text for word in words[max(0, place - NEAR) : place]),
            " ".join(word.text for word in words[place + 1 : place + 1 + NEAR]),
        )
        for place in doubtful
    ]


def risk_of(told: Sequence[str], place: int, bodies: Collection[str] = ()) -> Risk:
    """What is at stake at one place of bare words."""
    word = told[place]
    before, after = told[max(0, place - NEAR) : place], told[place + 1 : place + 1 + NEAR]
    if word in TABLE.bodies or word in bodies:
        return Risk.BODY
    is_number = word in TABLE.numerals or any(letter.isdigit() for letter in word)
    if word in TABLE.articles or (is_number and TABLE.articles & {*before}):
        return Risk.ARTICLE
    if word in TABLE.money or (word.startswith("rp") and is_number):
        return Risk.MONEY
    if is_number and TABLE.money & {*before, *after}:
        return Risk.MONEY
    return Risk.OTHER


def in_order(doubts: Iterable[Doubt]) -> list[Doubt]:
    """The queue: what weighs most first, then what is least likely."""
    return sorted(doubts, key=lambda one: (one.risk, one.probability, one.position, one.place))
