"""The released turns with which an article is compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from cases.domain.search.index import words
from cases.domain.transcripts import Line, short_citation
from cases.models import PublicEdition, PublicHearingPlace, PublicUtterance
from cases.queries.public import engine
from cases.queries.public.search.cases import of_disputes
from cases.queries.public.shelves import shelf

MOST_TURNS = 5_000  # of the latest hearings, where no case is named


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A released turn with its day and its place; ``address`` is the citation's path."""

    hearing: str
    number: int
    speaker: str
    role: str
    text: str
    on: date
    replies_to: int | None
    place: str
    address: str


def spoken(register: str = "") -> list[SpokenTurn]:
    """The released turns of the hearings of one register number, or of the latest hearings.

    They come in the order of their hearings. Two queries.
    """
    rows = shelf(PublicUtterance).annotate(on=F("hearing__held_on"))
    if number := engine.numbered(words(register)):
        disputes = of_disputes(number).values("dispute")
        places = shelf(PublicHearingPlace).filter(dispute__in=disputes)
        rows = rows.filter(hearing__in=places.values("hearing"))
    latest = list(rows.order_by("-on", "hearing", "-number")[:MOST_TURNS])
    hearings = {row.hearing_id for row in latest}
    editions = shelf(PublicEdition).filter(hearing__in=hearings, is_latest=True)
    numbers = dict(editions.values_list("hearing", "no"))
    return [_turn(row, numbers[row.hearing_id]) for row in reversed(latest)]


def _turn(row: PublicUtterance, edition: int) -> SpokenTurn:
    first, last = (row.page, row.line), (row.last_page, row.last_line)
    start = f"/r/{row.hearing_id}/{edition}/{row.page}:{row.line}"
    return SpokenTurn(
        hearing=row.hearing_id,
        number=row.number,
        speaker=row.speaker,
        role=row.role,
        text=row.text,
        on=row.on,  # type: ignore[attr-defined]
        replies_to=row.replies_to,
        place=short_citation(_line(first), _line(last)),
        address=start if first == last else f"{start}-{row.last_page}:{row.last_line}",
    )


def _line(place: tuple[int, int]) -> Line:
    return Line(*place, number=None, char_from=0, char_to=0, text="", kind="text")
