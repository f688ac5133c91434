"""An article against the record: each quotation with its turn, its score, its differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases.domain.press.attributions import Around
from cases.domain.press.differences import Difference, differences
from cases.domain.press.matching import Match, Record, Said
from cases.domain.press.quotations import Quotation, quotations
from cases.domain.press.words import words

LONGEST_ARTICLE = 200_000  # characters
MOST_QUOTATIONS = 2_000
FEWEST_WORDS = 3  # of words between marks that nobody is said to have spoken


@dataclass(frozen=True, slots=True)
class Compared:
    """A quotation with the turn that it renders; ``match`` is None where the record has none.

    ``on`` is the day that is told beside it, as written, or empty.
    """

    quotation: Quotation
    speaker: str
    on: str
    match: Match | None
    differences: tuple[Difference, ...]


def compare(article: str, turns: Sequence[Said]) -> tuple[Compared, ...]:
    """Lay every quotation of an article beside the turns of a record, in its order.

    Words between marks that are too few to be found and given to nobody are names and irony,
    and no quotation; what is retold without being found is left out too.
    """
    article = article[:LONGEST_ARTICLE]
    record, around = Record(turns), Around(article)
    names = sorted({turn.speaker for turn in turns if turn.speaker})
    found, after = [], None
    for quotation in quotations(article)[:MOST_QUOTATIONS]:
        by = around.attribution(quotation)
        match = record.find(quotation, after)
        if match is None and not _is_quotation(quotation, by.speaker):
            continue
        told = differences(quotation, by, match, names) if match else ()
        found.append(
            Compared(quotation, by.speaker, by.on.told() if by.on else "", match, told)
        )
        after = match.said if match else after
    return tuple(found)


def _is_quotation(quotation: Quotation, speaker: str) -> bool:
    if not quotation.is_direct:
        return False
    return bool(speaker) or len(words(quotation.text)) >= FEWEST_WORDS


__all__ = ["LONGEST_ARTICLE", "Compared", "Said", "compare"]
