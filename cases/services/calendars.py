"""Loading decreed days; a change recounts what still runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cases.domain import calendars as rules
from cases.models import CalendarVersion, Holiday
from cases.queries import calendars
from cases.services import deadlines, journal
from cases.services.journal import Actor


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed. ``moved`` tells which running deadlines fall on another day."""

    version: int
    digest: str
    added: int
    changed: int
    removed: int
    moved: tuple[deadlines.Moved, ...]


@transaction.atomic
def load(years: Iterable[int] = (), *, actor: Actor, now: datetime) -> Loaded:
    """Make the table of holidays equal to the decreed days that come with the program.

    Without ``years``, all of them. Idempotent: an unchanged calendar keeps its version.

    Raises:
        CalendarDoesNotReach: a year was asked for that is not decreed.
    """
    wanted = tuple(years) or rules.shipped_years()
    _check_years(wanted)
    added = changed = removed = 0
    for year in wanted:
        counts = _load_year(year)
        added, changed, removed = (
            added + counts[0],
            changed + counts[1],
            removed + counts[2],
        )
    calendar = calendars.working_calendar()
    version = _version(calendar, now)
    moved: tuple[deadlines.Moved, ...] = ()
    if added or changed or removed:
        moved = deadlines.recount_running(actor=actor, now=now)
        journal.record(
            "calendar_loaded",
            actor=actor,
            at=now,
            payload={"version": version.number, "digest": version.digest, "moved": len(moved)},
        )
    return Loaded(version.number, version.digest, added, changed, removed, moved)


def _check_years(years: Iterable[int]) -> None:
    missing = sorted(set(years) - set(rules.shipped_years()))
    if missing:
        raise rules.CalendarDoesNotReach(
            f"Hari libur {', '.join(map(str, missing))} belum ada dalam data yang ditetapkan."
        )


def _load_year(year: int) -> tuple[int, int, int]:
    decreed = {day.day: day for day in rules.shipped_days(year)}
    held = {row.day: row for row in Holiday.objects.filter(day__year=year, region="")}
    gone = [row.pk for day, row in held.items() if day not in decreed]
    Holiday.objects.filter(pk__in=gone).delete()
    new = [_row(day) for key, day in decreed.items() if key not in held]
    Holiday.objects.bulk_create(new)
    differing = [
        row for key, row in held.items() if key in decreed and _differs(row, decreed[key])
    ]
    for row in differing:
        fresh = _row(decreed[row.day])
        fresh.pk = row.pk
        fresh.save()
    return len(new), len(differing), len(gone)


def _row(day: rules.DayOff) -> Holiday:
    return Holiday(
        day=day.day,
        kind=day.kind,
        name=day.name,
        decree=day.decree,
        source=day.source,
        is_estimated=day.is_estimated,
    )


def _differs(row: Holiday, day: rules.DayOff) -> bool:
    return (row.kind, row.name, row.decree, row.source, row.is_estimated) != (
        day.kind,
        day.name,
        day.decree,
        day.source,
        day.is_estimated,
    )


def _version(calendar: rules.WorkingCalendar, now: datetime) -> CalendarVersion:
    latest = calendars.version()
    if latest is not None and latest.digest == calendar.version:
        return latest
    return CalendarVersion.objects.create(
        number=latest.number + 1 if latest else 1,
        digest=calendar.version,
        last_decreed_day=calendar.last_day,
        loaded_at=now,
    )
