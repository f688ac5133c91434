"""What of a sound is silent in its public copy, and when a line of a transcript begins."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.captions import Word
from cases.domain.sounds import (
    MARGIN_MS,
    ClockUnknown,
    ClosedTimeUnknown,
    Heard,
    NothingOpen,
    Said,
    SoundNotCopied,
    Stretch,
    Times,
    check_length,
    closed_by_clock,
    cut,
    lies_in,
    off_record,
    times_of,
    touches,
)
from cases.domain.transcripts import Timed, line_starts

HOUR = 3_600_000


def test_a_closed_session_is_closed_from_its_opening_to_its_end():
    sessions = [Stretch(0, 60_000, True), Stretch(60_000, 90_000, False)]

    assert closed_by_clock([], sessions) == [(60_000, 90_000)]


def test_a_closed_session_without_a_beginning_makes_the_sound_unclear():
    with pytest.raises(ClosedTimeUnknown):
        closed_by_clock([], [Stretch(None, 90_000, False)])


def test_a_closed_turn_ends_where_it_says_or_where_the_next_begins():
    turns = [
        Said(1000, 2000, True),
        Said(3000, None, True),
        Said(5000, 6000, False),
        Said(7000, None, True),
    ]

    assert closed_by_clock(turns, []) == [(1000, 2000), (3000, 5000), (7000, None)]


def test_a_closed_turn_that_was_keyed_may_have_begun_at_the_key_before():
    turns = [Said(1000, None, False, True), Said(9000, None, True, True)]

    assert closed_by_clock(turns, []) == [(1000, None)]


def test_a_closed_turn_without_a_time_is_unclear_unless_its_session_is_closed():
    session = [Stretch(0, 90_000, False)]

    assert closed_by_clock([Said(None, None, True, session=0)], session) == [(0, 90_000)]
    with pytest.raises(ClosedTimeUnknown):
        closed_by_clock([Said(None, None, True)], session)
    with pytest.raises(ClosedTimeUnknown):
        closed_by_clock([Said(None, None, True, session=0)], [Stretch(0, None, True)])


def test_a_closed_turn_that_outlasts_its_closed_session_is_silent_to_its_end():
    session = [Stretch(0, 90_000, False)]

    assert (80_000, 99_000) in closed_by_clock([Said(80_000, 99_000, True, session=0)], session)


def test_recess_and_what_lies_around_the_hearing_are_off_the_record():
    sessions = [Stretch(0, 60_000, True), Stretch(90_000, 120_000, True)]

    before, between, after = off_record(sessions)

    assert before[0] < 0
    assert before[1] == 0
    assert between == (60_000, 90_000)
    assert after == (120_000, None)


def test_without_a_clock_there_is_no_copy():
    with pytest.raises(ClockUnknown):
        cut(Heard(HOUR, None, ()), [])


def test_what_was_closed_is_moved_to_the_clock_of_the_sound_and_widened():
    found = cut(Heard(HOUR, 10_000, ()), [(60_000, 90_000)])

    assert found.silenced == ((50_000 - MARGIN_MS, 80_000 + MARGIN_MS),)


def test_a_sound_that_is_closed_all_through_has_no_copy():
    with pytest.raises(NothingOpen):
        cut(Heard(60_000, 0, ()), [(0, None)])


@given(
    parts=st.lists(st.tuples(st.integers(0, 99_000), st.integers(1, 20_000)), max_size=6),
    offset=st.integers(-50_000, 50_000),
    closed=st.lists(st.tuples(st.integers(0, 99_000), st.integers(1, 20_000)), max_size=6),
)
def test_every_closed_instant_is_silent_and_stretches_never_touch(parts, offset, closed):
    told = tuple((start, start + length) for start, length in parts)
    by_clock = [(start, start + length) for start, length in closed]
    try:
        found = cut(Heard(100_000, offset, told), by_clock).silenced
    except NothingOpen:
        return

    moved = [*told, *((start - offset, end - offset) for start, end in by_clock)]
    for start, end in moved:
        inside = max(start, 0), min(end, 100_000)
        if inside[0] < inside[1]:
            assert any(a <= inside[0] and inside[1] <= b for a, b in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))


def test_a_sound_that_is_longer_than_it_said_keeps_another_clock():
    check_length(60_000, 61_000)
    with pytest.raises(SoundNotCopied):
        check_length(60_000, 90_000)


def test_a_line_begins_where_its_first_word_was_heard():
    turn = Timed(
        1000, 9000, (("Apakah", 1000), ("kontrak", 3000), ("itu", 7000), ("ada?", 8000))
    )

    assert line_starts(turn, "Ketua: Apakah kontrak itu ada?", [0, 14, 22]) == [
        1000,
        3000,
        7000,
    ]


def test_between_what_is_known_time_passes_with_the_letters():
    assert line_starts(Timed(0, 10_000), "x" * 100, [0, 50, 75]) == [0, 5000, 7500]
    assert line_starts(Timed(4000), "x" * 100, [0, 50]) == [4000, 4000]


@given(
    heard=st.lists(st.tuples(st.text("ab ", max_size=3), st.none() | st.integers(0, 9999))),
    text=st.text("ab ", min_size=1, max_size=60),
    end=st.none() | st.integers(0, 9999),
)
def test_no_line_begins_before_the_one_above_it(heard, text, end):
    places = list(range(0, len(text), 7))

    found = line_starts(Timed(500, end, tuple(heard)), text, places)

    assert found == sorted(found)
    assert found[0] >= 500


def test_words_that_were_heard_say_more_exactly_what_fell_into_a_closed_part():
    closed = [(9000, 13_000)]
    words = [Word("ya", 8200, 8500), Word("menguasai", 8600, 9200), Word("rahasia", 9300, 9900)]

    before = times_of(words[:2], 8200, 9200)
    across = times_of(words, 8200, 9900)
    behind = times_of(words[2:], 8200, 13_500)

    assert [touches(one, closed) for one in (before, across, behind)] == [False, True, True]
    assert [lies_in(one, closed) for one in (before, across, behind)] == [False, False, True]


@pytest.mark.parametrize(
    ("start", "end", "reaches", "lies"),
    [
        (8000, 9000, False, False),
        (8000, 9001, True, False),
        (9000, 13_000, True, True),
        (12_999, None, True, True),
        (13_000, None, False, False),
        (None, 10_000, False, False),
    ],
)
def test_a_turn_without_heard_words_is_placed_by_its_own_times(start, end, reaches, lies):
    said, closed = Times(start, end), [(9000, 13_000)]

    assert (touches(said, closed), lies_in(said, closed)) == (reaches, lies)
