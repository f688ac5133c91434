"""Time limits. Each expected date was counted by hand, with the article beside it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import calendars
from cases.domain.deadlines import (
    ALIASES,
    RULES,
    Convention,
    NoKnownFigure,
    Unit,
    UnknownRule,
    compute,
    compute_extended,
    find,
    readings,
)

CALENDAR = calendars.shipped()
COUNTING_LEAVE = Convention(joint_leave_counts=True)
CLEAR = Convention(is_clear=True)
CLEAR_COUNTING = Convention(joint_leave_counts=True, is_clear=True)


def due(rule, day, convention=None):
    return compute(
        find(rule), triggered_on=day, calendar=CALENDAR, convention=convention or Convention()
    ).due_on


@pytest.mark.parametrize(
    ("rule", "day", "convention", "expected"),
    [
        pytest.param("umum_finish", date(2024, 2, 19), Convention(), date(2024, 7, 30),
                     id="Pasal 38(2), joint leave off"),
        pytest.param("umum_finish", date(2024, 2, 19), COUNTING_LEAVE, date(2024, 7, 18),
                     id="Pasal 38(2), joint leave counted"),
        pytest.param("umum_start", date(2024, 2, 19), Convention(), date(2024, 3, 8),
                     id="Pasal 38(1)"),
        pytest.param("umum_start", date(2024, 2, 19), COUNTING_LEAVE, date(2024, 3, 8),
                     id="Pasal 38(1), joint leave counted"),
        pytest.param("umum_summons", date(2024, 3, 13), CLEAR, date(2024, 3, 5),
                     id="summons, clear days"),
        pytest.param("umum_summons", date(2024, 3, 13), CLEAR_COUNTING, date(2024, 3, 6),
                     id="summons, clear days, joint leave counted"),
        pytest.param("umum_summons", date(2024, 3, 13), Convention(), date(2024, 3, 6),
                     id="summons, day of service counted"),
        pytest.param("umum_summons", date(2024, 3, 13), COUNTING_LEAVE, date(2024, 3, 7),
                     id="summons, day of service and joint leave counted"),
        pytest.param("umum_file", date(2026, 3, 9), Convention(), date(2026, 4, 6),
                     id="Pasal 37(2)"),
        pytest.param("umum_file", date(2026, 3, 9), COUNTING_LEAVE, date(2026, 3, 30),
                     id="Pasal 37(2), joint leave counted"),
        pytest.param("umum_court", date(2024, 4, 3), Convention(), date(2024, 5, 2),
                     id="Pasal 48(1)"),
        pytest.param("umum_court", date(2024, 4, 3), COUNTING_LEAVE, date(2024, 4, 25),
                     id="Pasal 48(1), joint leave counted"),
        pytest.param("umum_cassation", date(2024, 4, 3), Convention(), date(2024, 4, 17),
                     id="Pasal 50, calendar days"),
        pytest.param("pemilu_finish", date(2024, 2, 28), Convention(), date(2024, 3, 21),
                     id="election track, 14 working days"),
    ],
)  # fmt: skip
def test_due_date_is_the_one_counted_by_hand(rule, day, convention, expected):
    assert due(rule, day, convention) == expected


def test_a_computation_tells_each_day_it_skipped_and_why():
    told = compute(find("umum_summons"), triggered_on=date(2024, 3, 13), calendar=CALENDAR)

    assert [(day.day, day.name) for day in told.skipped] == [
        (date(2024, 3, 12), "Cuti Bersama Hari Suci Nyepi"),
        (date(2024, 3, 11), "Hari Suci Nyepi"),
        (date(2024, 3, 10), "Minggu"),
        (date(2024, 3, 9), "Sabtu"),
    ]
    assert [(day.day, day.number) for day in told.counted] == [
        (date(2024, 3, 8), 1),
        (date(2024, 3, 7), 2),
        (date(2024, 3, 6), 3),
    ]


def test_clear_days_leave_out_the_day_of_service_as_well():
    told = compute(
        find("umum_summons"),
        triggered_on=date(2024, 3, 13),
        calendar=CALENDAR,
        convention=CLEAR,
    )

    assert told.due_on == date(2024, 3, 5)
    assert told.due_on not in [day.day for day in told.counted]
    assert len(told.counted) == 3


def test_the_extension_of_a_reply_is_seven_days_more():
    rule = find("umum_reply")  # Pasal 22(7): 10; (8): +7
    start = date(2024, 5, 13)

    longer = compute_extended(rule, triggered_on=start, calendar=CALENDAR)

    assert compute(rule, triggered_on=start, calendar=CALENDAR).due_on == date(2024, 5, 29)
    assert longer.due_on == date(2024, 6, 7)


def test_a_rule_without_extension_has_none():
    day = date(2024, 3, 13)

    assert compute_extended(find("umum_file"), triggered_on=day, calendar=CALENDAR) is None


def test_an_unknown_figure_is_never_counted_and_its_candidate_is_only_a_warning():
    with pytest.raises(NoKnownFigure, match="Sebagai peringatan saja: 2 hari"):
        due("pemilu_dispute_file", date(2024, 3, 13))


def test_a_disputed_unit_gives_every_reading():
    """Perki 1/2013 Pasal 60 ayat (2) says 14 hari, without kerja."""
    found = readings(
        find("umum_court_objection_perki"), triggered_on=date(2024, 4, 3), calendar=CALENDAR
    )

    assert [one.due_on for _name, one in found] == [
        date(2024, 5, 2),
        date(2024, 4, 25),
        date(2024, 4, 17),
    ]


def test_months_end_on_the_last_day_when_the_month_is_shorter():
    """UU 14/2008 Pasal 9 ayat (3): every six months."""
    assert due("umum_periodic_publication", date(2024, 8, 31)) == date(2025, 2, 28)


def test_a_count_across_estimated_days_is_provisional():
    crossing = compute(find("umum_file"), triggered_on=date(2027, 3, 1), calendar=CALENDAR)
    before = compute(find("umum_file"), triggered_on=date(2027, 1, 4), calendar=CALENDAR)

    assert crossing.is_provisional
    assert not before.is_provisional


def test_an_unknown_name_is_refused_with_near_ones():
    with pytest.raises(UnknownRule, match="umum_complete_settlement"):
        find("pusat_settlement")


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.key)
def test_only_a_rule_read_in_the_law_may_be_enforced(rule):
    assert rule.may_enforce == (rule.is_known and rule.confidence == "VERIFIED")
    assert rule.is_known == (rule.length is not None)


def test_every_short_name_leads_to_a_rule():
    assert set(ALIASES.values()) <= set(RULES)


@given(
    st.sampled_from([r for r in RULES.values() if r.is_known and r.unit is Unit.WORKING_DAYS]),
    st.dates(date(2011, 1, 1), date(2026, 6, 30)),
    st.booleans(),
)
def test_counted_and_skipped_days_together_are_the_whole_way(rule, day, leave):
    told = compute(
        rule,
        triggered_on=day,
        calendar=CALENDAR,
        convention=Convention(joint_leave_counts=leave),
    )

    days = sorted([d.day for d in told.counted] + [d.day for d in told.skipped])
    first, last = sorted([told.triggered_on, told.due_on])
    assert len(days) == len(set(days)) == (last - first).days
    assert len(told.counted) == rule.length
