"""Who asked and who answered in a published transcript, and where words are found in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.db.models import Q

from cases.domain.admissions import UNANSWERED
from cases.domain.search import Kind, read
from cases.domain.transcripts import UtteranceKind
from cases.models import PublicEntry, PublicHearingPlace, PublicUtterance
from cases.queries.public import engine
from cases.queries.public.engine import Written, later
from cases.queries.public.reader import Transcript, utterances
from cases.queries.public.shelves import shelf

MOST = 2000  # hits that are counted


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A question, or what replied to one, and where it begins."""

    number: int
    is_question: bool
    replies_to: int | None
    page: int
    line: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class InsideHit:
    """A turn in which sought words stand."""

    number: int
    page: int
    line: int
    last_page: int
    last_line: int


def dialogue(transcript: Transcript) -> tuple[Exchanged, ...]:
    """Every question and every reply of a transcript, in their order. One query."""
    rows = _exchanges().rows(transcript.hearing.pk)
    return tuple(
        Exchanged(
            number,
            kind == UtteranceKind.QUESTION,
            replies_to,
            page,
            line,
            fate in UNANSWERED if fate else False,
        )
        for number, kind, replies_to, page, line, fate in rows
    )


@cache
def _exchanges() -> Written:
    spoken = Q(kind=UtteranceKind.QUESTION) | Q(replies_to__isnull=False)
    rows = shelf(PublicUtterance).filter(spoken, hearing=later(0)).order_by("number")
    return Written(rows.values_list("number", "kind", "replies_to", "page", "line", "fate"))


def found_inside(transcript: Transcript, told: str) -> tuple[InsideHit, ...]:
    """The turns that hold every word that was told, or words that begin so. One query."""
    asked = read(told, by_root=False)
    sought = engine.meant(asked.parts, asked)
    if sought is None:
        return ()
    hearing = transcript.edition.hearing_id
    served = shelf(PublicHearingPlace).filter(hearing=hearing).values("dispute")
    entries = shelf(PublicEntry).filter(
        engine.holds(sought), dispute__in=served, kind=Kind.UTTERANCE, place=hearing
    )
    rows = utterances(transcript).filter(number__in=entries.values("number"))
    places = rows.values_list("number", "page", "line", "last_page", "last_line")
    return tuple(InsideHit(*place) for place in places[:MOST])
