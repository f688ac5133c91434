"""The clocks of a dispute, drawn day by day from what was counted when it was counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.domain import deadlines as rules
from cases.domain.calendars import WorkingCalendar
from cases.domain.publication.copies import ClockCopy
from cases.domain.publication.words import HearingCopy
from cases.domain.wording import long_date
from cases.models import Deadline
from cases.queries import calendars, deadlines, public
from cases.web import tape
from cases.web.words import rule_name, tongue


def drawn(clocks: Sequence[ClockCopy], hearings: Sequence[HearingCopy]) -> list[dict[str, Any]]:
    """The contexts of ``_clock.html``, one for each clock."""
    events = {
        hearing.held_on: _("sidang ke-%(no)s") % {"no": hearing.ordinal} for hearing in hearings
    }
    calendar_of = cache(public.working_calendar)
    return [_drawn(clock, calendar_of(clock.region), events) for clock in clocks]


def running(rows: Iterable[Deadline]) -> list[dict[str, Any]]:
    """The contexts of ``_clock.html`` for clocks of the inside, as their rows were counted."""
    calendar_of = cache(calendars.working_calendar)
    return [
        _context(row, _kept(row), calendar_of(row.dispute.commission.region), {})
        for row in rows
    ]


def _drawn(
    clock: ClockCopy, calendar: WorkingCalendar, events: Mapping[date, str]
) -> dict[str, Any]:
    return _context(clock, _counted(clock), calendar, events)


def _context(
    clock: ClockCopy | Deadline,
    count: rules.Computation,
    calendar: WorkingCalendar,
    events: Mapping[date, str],
) -> dict[str, Any]:
    context = tape.clock(
        count,
        tape.Frame(
            calendar=calendar,
            ended_on=_within(clock.met_on, calendar),
            today=_today(clock, calendar),
            events=events,
        ),
        title=rule_name(clock.rule),
        started=clock.trigger_note,
    )
    context["notes"] = [
        note for note in (_unreported(clock), _ended(clock), _other_reading(clock)) if note
    ]
    context["calculator"] = f"/kalkulator/?aturan={clock.rule}&tanggal={clock.triggered_on}"
    return context


def _kept(row: Deadline) -> rules.Computation:
    """The count as it stands in the row; a later calendar moves it by a row of its own."""
    rule, day = deadlines.rule_of(row), date.fromisoformat
    told = row.working
    return rules.Computation(
        rule=rule,
        triggered_on=row.triggered_on,
        due_on=row.due_on,
        length=rule.length or 0,
        unit=rules.usual_unit(rule),
        convention=rules.Convention(joint_leave_counts=row.joint_leave_counts),
        calendar_version=row.calendar_version,
        counted=tuple(
            rules.CountedDay(day(on), number) for on, number in told.get("counted", ())
        ),
        skipped=tuple(
            rules.SkippedDay(day(on), kind, name, decree=decree, is_estimated=False)
            for on, kind, name, decree in told.get("skipped", ())
        ),
    )


def _counted(clock: ClockCopy) -> rules.Computation:
    """The count as it stands on the shelf; a later calendar does not move it."""
    rule = rules.find(clock.rule)
    return rules.Computation(
        rule=rule,
        triggered_on=clock.triggered_on,
        due_on=clock.due_on,
        length=clock.length or 0,
        unit=rules.usual_unit(rule),
        convention=rules.Convention(joint_leave_counts=clock.joint_leave_counts),
        calendar_version=clock.calendar_version,
        counted=tuple(
            rules.CountedDay(day.day, day.number)
            for day in clock.days
            if day.kind == "counted" and day.number
        ),
        skipped=tuple(
            rules.SkippedDay(day.day, day.off_kind, day.name, decree="", is_estimated=False)
            for day in clock.days
            if day.kind == "off" and day.day <= max(clock.due_on, clock.triggered_on)
        ),
    )


def _within(day: date | None, calendar: WorkingCalendar) -> date | None:
    """A day that the calendar reaches; what happened beyond is not counted, and not guessed."""
    return day if day and day <= calendar.last_day else None


def _today(clock: ClockCopy | Deadline, calendar: WorkingCalendar) -> date | None:
    """Today, for a clock that still runs."""
    if clock.met_on or clock.ended_on or clock.is_unreported:
        return None
    return min(timezone.localdate(), calendar.last_day)


def _unreported(clock: ClockCopy | Deadline) -> str:
    if not clock.is_unreported:
        return ""
    return _("Kapan dipenuhi, atau apakah dipenuhi, tidak dilaporkan.")


def _ended(clock: ClockCopy | Deadline) -> str:
    """On which day it ended with the proceedings, without being met."""
    if clock.ended_on is None:
        return ""
    told = {"day": long_date(clock.ended_on, tongue())}
    return _("Berakhir bersama perkara pada %(day)s, tanpa dipenuhi.") % told


def _other_reading(clock: ClockCopy | Deadline) -> str:
    """The other reading, where it gives another day."""
    if clock.due_on_other_reading in {None, clock.due_on}:
        return ""
    other = clock.due_on_other_reading or clock.due_on
    return _("Bila cuti bersama dihitung sebagai hari kerja: %(day)s.") % {
        "day": long_date(other, tongue())
    }
