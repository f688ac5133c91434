"""One thing that waits in a registry, and what every list reads of a dispute or a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from cases.domain.correspondence import CorrespondenceKind
from cases.domain.hearings import HearingState
from cases.domain.worklists import Why, WorkList
from cases.models import Correspondence, Deadline, Dispute, Hearing

HELD = frozenset({HearingState.CLOSED, HearingState.ADJOURNED})
FAR = date.max


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits, why, and since when; ``rule`` names the clock of its last day.

    ``disputes`` are several where one hearing serves them; ``places`` are papers, ``people``
    those whom a hearing calls.
    """

    list: WorkList
    why: Why
    disputes: tuple[Dispute, ...]
    since: date | None = None
    due_on: date | None = None
    due_on_other_reading: date | None = None
    rule: str = ""
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    hearing: Hearing | None = None

    @property
    def dispute(self) -> Dispute:
        """The dispute by which it is known: the first."""
        return self.disputes[0]

    @property
    def safe_on(self) -> date:
        """The last day that is in time by either reading of the calendar."""
        if self.due_on is None:
            return FAR
        return min(self.due_on, self.due_on_other_reading or self.due_on)


def of_clock(clock: Deadline, listed: WorkList, why: Why, one: Any) -> Row:
    """Something whose last day is that of a clock."""
    return Row(
        listed,
        why,
        (one,),
        since=clock.triggered_on,
        due_on=clock.due_on,
        due_on_other_reading=clock.due_on_other_reading,
        rule=clock.rule,
    )


def is_set(one: Any, today: date) -> bool:
    """Whether a hearing is set ahead, a drafted one too."""
    waiting = {HearingState.SET, HearingState.DRAFT, HearingState.OPEN}
    return any(
        place.hearing.state in waiting and place.hearing.held_on >= today
        for place in one.places
    )


def latest(one: Any, kind: CorrespondenceKind) -> Correspondence | None:
    """The last letter of a kind in a dispute."""
    sent = [row for row in one.letters_sent if row.kind == kind]
    return sent[-1] if sent else None


def local(at: datetime, one: Dispute) -> date:
    """The day of an instant where the commission sits."""
    return timezone.localdate(at, ZoneInfo(one.commission.time_zone))
