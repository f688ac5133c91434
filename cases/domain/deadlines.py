"""The table of time limits, and the counting of them; a result that shows its working.

The rows are ``data/deadlines.toml``: no number of days stands anywhere else. A row that is not
known is never computed as a limit; its candidate, if there is one, is only a warning.
"""

from __future__ import annotations

import calendar as gregorian
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from cases.domain import vocabulary
from cases.domain.calendars import (
    CalendarDoesNotReach,
    DayOff,
    WorkingCalendar,
    days_between,
)
from cases.domain.errors import CaseError


class Unit(StrEnum):
    WORKING_DAYS = "hari_kerja"
    CALENDAR_DAYS = "hari_kalender"
    MONTHS = "bulan"
    DISPUTED = "belum_pasti"  # the text does not say, or was not seen


class Direction(StrEnum):
    AFTER = "after"
    BEFORE = "before"


class Effect(StrEnum):
    BARS = "bars"
    OPENS = "opens"
    DEFAULT = "default"
    TARGET = "target"


class UnknownRule(CaseError):
    """No row of the table has this name."""

    code = "unknown_rule"


class NoKnownFigure(CaseError):
    """The row exists, but no figure was confirmed; nothing is computed from a guess."""

    code = "no_known_figure"


@dataclass(frozen=True, slots=True)
class Extension:
    """How a limit may be lengthened once."""

    length: int
    unit: Unit
    condition: str


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One row of the table. ``article`` empty: no provision was seen."""

    key: str
    regime: str
    stage: str
    trigger: str
    direction: Direction
    is_known: bool
    length: int | None
    unit: Unit
    extension: Extension | None
    bound: str
    consequence: str
    effect: Effect
    article: str
    confidence: str
    source: str
    note: str
    candidate_length: int | None

    @property
    def may_enforce(self) -> bool:
        """Whether the row was read in the law itself; all others warn and never block."""
        return self.is_known and self.confidence == "VERIFIED"


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


# Short names by which people ask for a row on the command line.
ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "umum_start": "umum_start_settlement",
        "umum_finish": "umum_complete_settlement",
        "umum_reply": "umum_request_reply",
        "umum_file": "umum_dispute_file_after_reply",
        "umum_file_after_reply": "umum_dispute_file_after_reply",
        "umum_file_no_reply": "umum_dispute_file_no_reply",
        "umum_court": "umum_court_objection_statute",
        "umum_cassation": "umum_cassation_file",
        "pemilu_finish": "pemilu_complete_settlement",
        "pemilu_reply": "pemilu_request_reply",
    }
)


def _rule(row: Mapping[str, Any]) -> DeadlineRule:
    extension = None
    if row["extension_length"]:
        extension = Extension(
            row["extension_length"], Unit(row["extension_unit"]), row["extension_condition"]
        )
    return DeadlineRule(
        key=row["key"],
        regime=row["regime"],
        stage=row["stage"],
        trigger=row["trigger"],
        direction=Direction(row["direction"]),
        is_known=row["known"],
        length=row.get("length"),
        unit=Unit(row["unit"]),
        extension=extension,
        bound=row["bound"],
        consequence=row["consequence"],
        effect=Effect(row["effect"]),
        article=row["article"],
        confidence=row["confidence"],
        source=row["source"],
        note=row["note"],
        candidate_length=row.get("candidate_length"),
    )


def _load() -> Mapping[str, DeadlineRule]:
    text = resources.files("cases.domain.data").joinpath("deadlines.toml").read_text("utf-8")
    rows = tomllib.loads(text)["deadline"]
    return MappingProxyType({key: _rule(row) for key, row in rows.items()})


RULES: Mapping[str, DeadlineRule] = _load()


@cache
def find(name: str) -> DeadlineRule:
    """The rule of that key or short name.

    Raises:
        UnknownRule: with the names that come nearest.
    """
    key = ALIASES.get(name, name)
    if key in RULES:
        return RULES[key]
    near = [known for known in [*RULES, *ALIASES] if name.rsplit("_", maxsplit=1)[-1] in known]
    hint = f" Mungkin maksud Anda: {', '.join(near[:6])}." if near else ""
    raise UnknownRule(f"Tidak ada aturan jangka waktu bernama {name}.{hint}")


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


def table() -> str:
    """The rules as a Markdown table, for the architecture page."""
    lines = [
        "| rule | regime | length | from | article | confidence |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for rule in RULES.values():
        length = f"{rule.length} {rule.unit.value}" if rule.is_known else "not known"
        lines.append(
            f"| {rule.key} | {rule.regime} | {length} | {rule.direction.value}: {rule.trigger} "
            f"| {rule.article or '–'} | {rule.confidence} |"
        )
    return "\n".join(lines)
