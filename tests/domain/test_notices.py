"""When duties are called to mind, whose they are, and how long something is news."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cases.domain import vocabulary
from cases.domain.calendars import shipped
from cases.domain.deadlines import RULES
from cases.domain.notices import (
    REMIND_BEFORE,
    Channel,
    Event,
    NoticeKind,
    NoticeState,
    Side,
    bound_by,
    reminders,
)

YEAR = [date(2024, 2, 1) + timedelta(days=no) for no in range(500)]


def told(due_on, calendar):
    """Each day on which a limit is called to mind, with the reminder that falls there."""
    found = {}
    for day in YEAR:
        for before in reminders(due_on, since=day, today=day, calendar=calendar):
            found[day] = before
    return found


def test_a_limit_after_nyepi_2024_is_called_to_mind_before_the_days_off():
    """15 March: 14, 13, (12 joint leave, 11 Nyepi, 10 and 9 weekend), 8, 7, 6, 5, 4."""
    assert told(date(2024, 3, 15), shipped()) == {
        date(2024, 3, 4): 7,
        date(2024, 3, 8): 3,
        date(2024, 3, 14): 1,
    }


def test_a_limit_after_nyepi_2024_where_joint_leave_counts():
    """15 March: 14, 13, 12, (11 Nyepi, 10 and 9 weekend), 8, 7, 6, 5."""
    assert told(date(2024, 3, 15), shipped().counting_joint_leave()) == {
        date(2024, 3, 5): 7,
        date(2024, 3, 12): 3,
        date(2024, 3, 14): 1,
    }


def test_a_limit_after_lebaran_2025_is_called_to_mind_before_two_weeks_without_a_working_day():
    """10 April: 9, 8, (28 March to 7 April: none), 27, 26, 25, 24, 21 March."""
    assert told(date(2025, 4, 10), shipped()) == {
        date(2025, 3, 21): 7,
        date(2025, 3, 27): 3,
        date(2025, 4, 9): 1,
    }


def test_a_limit_after_lebaran_2025_where_joint_leave_counts():
    """10 April: 9, 8, 7, 4, 3, 2 April, (1 April and 31 March Eid), 28 March."""
    assert told(date(2025, 4, 10), shipped().counting_joint_leave()) == {
        date(2025, 3, 28): 7,
        date(2025, 4, 7): 3,
        date(2025, 4, 9): 1,
    }


def test_a_limit_that_ends_on_a_day_off_is_called_to_mind_on_working_days():
    """Sunday 17 March 2024: before it Friday 15 is the first working day, 13 the third."""
    found = told(date(2024, 3, 17), shipped())

    assert found[date(2024, 3, 15)] == 1
    assert found[date(2024, 3, 13)] == 3


@given(due_on=some.sampled_from(YEAR[60:]))
def test_every_limit_is_called_to_mind_three_times_on_working_days_before_it(due_on):
    calendar = shipped()
    found = told(due_on, calendar)

    assert sorted(found.values(), reverse=True) == list(REMIND_BEFORE)
    assert all(calendar.is_working(day) and day < due_on for day in found)


def test_nothing_is_called_to_mind_after_the_last_day():
    week = {"since": date(2024, 3, 1), "today": date(2024, 3, 16), "calendar": shipped()}

    assert list(reminders(date(2024, 3, 15), **week)) == []


def test_days_that_nobody_looked_at_are_made_up_together():
    week = {"since": date(2024, 3, 8), "today": date(2024, 3, 14), "calendar": shipped()}

    assert list(reminders(date(2024, 3, 15), **week)) == [3, 1]


@pytest.mark.parametrize(
    ("on", "is_news"),
    [
        (date(2024, 3, 20), True),
        (date(2024, 3, 14), True),
        (date(2024, 3, 7), True),
        (date(2024, 3, 6), False),
    ],
)
def test_what_lies_more_than_a_week_back_is_no_news(on, is_news):
    assert Event("x", on).is_news(date(2024, 3, 14)) is is_news


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_row_of_the_table_says_whose_limit_it_is(rule):
    sides = bound_by(rule)

    assert set(sides) <= set(Side)
    assert bool(sides) is (rule.bound not in {"PTUN / PN", "Mahkamah Agung"})


@pytest.mark.parametrize(
    ("values", "group"),
    [
        (NoticeKind, "notice_kind"),
        (NoticeKind, "notice_kind_hint"),
        (NoticeState, "notice_state"),
        (Channel, "notice_channel"),
    ],
)
def test_every_code_has_its_words(values, group):
    assert [value.value for value in values] == list(vocabulary.terms(group))
