"""The rule of two absences: a suggestion with its article, or why an absence does not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.domain import absences as rules
from cases.domain.absences import Attendance, Consequence, Summoned, Uncounted
from cases.domain.hearings import Presence
from cases.domain.notices import Side
from cases.domain.summons import Standing

# Summoned to Wednesday 13 March 2024: the last day by the chosen count is 6 March.
PROPER = Summoned(Standing.RECEIVED, date(2024, 3, 6), date(2024, 3, 6))
ABSENT = Attendance("A", date(2024, 3, 13), Presence.ABSENT, (PROPER,))
CAME = Attendance("B", date(2024, 3, 27), Presence.PRESENT, (PROPER,))
APPLICANT, RESPONDENT = Side.APPLICANT, Side.RESPONDENT


def suggest(side, *history):
    return rules.suggest(side, [rules.judge(one) for one in history])


def why(*summonses, **changed):
    return rules.judge(replace(ABSENT, summonses=summonses, **changed)).why


def test_an_applicant_absent_twice_after_proper_summonses_may_lapse():
    found = suggest(APPLICANT, ABSENT, replace(ABSENT, hearing="C"))
    assert found.consequence is Consequence.LAPSE
    assert str(found.article) == "Perki 1/2013 Pasal 30"
    assert found.hearings == ("A", "C")
    assert found.is_consecutive


def test_whether_they_follow_each_other_is_said_and_not_decided():
    found = suggest(APPLICANT, ABSENT, CAME, replace(ABSENT, hearing="C"))
    assert found.consequence is Consequence.LAPSE
    assert not found.is_consecutive


def test_one_absence_of_the_applicant_suggests_nothing():
    assert suggest(APPLICANT, ABSENT, CAME) is None


def test_without_the_respondent_the_panel_may_go_on_and_practice_waits_for_a_second():
    first = suggest(RESPONDENT, ABSENT)
    assert (first.consequence, first.is_first) == (Consequence.GO_ON, True)
    assert str(first.article) == "Perki 1/2013 Pasal 31"
    second = suggest(RESPONDENT, ABSENT, replace(ABSENT, hearing="C"))
    assert (second.is_first, second.is_consecutive) == (False, True)


@pytest.mark.parametrize(
    ("summonses", "expected"),
    [
        ((), Uncounted.NOT_SUMMONED),
        ((Summoned(Standing.UNSENT),), Uncounted.UNPROVEN),
        ((Summoned(Standing.SENT),), Uncounted.UNPROVEN),
        ((Summoned(Standing.REFUSED),), Uncounted.REFUSED),
        ((Summoned(Standing.RETURNED),), Uncounted.RETURNED),
        ((Summoned(Standing.NOTICE),), Uncounted.NOTICE),
        ((replace(PROPER, received_on=date(2024, 3, 7)),), Uncounted.LATE),
        ((replace(PROPER, last_on=None),), Uncounted.NO_FIGURE),  # the election track
        ((PROPER,), None),
        # One without fault is enough; of several faults the least is told.
        ((Summoned(Standing.RETURNED), PROPER), None),
        ((Summoned(Standing.SENT), Summoned(Standing.REFUSED)), Uncounted.REFUSED),
    ],
)
def test_an_absence_counts_after_a_proven_service_in_time(summonses, expected):
    assert why(*summonses) is expected


def test_a_reason_that_was_accepted_or_not_judged_keeps_an_absence_from_counting():
    assert why(PROPER, is_excused=True) is Uncounted.ACCEPTED
    assert why(PROPER, is_excused=None) is Uncounted.UNJUDGED
    assert why(PROPER, is_excused=False) is None


def test_who_came_or_was_not_noted_is_not_absent():
    for presence in (Presence.PRESENT, Presence.REMOTE, Presence.REJECTED, None):
        judged = rules.judge(replace(ABSENT, presence=presence))
        assert (judged.counts, judged.why) == (False, None)


DAYS = st.integers(min_value=0, max_value=9).map(lambda no: date(2024, 3, 1) + timedelta(no))
SUMMONSES = st.builds(Summoned, st.sampled_from(Standing), st.none() | DAYS, st.none() | DAYS)
HISTORY = st.lists(
    st.builds(
        Attendance,
        st.sampled_from("ABCDEFGH"),
        DAYS,
        st.none() | st.sampled_from(Presence),
        st.lists(SUMMONSES, max_size=3).map(tuple),
        st.none() | st.booleans(),
    ),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([APPLICANT, RESPONDENT]), HISTORY)
def test_nothing_is_suggested_without_proven_services_in_time(side, history):
    found = suggest(side, *history)
    proper = [
        one for one in history
        if one.presence is Presence.ABSENT and one.is_excused is False
        and any(
            each.standing is Standing.RECEIVED and each.received_on and each.last_on
            and each.received_on <= each.last_on
            for each in one.summonses
        )
    ]  # fmt: skip
    needed = {APPLICANT: 2, RESPONDENT: 1}[side]
    assert (found is not None) == (len(proper) >= needed)
    if found is not None:
        assert set(found.hearings) == {one.hearing for one in proper}
        assert (found.consequence is Consequence.LAPSE) == (side is APPLICANT)
        assert found.is_first == (len(proper) == 1)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(HISTORY)
def test_a_first_absence_is_never_called_one_of_several_in_a_row(history):
    found = suggest(RESPONDENT, *history)
    assert found is None or not (found.is_first and found.is_consecutive)
