"""The window in which parties propose corrections: how its last day is counted.

No provision that we read gives a number of days: the registrar says how many.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.domain.calendars import WorkingCalendar, days_between
from cases.domain.errors import CaseError

MOST_DAYS = 366


class DaysNeeded(CaseError):
    """A window lasts a day at least, and no year."""

    code = "days_needed"


@dataclass(frozen=True, slots=True)
class Working:
    """The last day of a window and how it was counted: local days of the commission."""

    last_on: date
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    version: str

    def told(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "counted": [day.isoformat() for day in self.counted],
            "skipped": [[day.isoformat(), name] for day, name in self.skipped],
            "version": self.version,
        }


def counted(opened_on: date, days: int, calendar: WorkingCalendar) -> Working:
    """So many working days after the day on which the window opens, which does not count.

    Raises:
        DaysNeeded: the number is none.
        CalendarDoesNotReach: the last day lies outside what is decreed.
    """
    if not 0 < days < MOST_DAYS:
        raise DaysNeeded("Sebutkan berapa hari kerja usulan diterima.")
    last_on = calendar.add(opened_on, days)
    between = [day for day in days_between(opened_on, last_on) if day > opened_on]
    off = {day: calendar.reason_off(day) for day in between}
    return Working(
        last_on,
        tuple(day for day in between if off[day] is None),
        tuple((day, one.name) for day, one in off.items() if one is not None),
        calendar.version,
    )
