"""The course before a dispute: whose turn it is, until when, what is early and what is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import calendars
from cases.domain import information_requests as rules
from cases.domain.information_requests import (
    Act,
    Channel,
    Course,
    ImpossibleOrder,
    Side,
    Timeliness,
    TurnState,
)

CALENDAR = calendars.shipped()
# UU 14/2008 Pasal 22 ayat (7): 10 working days after 4 March 2024 end on 20 March; skipped are
# two weekends, 11 March (Nyepi) and 12 March (joint leave).
ASKED, REPLY_DUE = date(2024, 3, 4), date(2024, 3, 20)


def turns(course, today):
    return {one.act: one for one in rules.turns(course, calendar=CALENDAR, today=today)}


def told(course, today):
    return rules.turns(course, calendar=CALENDAR, today=today)


def test_the_body_has_ten_working_days_and_both_readings_are_kept():
    """With joint leave counted, 12 March is day 5 and the term ends a day earlier."""
    reply = turns(Course("umum", received_on=ASKED), date(2024, 3, 5))[Act.REPLY]

    assert (reply.side, reply.state) == (Side.BODY, TurnState.RUNNING)
    assert (reply.due_on, reply.other.due_on) == (REPLY_DUE, date(2024, 3, 19))
    assert reply.safe_on == date(2024, 3, 19)


def test_a_notice_of_extension_gives_the_body_seven_more():
    """Pasal 22 ayat (8): 17 working days; 29 March 2024 is Good Friday."""
    course = Course("umum", received_on=ASKED, extended_on=date(2024, 3, 18))

    reply = turns(course, date(2024, 3, 21))[Act.REPLY]

    assert (reply.due_on, reply.state) == (date(2024, 4, 1), TurnState.RUNNING)


def test_an_objection_to_silence_is_early_until_the_term_of_the_reply_is_over():
    """Pasal 35 ayat (1) huruf c: silence is a ground when the term has passed."""
    course = Course("umum", received_on=ASKED)

    early = rules.advise(told(course, REPLY_DUE), Act.OBJECT, on=REPLY_DUE)
    next_day = REPLY_DUE + timedelta(days=1)
    in_time = rules.advise(told(course, next_day), Act.OBJECT, on=next_day)

    assert (early.timeliness, early.day) == (Timeliness.EARLY, REPLY_DUE)
    assert in_time.timeliness is Timeliness.IN_TIME


def test_silence_hands_the_turn_to_the_applicant():
    course = Course("umum", received_on=ASKED)

    assert rules.next_turn(told(course, REPLY_DUE)).act is Act.REPLY
    assert rules.next_turn(told(course, date(2024, 3, 21))).act is Act.OBJECT


def test_an_objection_is_filed_within_thirty_working_days_of_the_reply():
    """Pasal 36 ayat (1): 30 working days after 20 March 2024 end on 13 May.

    21-22 March 1-2, 25-28 March 3-6, 1-5 April 7-11, 16-19 April 12-15, 22-26 April 16-20,
    29-30 April 21-22, 2-3 May 23-24, 6-8 May 25-27, 13 May 28: 9 May is Ascension, 10 May joint
    leave; 14 and 15 May are 29 and 30.
    """
    course = Course("umum", received_on=ASKED, replied_on=REPLY_DUE)

    objection = turns(course, date(2024, 3, 25))[Act.OBJECT]

    assert objection.due_on == date(2024, 5, 15)


def test_the_dispute_is_filed_within_fourteen_working_days_of_the_answer():
    """Pasal 37 ayat (2): an answer of 9 March 2026 gives 6 April, or 30 March with joint leave.

    10-13 March 1-4, 16-17 March 5-6; 18 joint leave, 19 Nyepi, 20, 23, 24 joint leave of Idul
    Fitri; 25-27 March 7-9, 30-31 March 10-11, 1-2 April 12-13; 3 April Good Friday; 6 April 14.
    """
    course = Course(
        "umum",
        received_on=date(2026, 1, 5),
        replied_on=date(2026, 1, 19),
        objected_on=date(2026, 2, 2),
        answered_on=date(2026, 3, 9),
    )

    filing = turns(course, date(2026, 3, 10))[Act.FILE]

    assert (filing.due_on, filing.other.due_on) == (date(2026, 4, 6), date(2026, 3, 30))
    assert rules.advise(told(course, date(2026, 4, 7)), Act.FILE, on=date(2026, 4, 7)) == (
        rules.Advice(
            Timeliness.LATE, turns(course, date(2026, 4, 7))[Act.FILE], date(2026, 4, 6)
        )
    )


def test_without_an_answer_the_fourteen_days_run_from_the_end_of_the_thirty():
    """Perki 1/2013 Pasal 13; Pasal 36 ayat (2): 30 working days after 1 July 2024 end on 12
    August (1 July is day 0; 7 July is a Sunday), and 14 after that on 30 August (17 August is a
    Saturday).
    """
    course = Course(
        "umum",
        received_on=date(2024, 6, 3),
        replied_on=date(2024, 6, 20),
        objected_on=date(2024, 7, 1),
    )

    found = turns(course, date(2024, 8, 13))

    assert found[Act.ANSWER].due_on == date(2024, 8, 12)
    assert found[Act.FILE].rule.key == "umum_dispute_file_no_reply"
    assert found[Act.FILE].due_on == date(2024, 8, 30)


def test_no_dispute_without_an_objection():
    """Elucidation of Pasal 37 ayat (1)."""
    course = Course("umum", received_on=ASKED, replied_on=date(2024, 3, 15))

    advice = rules.advise(told(course, date(2024, 3, 18)), Act.FILE, on=date(2024, 3, 18))

    assert (advice.timeliness, advice.turn.act) == (Timeliness.EARLY, Act.ANSWER)
    assert advice.day is None


def test_what_no_text_gives_is_uncertain_and_blocks_nothing():
    """Perki 1/2019: the applicant's own limits were not found."""
    course = Course("pemilu", received_on=date(2024, 2, 16), replied_on=date(2024, 2, 21))

    found = turns(course, date(2024, 2, 22))
    advice = rules.advise(told(course, date(2024, 2, 22)), Act.OBJECT, on=date(2024, 2, 22))

    assert found[Act.OBJECT].state is TurnState.UNCOUNTED
    assert advice.timeliness is Timeliness.UNCERTAIN


