"""The decreed calendar. Expected days were counted by hand on a wall calendar."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import calendars
from cases.domain.calendars import CalendarDoesNotReach, DayKind, DayOff

CALENDAR = calendars.shipped()
DAYS = st.dates(date(2010, 1, 4), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2024, 2, 14), DayKind.ELECTION),
        (date(2024, 3, 11), DayKind.NATIONAL),  # Nyepi
        (date(2024, 3, 12), DayKind.JOINT_LEAVE),
        (date(2024, 4, 8), DayKind.JOINT_LEAVE),
        (date(2024, 4, 10), DayKind.NATIONAL),  # Idulfitri
        (date(2024, 4, 15), DayKind.JOINT_LEAVE),
        (date(2025, 8, 18), DayKind.JOINT_LEAVE),  # added two weeks ahead
        (date(2024, 3, 16), DayKind.WEEKEND),
    ],
)
def test_a_day_off_says_why(day, kind):
    assert CALENDAR.reason_off(day).kind is kind


def test_a_working_day_has_no_reason():
    assert CALENDAR.reason_off(date(2024, 3, 13)) is None


def test_joint_leave_can_be_counted_and_national_days_cannot():
    counting = CALENDAR.counting_joint_leave()

    assert counting.is_working(date(2024, 3, 12))
    assert not counting.is_working(date(2024, 3, 11))


def test_a_holiday_on_sunday_is_still_named_when_joint_leave_counts():
    assert (
        CALENDAR.counting_joint_leave().reason_off(date(2024, 3, 31)).name.startswith("Kebang")
    )


@pytest.mark.parametrize("day", [date(2009, 12, 31), date(2028, 1, 1)])
def test_the_calendar_refuses_to_look_past_what_is_decreed(day):
    with pytest.raises(CalendarDoesNotReach, match="31 Desember 2027"):
        CALENDAR.reason_off(day)


def test_a_count_that_leaves_the_calendar_is_refused():
    with pytest.raises(CalendarDoesNotReach):
        CALENDAR.add(date(2027, 12, 20), 30)


def test_a_count_of_no_days_names_no_day():
    with pytest.raises(ValueError, match="at least one"):
        CALENDAR.add(date(2024, 3, 13), 0)


def test_the_day_after_5_april_2024_is_16_april_across_lebaran():
    assert CALENDAR.add(date(2024, 4, 5), 1) == date(2024, 4, 16)


@given(DAYS, st.integers(1, 120), st.integers(1, 120))
def test_counting_on_is_counting_together(start, first, second):
    assert CALENDAR.add(CALENDAR.add(start, first), second) == CALENDAR.add(
        start, first + second
    )


@given(DAYS, st.integers(1, 200))
def test_exactly_that_many_days_are_counted(start, length):
    end = CALENDAR.add(start, length)

    assert CALENDAR.is_working(end)
    assert CALENDAR.count(start, end) == length


@given(DAYS, st.integers(1, 200))
def test_counting_back_undoes_counting_on_from_a_working_day(start, length):
    working = CALENDAR.add(start, 1)

    assert CALENDAR.add(CALENDAR.add(working, length), -length) == working


@given(DAYS, st.integers(1, 100), st.integers(0, 150))
def test_one_more_holiday_never_brings_a_limit_forward(start, length, distance):
    day = start + timedelta(days=distance)
    more = calendars.from_days(
        [*CALENDAR.days_off.values(), DayOff(day, DayKind.NATIONAL, "libur baru")]
        if day not in CALENDAR.days_off
        else CALENDAR.days_off.values()
    )

    assert more.add(start, length) >= CALENDAR.add(start, length)


@pytest.mark.parametrize("year", calendars.shipped_years())
def test_the_shipped_days_agree_with_an_independent_list(year):
    shipped = calendars.shipped_days(year)
    national = {d.day for d in shipped if d.kind in {DayKind.NATIONAL, DayKind.ELECTION}}
    joint = {d.day for d in shipped if d.kind is DayKind.JOINT_LEAVE}

    public = set(holidays.country_holidays("ID", categories=("public",), years=year))
    leave = set(holidays.country_holidays("ID", categories=("government",), years=year))

    assert national == public
    assert joint == leave - public


def test_every_day_names_its_decree_or_its_source():
    days = [day for year in calendars.shipped_years() for day in calendars.shipped_days(year)]

    assert len(days) > 300
    assert all(day.decree or day.source for day in days)


def test_estimated_days_are_marked():
    estimated = [day for day in calendars.shipped_days(2027) if day.is_estimated]

    assert {day.name for day in estimated} == {
        "Hari Raya Idul Fitri",
        "Hari kedua dari Hari Raya Idul Fitri",
        "Hari Raya Idul Adha",
    }
