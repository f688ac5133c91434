"""Counting a time limit: a result that shows its working."""

from __future__ import annotations

import calendar as gregorian
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from cases.domain import vocabulary
from cases.domain.calendars import (
    CalendarDoesNotReach,
    DayOff,
    WorkingCalendar,
    days_between,
)
from cases.domain.deadlines.rules import (
    DeadlineRule,
    Direction,
    NoKnownFigure,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Convention:
    """How days are counted where the texts leave room.

    ``joint_leave_counts``: cuti bersama counts as working days. ``is_clear``: for a limit
    before an event, neither the day of service nor the day of the event counts.
    """

    joint_leave_counts: bool = False
    is_clear: bool = False


@dataclass(frozen=True, slots=True)
class CountedDay:
    day: date
    number: int


@dataclass(frozen=True, slots=True)
class SkippedDay:
    day: date
    kind: str
    name: str
    decree: str
    is_estimated: bool


@dataclass(frozen=True, slots=True)
class Computation:
    """A due date with its working. Days are local dates of the commission."""

    rule: DeadlineRule
    triggered_on: date
    due_on: date
    length: int
    unit: Unit
    convention: Convention
    calendar_version: str
    counted: tuple[CountedDay, ...]
    skipped: tuple[SkippedDay, ...]

    @property
    def is_provisional(self) -> bool:
        """Whether an estimated holiday lies inside the count."""
        return any(day.is_estimated for day in self.skipped)


def compute(
    rule: DeadlineRule,
    *,
    triggered_on: date,
    calendar: WorkingCalendar,
    convention: Convention = Convention(),
    unit: Unit | None = None,
) -> Computation:
    """Count ``rule`` from ``triggered_on``; day one is the first counted day after it.

    The trigger day never counts (*sejak diterimanya*, *setelah diterimanya*). A limit before
    an event counts back and leaves out the day of the event; ``convention.is_clear`` leaves
    out the day of service as well. A unit that the texts leave open is read as working days
    unless ``unit`` says otherwise; ``readings`` gives both.

    Raises:
        NoKnownFigure: no figure of this row was confirmed.
        CalendarDoesNotReach: the count leaves the decreed calendar.
    """
    length, chosen = _length(rule), unit or usual_unit(rule)
    days = calendar.counting_joint_leave() if convention.joint_leave_counts else calendar
    due_on = _due(rule.direction, length, chosen, triggered_on, days, convention)
    counted, skipped = _working(triggered_on, due_on, chosen, days, convention)
    return Computation(
        rule=rule,
        triggered_on=triggered_on,
        due_on=due_on,
        length=length,
        unit=chosen,
        convention=convention,
        calendar_version=calendar.version,
        counted=counted,
        skipped=skipped,
    )


def usually_due(rule: DeadlineRule, *, triggered_on: date, calendar: WorkingCalendar) -> date:
    """The due date by the usual reading, without its working: for counting many again."""
    unit = usual_unit(rule)
    return _due(rule.direction, _length(rule), unit, triggered_on, calendar, Convention())


def usual_unit(rule: DeadlineRule) -> Unit:
    """In what a rule is counted by the usual reading, also where its text leaves that open."""
    return Unit.WORKING_DAYS if rule.unit is Unit.DISPUTED else rule.unit


def _length(rule: DeadlineRule) -> int:
    if not rule.is_known or rule.length is None:
        raise NoKnownFigure(_unknown_sentence(rule))
    return rule.length


def compute_extended(
    rule: DeadlineRule,
    *,
    triggered_on: date,
    calendar: WorkingCalendar,
    convention: Convention = Convention(),
) -> Computation | None:
    """The same limit with its one lawful extension, or None where there is none."""
    if rule.extension is None:
        return None
    longer = extended(rule)
    return compute(longer, triggered_on=triggered_on, calendar=calendar, convention=convention)


def extended(rule: DeadlineRule) -> DeadlineRule:
    """The rule as it runs once it was lengthened; itself where nothing lengthens it."""
    if rule.extension is None or rule.length is None:
        return rule
    return replace(rule, length=rule.length + rule.extension.length)


class Reading(StrEnum):
    """How a text that leaves room is read."""

    WITHOUT_JOINT_LEAVE = "without_joint_leave"  # cuti bersama bukan hari kerja
    WITH_JOINT_LEAVE = "with_joint_leave"  # cuti bersama hari kerja
    CALENDAR_DAYS = "calendar_days"  # hari terakhir yang aman


def readings(
    rule: DeadlineRule, *, triggered_on: date, calendar: WorkingCalendar, is_clear: bool = False
) -> tuple[tuple[Reading, Computation], ...]:
    """Every reading that is argued for, the usual one first; all as clear as the one asked."""
    conventions = {Reading.WITHOUT_JOINT_LEAVE: Convention(is_clear=is_clear)}
    units: dict[Reading, Unit] = {}
    if rule.unit in {Unit.WORKING_DAYS, Unit.DISPUTED}:
        conventions[Reading.WITH_JOINT_LEAVE] = Convention(
            joint_leave_counts=True, is_clear=is_clear
        )
    if rule.unit is Unit.DISPUTED:
        conventions[Reading.CALENDAR_DAYS] = Convention(is_clear=is_clear)
        units[Reading.CALENDAR_DAYS] = Unit.CALENDAR_DAYS
    return tuple(
        (
            reading,
            compute(
                rule,
                triggered_on=triggered_on,
                calendar=calendar,
                convention=convention,
                unit=units.get(reading),
            ),
        )
        for reading, convention in conventions.items()
    )


def _due(
    direction: Direction,
    length: int,
    unit: Unit,
    triggered_on: date,
    calendar: WorkingCalendar,
    convention: Convention,
) -> date:
    sign = 1 if direction is Direction.AFTER else -1
    clear = 1 if convention.is_clear else 0
    if unit is Unit.WORKING_DAYS:
        return calendar.add(triggered_on, sign * (length + clear))
    try:
        if unit is Unit.MONTHS:
            return _add_months(triggered_on, sign * length)
        return triggered_on + timedelta(days=sign * (length + clear))
    except (OverflowError, ValueError) as beyond:
        raise CalendarDoesNotReach("Tanggal itu terlalu jauh untuk dihitung.") from beyond


def _working(
    triggered_on: date,
    due_on: date,
    unit: Unit,
    calendar: WorkingCalendar,
    convention: Convention,
) -> tuple[tuple[CountedDay, ...], tuple[SkippedDay, ...]]:
    """Tell each day between the trigger and the due date, in the order of counting."""
    if unit is Unit.MONTHS:
        return (), ()
    if due_on > triggered_on:
        days = list(days_between(triggered_on + timedelta(days=1), due_on))
    else:
        days = list(days_between(due_on, triggered_on - timedelta(days=1)))[::-1]
    off = {day: calendar.reason_off(day) if unit is Unit.WORKING_DAYS else None for day in days}
    counting = [day for day in days if off[day] is None]
    if convention.is_clear:
        counting = counting[:-1]
    counted = tuple(CountedDay(day, place) for place, day in enumerate(counting, start=1))
    skipped = tuple(_skipped(reason) for reason in off.values() if reason is not None)
    return counted, skipped


def _skipped(reason: DayOff) -> SkippedDay:
    return SkippedDay(
        reason.day, reason.kind.value, reason.name, reason.decree, reason.is_estimated
    )


def _add_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _unknown_sentence(rule: DeadlineRule) -> str:
    name = vocabulary.label("deadline", rule.key)
    sentence = (
        f"Angka untuk “{name}” belum dapat dipastikan dari peraturan yang terbaca, "
        "jadi tidak dihitung."
    )
    if rule.candidate_length is not None:
        sentence += f" Sebagai peringatan saja: {rule.candidate_length} hari."
    return sentence
