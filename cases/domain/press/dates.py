"""Days as articles write them: 13/3/2024, (13/3), 13 Maret 2024."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
_NAMES = "|".join(sorted({*MONTHS, *(month[:3] for month in MONTHS), "agt", "nop"}, key=len))
WRITTEN = re.compile(
    rf"\b(?P<day>\d{{1,2}})\s+(?P<name>{'|'.join(reversed(_NAMES.split('|')))})\b"
    r"\.?(?:\s+(?P<year>\d{4}))?",
    re.IGNORECASE,
)
FIGURES = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})[/-](?P<month>\d{1,2})(?:[/-](?P<year>\d{4}|\d{2}))?(?![\d/-])"
)
SHORT_NAMES = {"agt": 8, "nop": 11}


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it is written; ``year`` is None where none stands there."""

    day: int
    month: int
    year: int | None
    start: int
    end: int

    def names(self, on: date) -> bool:
        """Whether this can be that day."""
        same = (self.day, self.month) == (on.day, on.month)
        return same and self.year in {None, on.year}

    def told(self) -> str:
        """13-03-2024, or 13-03 where the year is not written."""
        day = f"{self.day:02}-{self.month:02}"
        return day if self.year is None else f"{day}-{self.year}"


def days(text: str) -> tuple[Day, ...]:
    """The days that a text names, in their order; figures that are no day are none."""
    found = [_named(one) for one in WRITTEN.finditer(text)]
    found += [_figured(one) for one in FIGURES.finditer(text)]
    return tuple(sorted((day for day in found if day), key=lambda day: day.start))


def _named(found: re.Match[str]) -> Day | None:
    name = found["name"].lower()
    month = SHORT_NAMES.get(name[:3]) or next(
        no for no, one in enumerate(MONTHS, start=1) if one.startswith(name[:3])
    )
    year = int(found["year"]) if found["year"] else None
    return _day(int(found["day"]), month, year, found)


def _figured(found: re.Match[str]) -> Day | None:
    told = found["year"]
    year = None if told is None else int(told) + (2000 if len(told) == 2 else 0)
    return _day(int(found["day"]), int(found["month"]), year, found)


def _day(day: int, month: int, year: int | None, found: re.Match[str]) -> Day | None:
    try:
        date(year or 2024, month, day)
    except ValueError:
        return None
    return Day(day, month, year, found.start(), found.end())
