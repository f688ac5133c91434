"""The calendar in force: the decreed days that were loaded, or those that come along."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db import DatabaseError
from django.db.models import Q

from cases.domain import calendars as rules
from cases.models import CalendarVersion, Holiday

ALL = Q()


class Told(NamedTuple):
    """One row of the loaded days."""

    day: date
    kind: str
    region: str
    name: str
    decree: str
    source: str
    is_estimated: bool


def working_calendar(region: str = "") -> rules.WorkingCalendar:
    """The working days of a region; national days everywhere, provincial days in theirs."""
    rows = _loaded([region])
    return _laid_out(rows) if rows else rules.shipped()


def working_calendars(regions: Iterable[str]) -> dict[str, rules.WorkingCalendar]:
    """The working days of several regions, and of none (""). One query, however many."""
    wanted = {"", *regions}
    rows = _loaded(wanted)
    if not rows:
        return dict.fromkeys(wanted, rules.shipped())
    return {
        region: _laid_out(tuple(row for row in rows if row.region in {"", region}))
        for region in wanted
    }


@lru_cache(maxsize=64)
def _laid_out(rows: tuple[Told, ...]) -> rules.WorkingCalendar:
    """Laying out the years costs more than reading them; the same days lay out the same."""
    return rules.from_days(tuple(map(_day_off, rows)))


def calendar_or_shipped() -> rules.WorkingCalendar:
    """The calendar in force, also before there is a database to ask."""
    try:
        return working_calendar()
    except DatabaseError:
        return rules.shipped()


def days_off(first: date, last: date, region: str = "") -> dict[date, rules.DayOff]:
    """The decreed days between two days, both included; weekends are not told."""
    among = Q(day__range=(first, last))
    known = {row.day: _day_off(row) for row in _loaded([region], among)}
    if known or Holiday.objects.exists():
        return known
    shipped = rules.shipped().days_off
    return {day: off for day, off in shipped.items() if first <= day <= last}


def version() -> CalendarVersion | None:
    """The latest version that was loaded."""
    return CalendarVersion.objects.order_by("-number").first()


def _loaded(regions: Iterable[str], among: Q = ALL) -> tuple[Told, ...]:
    """The decreed days of these regions and of the whole country, without their models."""
    rows = Holiday.objects.filter(among, region__in={"", *regions})
    return tuple(map(Told._make, rows.order_by("day", "-region").values_list(*Told._fields)))


def _day_off(row: Told) -> rules.DayOff:
    return rules.DayOff(
        day=row.day,
        kind=rules.DayKind(row.kind),
        name=row.name,
        decree=row.decree,
        source=row.source,
        is_estimated=row.is_estimated,
    )
