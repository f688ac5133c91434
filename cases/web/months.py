"""A month as pages draw it: which one is asked for, whole weeks, days off by their names."""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cases.domain import wording
from cases.domain.calendars import DayKind, DayOff
from cases.web import tape
from cases.web.words import tongue, word

YEARS = range(2011, 2101)  # the Act works since May 2010, the first register numbers since 2011


def asked(told: str) -> date:
    """The first day of the month asked for as YYYY-MM; of this month otherwise."""
    return asked_day(f"{told}-01").replace(day=1)


def asked_day(told: str) -> date:
    """The day asked for as YYYY-MM-DD; today where it is none of these years."""
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return timezone.localdate()
    return day if day.year in YEARS else timezone.localdate()


def last_of(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=gregorian.monthrange(month.year, month.month)[1])


def neighbours(month: date) -> dict[str, str]:
    """The ways to the month before and to the one after."""
    return {
        "previous": f"?bulan={month - timedelta(days=1):%Y-%m}",
        "next": f"?bulan={last_of(month) + timedelta(days=1):%Y-%m}",
    }


def grid(month: date, square: Callable[[date], dict[str, Any]]) -> dict[str, Any]:
    """The context of ``_month.html`` or ``_agenda.html``: whole weeks of squares."""
    weeks = gregorian.Calendar().monthdatescalendar(month.year, month.month)
    return {
        "caption": wording.month_year(month, tongue()),
        "weekdays": tape.weekdays(),
        "weeks": [[square(day) for day in week] for week in weeks],
    }


def square(day: date, *, is_inside: bool, off: DayOff | None) -> dict[str, Any]:
    """A day of a month, still empty; one of another month is left pale."""
    marks = [] if is_inside else ["out"]
    if off is not None:
        marks.append("off")
    if day == timezone.localdate():
        marks.append("now")
    named = off.name if off and off.kind != DayKind.WEEKEND else ""
    return {
        "day": day,
        "number": str(day.day),
        "state": " ".join(marks),
        "holiday": word("day_off", named),
    }
