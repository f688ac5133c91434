"""Working days: which days count, why the others do not, and how far the calendar reaches."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType

from cases.domain.errors import CaseError
from cases.domain.wording import long_date

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class DayKind(StrEnum):
    """Why a day may not be a working day."""

    WEEKEND = "weekend"
    NATIONAL = "national"  # libur nasional
    ELECTION = "election"  # hari pemungutan suara, libur nasional menurut Keppres
    PROVINCIAL = "provincial"  # libur daerah
    JOINT_LEAVE = "joint_leave"  # cuti bersama


class CalendarDoesNotReach(CaseError):
    """A count ran past the last decreed day; the calendar does not guess."""

    code = "calendar_does_not_reach"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is not (always) a working day, with what makes it so."""

    day: date
    kind: DayKind
    name: str
    decree: str = ""
    source: str = ""
    is_estimated: bool = False


@dataclass(frozen=True)
class WorkingCalendar:
    """The working days of one commission, from ``first_day`` to ``last_day`` (both decreed).

    ``days_off`` holds everything but weekends. Joint leave is off unless the calendar was
    asked to count it; whether it counts in law is disputed, so it is a parameter.
    """

    days_off: Mapping[date, DayOff]
    first_day: date
    last_day: date
    joint_leave_counts: bool = False
    version: str = ""
    _before: Mapping[int, int] = field(default_factory=dict, repr=False, compare=False)
    _working: tuple[date, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay out the working days once, so that a limit is two look-ups."""
        working = tuple(
            day for day in days_between(self.first_day, self.last_day) if self._off(day) is None
        )
        before: dict[int, int] = {}
        count = 0
        for day in days_between(self.first_day, self.last_day):
            before[day.toordinal()] = count
            count += count < len(working) and working[count] == day
        object.__setattr__(self, "_working", working)
        object.__setattr__(self, "_before", before)

    def counting_joint_leave(self) -> WorkingCalendar:
        """The same calendar, with joint leave counted as working days; laid out once."""
        return self._with_joint_leave

    @cached_property
    def _with_joint_leave(self) -> WorkingCalendar:
        return WorkingCalendar(
            days_off=self.days_off,
            first_day=self.first_day,
            last_day=self.last_day,
            joint_leave_counts=True,
            version=self.version,
        )

    def reason_off(self, day: date) -> DayOff | None:
        """Why ``day`` does not count, or None for a working day.

        Raises:
            CalendarDoesNotReach: ``day`` lies outside what is decreed.
        """
        self._check_reach(day)
        return self._off(day)

    def is_working(self, day: date) -> bool:
        """Whether ``day`` counts."""
        return self.reason_off(day) is None

    def add(self, start: date, working_days: int) -> date:
        """The n-th working day after ``start`` (before it, when negative); ``start`` is day 0.

        Raises:
            CalendarDoesNotReach: the count leaves the decreed calendar.
            ValueError: ``working_days`` is 0, which names no day.
        """
        if working_days == 0:
            raise ValueError("a count of working days needs at least one day")
        self._check_reach(start)
        before = self._before[start.toordinal()]
        if working_days > 0:
            place = before + self._is_listed(start) + working_days - 1
        else:
            place = before + working_days
        if not 0 <= place < len(self._working):
            self._refuse(start)
        return self._working[place]

    def count(self, start: date, end: date) -> int:
        """How many working days lie after ``start`` up to and including ``end``."""
        self._check_reach(start)
        self._check_reach(end)
        upto = self._before[end.toordinal()] + self._is_listed(end)
        return upto - self._before[start.toordinal()] - self._is_listed(start)

    def _off(self, day: date) -> DayOff | None:
        known = self.days_off.get(day)
        if known is not None and known.kind is not DayKind.JOINT_LEAVE:
            return known
        if day.weekday() >= SATURDAY:
            return DayOff(
                day, DayKind.WEEKEND, "Sabtu" if day.weekday() == SATURDAY else "Minggu"
            )
        return None if self.joint_leave_counts else known

    def _is_listed(self, day: date) -> int:
        return int(self._off(day) is None)

    def _check_reach(self, day: date) -> None:
        if not self.first_day <= day <= self.last_day:
            self._refuse(day)

    def _refuse(self, day: date) -> None:
        raise CalendarDoesNotReach(
            f"Kalender hari kerja hanya ditetapkan dari {long_date(self.first_day)} sampai "
            f"{long_date(self.last_day)}. Hitungan dari {long_date(day)} melewatinya; "
            "hari libur sesudah itu belum ditetapkan, jadi tidak ditebak."
        )


def days_between(first: date, last: date) -> Iterable[date]:
    """Every day from ``first`` to ``last``, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def fingerprint(days: Iterable[DayOff]) -> str:
    """What identifies the content of a calendar: the first 12 digits of a SHA-256."""
    told = sorted(f"{day.day}|{day.kind}|{day.name}|{day.is_estimated}" for day in days)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def shipped_years() -> tuple[int, ...]:
    """The years for which decreed days come with the program."""
    folder = resources.files("cases.domain.data.holidays")
    return tuple(
        sorted(int(file.name[:4]) for file in folder.iterdir() if file.name.endswith(".toml"))
    )


@cache
def shipped_days(year: int) -> tuple[DayOff, ...]:
    """The days of one year as they come with the program."""
    file = resources.files("cases.domain.data.holidays").joinpath(f"{year}.toml")
    table = tomllib.loads(file.read_text("utf-8"))
    return tuple(
        DayOff(
            day=row["date"],
            kind=DayKind(row["kind"]),
            name=row["name"],
            decree=row["decree"],
            source=table["source"],
            is_estimated=row["status"] == "estimated",
        )
        for row in table["day"]
    )


def from_days(days: Iterable[DayOff], *, version: str = "") -> WorkingCalendar:
    """A calendar over whole years, from the first to the last year that has days.

    Raises:
        CalendarDoesNotReach: there is not one day to reach to.
    """
    known = {day.day: day for day in days}
    if not known:
        raise CalendarDoesNotReach("Belum ada hari libur yang ditetapkan dalam kalender.")
    return WorkingCalendar(
        days_off=MappingProxyType(known),
        first_day=date(min(known).year, 1, 1),
        last_day=date(max(known).year, 12, 31),
        version=version or fingerprint(known.values()),
    )


@cache
def shipped() -> WorkingCalendar:
    """The calendar of the data that come with the program."""
    return from_days(day for year in shipped_years() for day in shipped_days(year))
