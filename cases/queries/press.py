"""The turns with which an article is compared inside, and the quotations that were kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max, Min, QuerySet

from cases.domain.transcripts import LINES_PER_PAGE
from cases.models import Dispute, Edition, EditionLine, ReportedQuote, Utterance
from cases.queries.stances import AT, words_of

Place = tuple[Edition, tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a frozen hearing with its standing words and where they are printed."""

    utterance: Utterance
    text: str
    place: Place


def turns_of(dispute: Dispute) -> Iterator[Turn]:
    """The turns of the frozen hearings of a dispute, in their order; four queries."""
    turns = list(words_of(dispute))
    places = places_of({turn.pk for turn in turns})
    for turn in turns:
        latest = next(iter(turn.revisions.all()), None)
        if latest is not None and turn.pk in places:
            yield Turn(turn, latest.text, places[turn.pk])


def places_of(turns: set[int]) -> dict[int, Place]:
    """Where turns are printed in the latest edition of their hearings."""
    lines = EditionLine.objects.filter(utterance__in=turns).order_by()
    printed = list(lines.values("utterance", "edition").annotate(first=Min(AT), last=Max(AT)))
    editions = Edition.objects.filter(pk__in={row["edition"] for row in printed})
    known = {one.pk: one for one in editions.select_related("hearing")}
    latest = sorted(printed, key=lambda row: known[row["edition"]].no)
    return {
        row["utterance"]: (known[row["edition"]], _line(row["first"]), _line(row["last"]))
        for row in latest
    }


def kept_in(dispute: Dispute) -> QuerySet[ReportedQuote]:
    """The quotations that were kept for a dispute, the latest first."""
    rows = ReportedQuote.objects.filter(article__dispute=dispute)
    return rows.select_related("article", "utterance__hearing").order_by(
        "-article__written_at", "-article", "start"
    )


def _line(at: int) -> tuple[int, int]:
    page, line = divmod(at - 1, LINES_PER_PAGE)
    return page, line + 1
