"""What one row of the table of cases is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.domain.calendars import CalendarDoesNotReach, WorkingCalendar
from cases.domain.deadlines import Unit
from cases.domain.desk import Facts
from cases.domain.information_requests import Turn
from cases.domain.notices import Side
from cases.domain.stages import Stage
from cases.models import Dispute
from cases.queries.desk.duties import Duty


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who looks after a case; ``has_left``: no longer one who writes for the organisation."""

    account: int
    name: str
    has_left: bool


@dataclass(frozen=True, slots=True)
class Event:
    """The last thing that happened: a line of the docket, or a ``step`` of a request."""

    on: date | None
    text: str = ""
    text_en: str = ""
    note: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """Working days of a limit, and how many of them are used."""

    length: int
    used: int


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the table. ``sides``: on which sides of it one stands oneself.

    ``slug`` is the last part of its public address, empty where it is not public; ``turn`` is
    the next duty of a request, ``duty`` that of either.
    """

    facts: Facts
    code: str
    stage: Stage
    parties: str
    body: str
    subject: str
    subject_en: str
    commission: str
    sides: frozenset[Side]
    dispute: Dispute | None = None
    slug: str = ""
    duty: Duty | None = None
    turn: Turn | None = None
    count: Count | None = None
    last: Event | None = None
    keepers: tuple[Keeper, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A duty in a case; ``left`` as in ``Facts``."""

    duty: Duty
    case: Case
    left: int | None


def counting(duty: Duty | None, days: WorkingCalendar) -> WorkingCalendar:
    """The calendar by which a duty was counted."""
    return days.counting_joint_leave() if duty and duty.joint_leave_counts else days


def days_left(duty: Duty | None, days: WorkingCalendar, today: date) -> int | None:
    """Working days to the last day, negative after it; None where nothing can be counted."""
    if duty is None:
        return None
    try:
        if today <= duty.due_on:
            return days.count(today, duty.due_on)
        return -days.count(duty.due_on, today)
    except CalendarDoesNotReach:
        return None


def counted(duty: Duty | None, days: WorkingCalendar, today: date) -> Count | None:
    """How much of a limit of working days is used; None where it is not counted in them."""
    if duty is None or duty.counted_from is None or duty.unit is not Unit.WORKING_DAYS:
        return None
    try:
        length = days.count(duty.counted_from, duty.due_on)
        used = days.count(duty.counted_from, max(today, duty.counted_from))
    except (CalendarDoesNotReach, ValueError):
        return None
    return Count(length, used) if length > 0 else None
