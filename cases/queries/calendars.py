"""The calendar in force: the decreed days that were loaded, or those that come along."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db import DatabaseError
from django.db.models import Q

from cases.domain import calendars as rules
from cases.models import CalendarVersion, Holiday

ALL = Q()


def working_calendar(region: str = "") -> rules.WorkingCalendar:
    """The working days of a region; national days everywhere, provincial days in theirs."""
    days = _loaded_days(region)
    return _laid_out(tuple(days)) if days else rules.shipped()


def working_calendars(regions: Iterable[str]) -> dict[str, rules.WorkingCalendar]:
    """The working days of several regions, and of none (""). One query, however many."""
    wanted = {"", *regions}
    rows = list(Holiday.objects.filter(region__in=wanted).order_by("day", "-region"))
    if not rows:
        return dict.fromkeys(wanted, rules.shipped())
    return {
        region: _laid_out(tuple(_day_off(row) for row in rows if row.region in {"", region}))
        for region in wanted
    }


@lru_cache(maxsize=64)
def _laid_out(days: tuple[rules.DayOff, ...]) -> rules.WorkingCalendar:
    """Laying out the years costs more than reading them; the same days lay out the same."""
    return rules.from_days(days)


def calendar_or_shipped() -> rules.WorkingCalendar:
    """The calendar in force, also before there is a database to ask."""
    try:
        return working_calendar()
    except DatabaseError:
        return rules.shipped()


def days_off(first: date, last: date, region: str = "") -> dict[date, rules.DayOff]:
    """The decreed days between two days, both included; weekends are not told."""
    known = {row.day: row for row in _loaded_days(region, Q(day__range=(first, last)))}
    if known or Holiday.objects.exists():
        return known
    shipped = rules.shipped().days_off
    return {day: off for day, off in shipped.items() if first <= day <= last}


def version() -> CalendarVersion | None:
    """The latest version that was loaded."""
    return CalendarVersion.objects.order_by("-number").first()


def _loaded_days(region: str, among: Q = ALL) -> list[rules.DayOff]:
    rows = Holiday.objects.filter(among, region__in=["", region] if region else [""])
    return [_day_off(row) for row in rows.order_by("day", "-region")]


def _day_off(row: Holiday) -> rules.DayOff:
    return rules.DayOff(
        day=row.day,
        kind=rules.DayKind(row.kind),
        name=row.name,
        decree=row.decree,
        source=row.source,
        is_estimated=row.is_estimated,
    )
