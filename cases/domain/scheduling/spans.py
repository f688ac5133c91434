"""Stretches of time as half-hours of the days that are offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cases.domain.calendars import days_between
from cases.domain.scheduling.facts import Elsewhere, Facts, Occupied
from cases.domain.scheduling.problem import STEP, STEPS
from cases.domain.sittings import OFFICE

Span = tuple[int, int, Occupied]  # half-hours of a day from the first up to the second


def step_of(at: time, *, is_end: bool = False) -> int:
    """The half-hour of the office day in which a local time lies; an end counts whole ones."""
    since = datetime.combine(date.min, at) - datetime.combine(date.min, OFFICE[0])
    steps = -(-since // STEP) if is_end else since // STEP
    return max(0, min(steps, STEPS))


def spans(
    facts: Facts, place_of: Mapping[date, int]
) -> dict[tuple[bool, int], dict[int, list[Span]]]:
    """What each person and room (``is_room``, key) has on each day, by its place."""
    found: dict[tuple[bool, int], dict[int, list[Span]]] = {}
    for one in facts.occupied:
        for day, first, end in _pieces(
            one.clash.starts_at, one.clash.ends_at, facts.zone, place_of
        ):
            by_day = found.setdefault((one.is_room, one.key), {})
            by_day.setdefault(day, []).append((first, end, one))
    return found


def meetings(
    facts: Facts, place_of: Mapping[date, int]
) -> dict[int, list[tuple[int, int, Elsewhere]]]:
    """The hearings that stand on each day, by its place."""
    found: dict[int, list[tuple[int, int, Elsewhere]]] = {}
    for one in facts.elsewhere:
        for day, first, end in _pieces(one.starts_at, one.ends_at, facts.zone, place_of):
            found.setdefault(day, []).append((first, end, one))
    return found


def _pieces(
    starts_at: datetime, ends_at: datetime, zone: str, place_of: Mapping[date, int]
) -> Iterator[tuple[int, int, int]]:
    """A stretch of time as half-hours of each offered day that it touches."""
    starts, ends = (at.astimezone(ZoneInfo(zone)) for at in (starts_at, ends_at))
    for day in days_between(starts.date(), ends.date()):
        if day not in place_of:
            continue
        first = step_of(starts.time()) if day == starts.date() else 0
        end = step_of(ends.time(), is_end=True) if day == ends.date() else STEPS
        if first < end:
            yield place_of[day], first, end
