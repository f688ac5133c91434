"""Counting days: against bare arithmetic, and the table of working days against a walk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from cases.domain import calendars
from cases.domain import deadlines as rules
from cases.management.bench.measure import Result, Sizes, compared, side_by_side

RULE = "umum_complete_settlement"  # the longest limit in working days: a hundred
FIRST_DAY = date(2011, 1, 3)
DAYS = 4000  # triggers are spread over these
A_MILLION, A_MINUTE = 1_000_000, 60_000


def measure(sizes: Sizes) -> Iterator[Result]:
    """A recount asks on which day each limit falls; what did not move is not written."""
    calendar = calendars.shipped()
    rule = rules.find(RULE)
    days = [FIRST_DAY + timedelta(days=n * 7 % DAYS) for n in range(sizes.deadlines)]
    sides = side_by_side(
        partial(_recount, rule, calendar, days), partial(_bare, rule, days), rounds=sizes.rounds
    )
    recount = compared(
        f"hitung ulang {len(days)} jangka waktu, tiap satu",
        sides,
        per=(len(days), len(days)),
        floor_name="penjumlahan tanggal saja",
    )
    yield recount
    if recount.ours is not None:
        seconds = round(recount.ours.median * A_MILLION / 1000, 1)
        yield Result(
            "hitung ulang 1.000.000 jangka waktu (diperkirakan)",
            "detik CPU",
            seconds,
            goal=A_MINUTE / 1000,
            note="sasaran termasuk penulisan yang berubah",
        )
    yield compared(
        "mencari hari kerja ke-100",
        side_by_side(
            partial(_by_table, calendar, days),
            partial(_by_walking, calendar, days),
            rounds=sizes.rounds,
        ),
        per=(len(days), len(days)),
        floor_name="berjalan hari demi hari",
        goal=1.0,
    )


def _recount(
    rule: rules.DeadlineRule, calendar: calendars.WorkingCalendar, days: Sequence[date]
) -> None:
    for day in days:
        rules.usually_due(rule, triggered_on=day, calendar=calendar)


def _bare(rule: rules.DeadlineRule, days: Sequence[date]) -> list[date]:
    length = timedelta(days=rule.length or 0)
    return [day + length for day in days]


def _by_table(calendar: calendars.WorkingCalendar, days: Sequence[date]) -> list[date]:
    return [calendar.add(day, 100) for day in days]


def _by_walking(calendar: calendars.WorkingCalendar, days: Sequence[date]) -> list[date]:
    return [_walked(calendar, day, 100) for day in days]


def _walked(calendar: calendars.WorkingCalendar, day: date, working_days: int) -> date:
    left = working_days
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day