def test_an_election_body_answers_in_three_working_days():
    """Perki 1/2019 Pasal 12: 16 February 2024 was a Friday."""
    reply = turns(Course("pemilu", received_on=date(2024, 2, 16)), date(2024, 2, 19))[Act.REPLY]

    assert reply.due_on == date(2024, 2, 21)


def test_a_course_beyond_the_decreed_calendar_is_not_guessed():
    course = Course("umum", received_on=CALENDAR.last_day - timedelta(days=3))

    reply = turns(course, CALENDAR.last_day)[Act.REPLY]

    assert (reply.state, reply.count) == (TurnState.UNCOUNTED, None)


@pytest.mark.parametrize(
    ("channel", "received_on"),
    [
        (Channel.EMAIL, ASKED),
        (Channel.IN_PERSON, ASKED),
        (Channel.PORTAL, ASKED),
        (Channel.POST, None),
        (Channel.OTHER, None),
    ],
)
def test_only_what_arrives_at_once_starts_its_clock_by_itself(channel, received_on):
    """Pasal 22 ayat (4) to (6)."""
    assert rules.received_at_once(channel, ASKED) == received_on


@pytest.mark.parametrize("later", [date(2024, 3, 3), date(2024, 3, 8)])
def test_a_day_before_its_step_or_after_today_is_refused(later):
    with pytest.raises(ImpossibleOrder):
        rules.check_order(ASKED, later, what="tanggapan", today=date(2024, 3, 7))


DAYS = st.dates(date(2012, 1, 2), date(2026, 6, 1))


@given(asked=DAYS, later=st.integers(0, 200))
def test_at_most_one_turn_is_on_and_every_turn_before_it_is_over(asked, later):
    today = asked + timedelta(days=later)

    found = told(Course("umum", received_on=asked), today)
    on = rules.next_turn(found)

    over = {TurnState.DONE, TurnState.DONE_LATE, TurnState.LAPSED}
    assert all(one.state in over for one in found[: found.index(on)])


@given(asked=DAYS, delay=st.integers(1, 60))
def test_a_later_reply_never_shortens_the_time_to_object(asked, delay):
    first = turns(Course("umum", received_on=asked, replied_on=asked), asked)
    later_on = asked + timedelta(days=delay)
    later = turns(Course("umum", received_on=asked, replied_on=later_on), later_on)

    assert later[Act.OBJECT].due_on >= first[Act.OBJECT].due_on
