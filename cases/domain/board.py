"""The registry's week as it is drawn: days, half-hours, and how each hearing stands in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, time, timedelta
from enum import StrEnum

from cases.domain.bookings import USUAL_LENGTH
from cases.domain.hearings import HearingState
from cases.domain.sittings import OFFICE
from cases.domain.stages import Stage
from cases.domain.worklists import BEFORE_THE_FIRST

STEP = 30  # minutes: where a hearing can be put on the board
HOUR, DAY = 60, 24 * 60
WORKING_WEEK = 5
SHORTEST, LONGEST = STEP, 8 * HOUR
USUAL = int(USUAL_LENGTH.total_seconds()) // 60

# What the next hearing of a dispute is for, where its stage leaves no doubt.
NEXT_KIND = {
    **dict.fromkeys(BEFORE_THE_FIRST, "pemeriksaan_awal"),
    Stage.MEDIATION: "mediasi",
    Stage.MEDIATION_AGREED: "pembacaan_putusan_mediasi",
    Stage.DELIBERATION: "pembacaan_putusan_ajudikasi",
}


class Standing(StrEnum):
    """How a hearing stands on the board."""

    DRAFT = "draft"  # rancangan
    MOVED_HERE = "moved_here"  # pindahan yang menunggu rilis
    ANNOUNCED = "announced"  # diumumkan
    MOVING_AWAY = "moving_away"  # diumumkan, pemindahannya menunggu rilis
    CANCELLING = "cancelling"  # diumumkan, pembatalannya menunggu rilis
    HELD = "held"  # dibuka atau sudah digelar


MOVABLE = frozenset(
    {Standing.DRAFT, Standing.MOVED_HERE, Standing.ANNOUNCED, Standing.CANCELLING}
)


def standing_of(
    state: HearingState, *, has_previous: bool, has_successor: bool, is_void: bool
) -> Standing:
    """How a hearing of that state stands. ``is_void``: a reason to cancel it was written."""
    if state is HearingState.DRAFT:
        return Standing.MOVED_HERE if has_previous else Standing.DRAFT
    if state is not HearingState.SET:
        return Standing.HELD
    if is_void:
        return Standing.CANCELLING
    return Standing.MOVING_AWAY if has_successor else Standing.ANNOUNCED


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def days_of(monday: date, held: Collection[date] = ()) -> tuple[date, ...]:
    """Monday to Friday, and what else of the week has a hearing."""
    week = [monday + timedelta(days=no) for no in range(7)]
    return tuple(day for no, day in enumerate(week) if no < WORKING_WEEK or day in held)


def minutes(at: time) -> int:
    """How many minutes after midnight."""
    return at.hour * HOUR + at.minute


def at(after_midnight: int) -> time:
    """The time of day so many minutes after midnight, within one day."""
    return time(after_midnight // HOUR, after_midnight % HOUR)


def hours(spans: Iterable[tuple[int, int]] = ()) -> tuple[int, int]:
    """Office hours in minutes, widened to whole hours so that every span lies within."""
    found = list(spans)
    first = min([minutes(OFFICE[0]), *(starts for starts, _ in found)])
    last = max([minutes(OFFICE[1]), *(ends for _, ends in found)])
    return first // HOUR * HOUR, min(-(-last // HOUR) * HOUR, DAY)


def rows(starts: int, ends: int, first: int) -> tuple[int, int]:
    """The half-hour in which a span begins, from 1 at ``first`` on, and how many it fills."""
    begins = (starts - first) // STEP
    over = -(-(ends - first) // STEP)
    return begins + 1, max(over - begins, 1)


def length_asked(told: str) -> int:
    """Minutes as they are asked for, in whole half-hours; nonsense is the usual length."""
    if not told.isdecimal() or len(told) > 4:
        return USUAL
    return min(max(int(told) // STEP * STEP, SHORTEST), LONGEST)
