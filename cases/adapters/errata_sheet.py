"""The sheet of errata: added pages beside an edition, which itself stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from cases.adapters import pdf, qr
from cases.domain import transcripts as t
from cases.domain.wording import listing, long_date, weekday_date


@dataclass(frozen=True, slots=True)
class Printed:
    """An erratum in print: the place as (page, line), both readings, an aware instant."""

    number: str
    first: tuple[int, int]
    last: tuple[int, int]
    reads: str
    correct: str
    reason: str
    ordered_by: str
    at: datetime


def render(record: t.TranscriptRecord, errata: Sequence[Printed], *, code: str) -> bytes:
    """The errata of an edition as one PDF, the latest of them dates it.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    address = f"{record.base_url}/v/{code}"
    context = {
        "record": record,
        "code": code,
        "address": address,
        "square": qr.square(address),
        "held": weekday_date(record.held_on),
        "registers": listing(record.registers),
        "errata": [told(one, record) for one in errata],
    }
    made_at = errata[-1].at
    return pdf.render("pdf/errata.html", context, identity=f"{code}:ralat", made_at=made_at)


def told(one: Printed, record: t.TranscriptRecord) -> dict[str, str]:
    """An erratum in words: its place, how it is cited, both readings, why, by whom and when."""
    first, last = (t.Line(*place, None, 0, 0, "", "text") for place in (one.first, one.last))
    place = t.short_citation(first, last)
    return {
        "number": one.number,
        "place": place,
        "cite": f"{place} jo. {one.number}",
        "reads": one.reads,
        "correct": one.correct,
        "reason": one.reason,
        "ordered_by": one.ordered_by,
        "on": long_date(one.at.astimezone(ZoneInfo(record.time_zone)).date()),
    }
