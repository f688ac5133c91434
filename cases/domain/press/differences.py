"""In what a quotation differs from the words that it renders; said, and not judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz

from cases.domain.press.attributions import Attribution
from cases.domain.press.dates import FIGURES, WRITTEN, days
from cases.domain.press.matching import Match
from cases.domain.press.numbers import numbers
from cases.domain.press.quotations import Quotation
from cases.domain.press.words import fold, is_shortened, spoken, words

MOST_WORDINGS = 8
SAME_NAME = 84  # of 100: Syawaludin and Syawaluddin
SHORTEST_NAME = 4
TITLES = frozenset(
    {
        *("anggota", "ketua", "majelis", "komisi", "komisioner", "informasi", "pusat"),
        *("panitera", "pengganti", "wakil", "perwakilan", "kuasa", "hukum", "pemohon"),
        *("termohon", "tenaga", "ahli", "staf", "direktur", "jenderal", "umum", "saksi"),
        *("lembaga", "pihak", "badan", "publik", "negara", "republik", "indonesia"),
        *("pemilihan", "juru", "bicara", "sidang", "yang", "mereka", "kami", "panel"),
        *("hakim", "atas", "nama", "dari"),
    }
)


Step = tuple[str, int, int, int, int]  # of difflib: what to do, where, and where


class DifferenceKind(StrEnum):
    """In what a report can differ."""

    SPEAKER = "speaker"
    WORDING = "wording"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Difference:
    """What is reported, and what stands in the record; either may be empty."""

    kind: DifferenceKind
    reported: str
    recorded: str

    def told(self) -> dict[str, str]:
        """As JSON holds it."""
        return {"kind": self.kind.value, "reported": self.reported, "recorded": self.recorded}


def differences(
    quotation: Quotation, by: Attribution, match: Match, names: Collection[str]
) -> tuple[Difference, ...]:
    """Every difference of one quotation. ``names``: all who speak in the record."""
    told = [*_speaker(by.speaker, match, names), *_dates(quotation, by, match)]
    told += _numbers(quotation, match)
    if quotation.is_direct:
        told += _wording(quotation, match)
    return tuple(told)


def _speaker(reported: str, match: Match, names: Collection[str]) -> Iterator[Difference]:
    """Somebody else of the record is named, or somebody whom the record does not know; a bare
    office is compared with nothing.
    """
    said = match.said
    if not reported or not said.speaker or _is_named(said.speaker, reported):
        return
    others = (name for name in names if name != said.speaker and _is_named(name, reported))
    if next(others, None) is None and not _own_names(reported):
        return
    yield Difference(DifferenceKind.SPEAKER, reported, said.speaker)


def _own_names(told: str) -> list[str]:
    """The words of a name that are no office: long enough, and written with a capital."""
    return [
        fold(word)
        for word in re.findall(r"[^\W\d_]+", told)
        if len(word) >= SHORTEST_NAME and word[0].isupper() and fold(word) not in TITLES
    ]


def _is_named(name: str, told: str) -> bool:
    """Whether one of the words of a name stands in what is told, however it is spelled."""
    wanted = [fold(word) for word in re.findall(r"[^\W\d_]+", name)]
    wanted = [word for word in wanted if len(word) >= SHORTEST_NAME and word not in TITLES]
    found = [word.folded for word in words(told)]
    return any(fuzz.ratio(one, other) >= SAME_NAME for one in wanted for other in found)


def _dates(quotation: Quotation, by: Attribution, match: Match) -> Iterator[Difference]:
    on = match.said.on
    if by.on is not None and not by.on.names(on):
        yield Difference(DifferenceKind.DATE, by.on.told(), f"{on:%d-%m-%Y}")
    recorded = days(match.said.text)
    for day in days(quotation.text):
        same = [one for one in recorded if (one.day, one.month) == (day.day, day.month)]
        years = {one.year for one in same}
        if not same or (day.year and None not in years and day.year not in years):
            told = ", ".join(one.told() for one in recorded)
            yield Difference(DifferenceKind.DATE, day.told(), told)


def _numbers(quotation: Quotation, match: Match) -> Iterator[Difference]:
    """The numbers that are reported and do not stand in the turn, days left out."""
    recorded = Counter(one.value for one in numbers(_without_days(match.said.text)))
    excerpt = ", ".join(one.raw for one in numbers(_without_days(match.excerpt)))
    for number in numbers(_without_days(spoken(quotation.text))):
        if recorded[number.value] > 0:
            recorded[number.value] -= 1
        else:
            yield Difference(DifferenceKind.NUMBER, number.raw, excerpt)


def _without_days(text: str) -> str:
    return FIGURES.sub(" ", WRITTEN.sub(" ", text))


def _wording(quotation: Quotation, match: Match) -> Iterator[Difference]:
    """The words that were put in place of others, added or left out, the first of them."""
    quote, excerpt = spoken(quotation.text), match.excerpt
    told, recorded = words(quote), words(excerpt)
    steps = SequenceMatcher(
        None, [one.folded for one in told], [one.folded for one in recorded], autojunk=False
    ).get_opcodes()
    if is_shortened(quotation.text):
        steps = [step for step in steps if step[0] != "insert"]
    for first, last, start, end in _changes(steps, is_part=match.is_part)[:MOST_WORDINGS]:
        here = quote[told[first].start : told[last - 1].end] if last > first else ""
        there = excerpt[recorded[start].start : recorded[end - 1].end] if end > start else ""
        yield Difference(DifferenceKind.WORDING, here, there)


def _changes(steps: Sequence[Step], *, is_part: bool) -> list[tuple[int, int, int, int]]:
    """Where words differ; of the words around an excerpt, only those that others replace."""
    told = []
    for no, (name, first, last, start, end) in enumerate(steps):
        size, is_edge = last - first, is_part and no in {0, len(steps) - 1}
        if name == "equal" or (name == "insert" and is_edge):
            continue
        if is_edge and no == 0:
            start = max(start, end - size)  # noqa: PLW2901 -- the edge is cut where it is met
        elif is_edge:
            end = min(end, start + size)  # noqa: PLW2901 -- the edge is cut where it is met
        told.append((first, last, start, end))
    return told
