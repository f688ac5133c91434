"""Days and hours as registers write them. A day that is not there is never invented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from cases.domain.register_import.cells import (
    SILENT,
    Understood,
    is_blank,
    is_struck,
    nearest,
    plain,
)
from cases.domain.register_import.reasons import Reason, because, together

MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
OTHERS = {
    "january": 1, "february": 2, "peb": 2, "pebruari": 2, "march": 3, "may": 5, "june": 6,
    "july": 7, "august": 8, "aug": 8, "agt": 8, "ags": 8, "agst": 8, "october": 10, "oct": 10,
    "nop": 11, "nopember": 11, "december": 12, "dec": 12,
}  # fmt: skip
SHORTEST = 3  # letters of an abbreviated month
YEARS = range(2000, 2100)
SHORT_YEARS = range(8, 80)  # 08 is 2008, when the law was made
# Days since the end of 1899, as spreadsheets count: from 2000 to 2099.
SERIALS, SERIAL_ZERO = range(36526, 73050), date(1899, 12, 30)

_ISO = r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
_DMY = r"(?P<d2>\d{1,2})\s?[-/.]\s?(?P<m2>\d{1,2})\s?[-/.]\s?(?P<y2>\d{4}|\d{2})"
_AND = r"(?:\s*(?:-|–|dan|&|sampai|hingga|s\.?\s?/?\s?d\.?)\s*\d{1,2})?"
_WORDS = (
    rf"(?P<d3>\d{{1,2}})(?P<until>{_AND})[\s\-.,/]*(?P<m3>[a-z]{{3,}})[\s\-.,/]*(?P<y3>\d{{4}})"
)
_ENGLISH = r"(?P<m4>[a-z]{3,})\.?\s+(?P<d4>\d{1,2}),\s*(?P<y4>\d{4})"
_DAY = re.compile(rf"(?<![\d])(?:{_ISO}|{_DMY}|{_WORDS})(?!\d)|{_ENGLISH}(?!\d)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<![\d.:])(?P<h>\d{1,2})[.:](?P<min>\d{2})(?:[.:]\d{2}(?:\.0+)?)?(?![\d.:])"
    r"(?:\s*(?P<zone>wib|wita|wit)\b)?",
    re.IGNORECASE,
)
_AROUND = " ,.;:()[]-–/"
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


@dataclass(frozen=True, slots=True)
class _Found:
    """One day in a cell: what it is, or why it is none; and what had to be read into it."""

    told: str
    day: date | None
    reason: Reason = SILENT


def read_date(written: str) -> Understood[date]:
    """The day in a cell; of several the first. ``note`` holds what else is written there."""
    text = plain(written)
    if is_blank(text):
        return Understood(written)
    if (serial := _serial(text)) is not None:
        return Understood(written, serial, reason=because("day_number"))
    found = list(_days(text))
    note = _note(text)
    if not found:
        return Understood(written, None, note, _why_none(text))
    first = found[0]
    others = [one for one in found[1:] if one.told != first.told and one.day != first.day]
    if first.day is not None and others:
        told = ", ".join(one.told for one in others)
        return Understood(
            written,
            first.day,
            note,
            because("several_days", others=told),
        )
    return Understood(written, first.day, note, first.reason)


def read_dates(written: str) -> tuple[Understood[date], ...]:
    """Each day in a cell with what is written about it; of one that has no two, the one.

    What is said of a day stands behind it, or before it where the cell begins with words.
    """
    text = plain(written)
    matches = list(_DAY.finditer(text))
    if len(matches) < 2:
        return (read_date(written),)
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    if re.search(r"[A-Za-z]", text[: starts[0]]):
        bounds = list(zip([0, *ends[:-1]], [*ends[:-1], len(text)], strict=True))
    else:
        bounds = list(zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True))
    found: list[Understood[date]] = []
    for match, (start, end) in zip(matches, bounds, strict=True):
        day, part = _day(match), text[start:end]
        one = Understood(match[0], day.day, _note(part), day.reason)
        twins = (two for two in found if two.note == one.note)
        if not any(_is_same(one, two) for two in twins):
            found.append(one)
    return tuple(_in_order(found))


def _is_same(one: Understood[date], two: Understood[date]) -> bool:
    return one.value == two.value if one.value else one.written == two.written


def _in_order(days: Sequence[Understood[date]]) -> Iterator[Understood[date]]:
    """The days; one that lies before the one written before it is marked."""
    latest = date.min
    for one in days:
        if one.value is None:
            yield one
            continue
        early = because("earlier_in_cell") if one.value < latest else None
        latest = max(latest, one.value)
        yield replace(one, reason=together([one.reason, early]))


def read_time(written: str) -> Understood[time]:
    """The hour in a cell."""
    text = plain(written)
    if is_blank(text):
        return Understood(written)
    if re.fullmatch(r"0\.\d+", text):  # part of a day, as spreadsheets keep an hour
        minutes = round(float(text) * 24 * 60)
        if minutes < 24 * 60 and len(text) > len("0.00"):
            told = time(*divmod(minutes, 60))
            return Understood(written, told, reason=because("hour_number"))
    if (clock := _CLOCK.search(text)) is None:
        return Understood(written, None, text, because("no_hour"))
    hour, minute = int(clock["h"]), int(clock["min"])
    if hour > 23 or minute > 59:
        return Understood(
            written, None, text, because("impossible_hour", hour=f"{clock['h']}.{clock['min']}")
        )
    rest = (text[: clock.start()] + text[clock.end() :]).strip(_AROUND)
    return Understood(written, time(hour, minute), rest)


def read_weekday(written: str) -> Understood[int]:
    """The day of the week in a cell, Monday is 0."""
    text = plain(written)
    if is_blank(text):
        return Understood(written)
    word = re.sub(r"[^a-z]", "", text.casefold())
    word = {"ahad": "minggu", "jum": "jumat"}.get(word, word)
    told = word if word in WEEKDAYS else nearest(word, WEEKDAYS)
    if not told:
        return Understood(written, None, text, because("no_weekday"))
    reason = SILENT if told == word else because("read_as", word=told)
    return Understood(written, WEEKDAYS.index(told), reason=reason)


def month_of(word: str) -> tuple[int, bool]:
    """The month that a word names, and whether a slip had to be looked over; 0: none."""
    word = word.casefold()
    if word in OTHERS:
        return OTHERS[word], False
    begun = [no for no, name in enumerate(MONTHS, start=1) if name.startswith(word)]
    if len(word) >= SHORTEST and len(begun) == 1:
        return begun[0], False
    close = nearest(word, MONTHS)
    return (MONTHS.index(close) + 1, True) if close else (0, False)


def _days(text: str) -> Iterator[_Found]:
    for match in _DAY.finditer(text):
        yield _day(match)


def _day(match: re.Match[str]) -> _Found:
    part = next(no for no in "1234" if match[f"d{no}"])
    told, until = match[0], match["until"] if part == "3" else ""
    day, month, year = (match[f"{unit}{part}"] for unit in "dmy")
    number, is_slip = (int(month), False) if month.isdecimal() else month_of(month)
    if not number:
        return _Found(told, None, because("unknown_month", word=month))
    full = int(year) if len(year) == 4 else 2000 + int(year)
    if full not in YEARS or (len(year) == 2 and int(year) not in SHORT_YEARS):
        return _Found(told, None, because("year_beyond", year=year))
    try:
        found = date(full, number, int(day))
    except ValueError:
        return _Found(told, None, because("impossible_day", day=told))
    doubts = [
        because("month_slip", word=month, month=MONTHS[number - 1]) if is_slip else None,
        because("short_year", year=year, full=full) if len(year) == 2 else None,
        because("several_days_together") if until.strip() else None,
    ]
    return _Found(told, found, together(doubts))


def _serial(text: str) -> date | None:
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and int(text[:5]) in SERIALS:
        return SERIAL_ZERO + timedelta(days=int(text[:5]))
    return None


def _note(text: str) -> str:
    rest = _CLOCK.sub(" ", _DAY.sub(" ", text))
    return plain(re.sub(r"\(\s*\)", " ", rest)).strip(_AROUND)


def _why_none(text: str) -> Reason:
    if is_struck(text):
        return because("struck")
    if _CLOCK.fullmatch(text):
        return because("hour_not_day")
    if re.search(r"\d", text) and any(month_of(word)[0] for word in _words_in(text)):
        return because("incomplete_day")
    return because("no_day")


def _words_in(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{3,}", text)
