"""Who and what a hearing needs at its hour, and that nobody is needed in two places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cases.domain.errors import CaseError
from cases.domain.wording import local_time, weekday_date

USUAL_LENGTH = timedelta(hours=2)  # where nobody has said how long a hearing takes
LONGEST = timedelta(hours=12)


class DoubleBooked(CaseError):
    """Somebody, or a room, is taken at that hour; the sentence names who, where and when."""

    code = "double_booked"


class WrongHours(CaseError):
    """A hearing ends after it begins, on the same day."""

    code = "wrong_hours"


@dataclass(frozen=True, slots=True)
class Clash:
    """One resource that another hearing has at that time. Times are instants with a zone."""

    resource: str  # the name of a person or of a room
    is_room: bool
    starts_at: datetime
    ends_at: datetime
    place: str
    registers: str


def check_hours(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse hours that no hearing has.

    Raises:
        WrongHours: it ends before it begins, or lasts longer than a day of work.
    """
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise WrongHours("Jam selesai harus sesudah jam mulai, pada hari yang sama.")


def refusal(clashes: Sequence[Clash], zone: str) -> DoubleBooked:
    """Why the hour cannot be had, one sentence for each who is taken."""
    return DoubleBooked(" ".join(_sentence(clash, zone) for clash in clashes))


def _sentence(clash: Clash, zone: str) -> str:
    day = weekday_date(clash.starts_at.astimezone(ZoneInfo(zone)).date())
    starts = local_time(clash.starts_at, zone).split(" ")[0]
    where = ", ".join(part for part in (clash.place, clash.registers) if part)
    verb = "sudah dipakai" if clash.is_room else "sudah bersidang"
    told = f"{clash.resource} {verb} {day} pukul {starts}–{local_time(clash.ends_at, zone)}"
    return f"{told} ({where})." if where else f"{told}."
