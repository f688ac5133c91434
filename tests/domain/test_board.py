"""The week as it is drawn: half-hours, whole hours, and how each hearing stands in it."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import board, vocabulary
from cases.domain.board import Standing
from cases.domain.hearings import HearingState

NINE = 9 * board.HOUR


def standing(state, **more):
    known = {"has_previous": False, "has_successor": False, "is_void": False}
    return board.standing_of(state, **known | more)


def test_a_week_begins_on_monday_and_shows_a_weekend_only_where_something_is_held():
    monday = board.monday_of(date(2024, 3, 13))

    assert monday == date(2024, 3, 11)
    assert board.days_of(monday)[-1] == date(2024, 3, 15)
    assert board.days_of(monday, {date(2024, 3, 16)})[-1] == date(2024, 3, 16)


def test_the_board_shows_office_hours_and_widens_to_whole_hours():
    assert board.hours() == (8 * 60, 16 * 60)
    assert board.hours([(NINE, 16 * 60 + 30)]) == (8 * 60, 17 * 60)
    assert board.hours([(7 * 60 + 45, NINE)]) == (7 * 60, 16 * 60)


@given(
    st.integers(0, board.DAY - 1),
    st.integers(1, board.LONGEST),
)
def test_a_span_fills_every_half_hour_that_it_touches_and_lies_within_the_board(starts, length):
    ends = min(starts + length, board.DAY)
    first, last = board.hours([(starts, ends)])
    row, span = board.rows(starts, ends, first)

    assert first <= starts < ends <= last
    assert first + (row - 1) * board.STEP <= starts
    assert first + (row - 1 + span) * board.STEP >= ends
    assert row - 1 + span <= (last - first) // board.STEP


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ("90", 90),
        ("100", 90),
        ("0", 30),
        ("9999", 480),
        ("99999", 120),
        ("dua", 120),
        ("", 120),
    ],
)
def test_a_length_is_asked_for_in_half_hours(told, minutes):
    assert board.length_asked(told) == minutes


def test_minutes_are_times_of_day():
    assert board.at(board.minutes(time(9, 30))) == time(9, 30)


def test_drafts_and_what_waits_for_the_release_are_told_apart():
    assert standing(HearingState.DRAFT) is Standing.DRAFT
    assert standing(HearingState.DRAFT, has_previous=True) is Standing.MOVED_HERE
    assert standing(HearingState.SET) is Standing.ANNOUNCED
    assert standing(HearingState.SET, has_successor=True) is Standing.MOVING_AWAY
    assert standing(HearingState.SET, is_void=True) is Standing.CANCELLING
    assert standing(HearingState.CLOSED) is Standing.HELD


def test_what_is_being_moved_or_was_held_stays_where_it_is():
    assert Standing.MOVING_AWAY not in board.MOVABLE
    assert Standing.HELD not in board.MOVABLE


def test_the_next_hearing_is_of_a_kind_that_the_law_knows():
    assert set(board.NEXT_KIND.values()) <= set(vocabulary.terms("hearing_kind"))
