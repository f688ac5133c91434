"""Stretches of days in which a cause list is read: a day, a week, a month."""

from __future__ import annotations

import calendar as gregorian
from datetime import date, timedelta
from enum import StrEnum

WEEK = timedelta(days=7)


class View(StrEnum):
    """How much is seen at once; the values stand in addresses."""

    DAY = "hari"
    WEEK = "pekan"
    MONTH = "bulan"


def stretch(view: View, day: date) -> tuple[date, date]:
    """The first and the last day of the day, the week (from Monday) or the month around one."""
    if view is View.DAY:
        return day, day
    if view is View.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + WEEK - timedelta(days=1)
    last = gregorian.monthrange(day.year, day.month)[1]
    return day.replace(day=1), day.replace(day=last)


def beside(view: View, day: date) -> tuple[date, date]:
    """A day of the stretch before and one of the stretch after."""
    first, last = stretch(view, day)
    return first - timedelta(days=1), last + timedelta(days=1)
