"""Whom a summons calls, by when it is served, and how its service stands; days by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import calendars, sittings
from cases.domain import summons as rules
from cases.domain.deadlines import RULES
from cases.domain.hearings import Presence
from cases.domain.sittings import Weight
from cases.domain.stages import Stage
from cases.domain.summons import Served, ServiceResult, Standing

CALENDAR = calendars.shipped()
ON = date(2024, 3, 13)  # a Wednesday; 11 March is Nyepi, 12 March its joint leave
SENT, RECEIVED, REFUSED, RETURNED = (
    ServiceResult.SENT,
    ServiceResult.RECEIVED,
    ServiceResult.REFUSED,
    ServiceResult.RETURNED,
)
A, P = Presence.ABSENT, Presence.PRESENT


def days(on=ON, regime="umum"):
    return sittings.service_days(regime, on, calendar=CALENDAR)


def by_convention(on=ON):
    return {rules.convention(one): one for one in days(on)}


@pytest.mark.parametrize(
    ("code", "last", "counted", "skipped"),
    [
        # 3 working days before 13 March (Perki 1/2013 Pasal 24 is printed on summonses; its
        # number of days was not read). Back from the 13th: Fri 8, Thu 7, Wed 6.
        ("without_joint_leave.inclusive", date(2024, 3, 6), [8, 7, 6], [12, 11, 10, 9]),
        # The day of service does not count either: one working day more.
        ("without_joint_leave.clear", date(2024, 3, 5), [8, 7, 6], [12, 11, 10, 9]),
        # Joint leave counts: Tue 12, Fri 8, Thu 7.
        ("with_joint_leave.inclusive", date(2024, 3, 7), [12, 8, 7], [11, 10, 9]),
        ("with_joint_leave.clear", date(2024, 3, 6), [12, 8, 7], [11, 10, 9]),
    ],
)
def test_the_last_day_of_service_for_13_march_2024(code, last, counted, skipped):
    one = by_convention()[code]
    assert one.day == last
    assert [each.day.day for each in one.count.counted] == counted
    assert [each.day.day for each in one.count.skipped] == skipped
    told = {each.name for each in one.count.skipped}
    assert "Hari Suci Nyepi (Tahun Baru Saka 1946)" in told or any("Nyepi" in n for n in told)
    assert one.count.rule.confidence == "UNVERIFIED"
    assert "Pasal 24" in one.count.rule.article
    assert one.count.calendar_version == CALENDAR.version


def test_the_strictest_count_is_in_time_by_every_other():
    assert rules.convention(rules.strictest(days())) == "without_joint_leave.clear"
    assert rules.strictest(()) is None


@given(st.integers(min_value=0, max_value=600))
def test_whoever_serves_by_the_strictest_day_is_late_by_no_count(offset):
    on = date(2024, 2, 1) + timedelta(days=offset)
    found = days(on)
    last = rules.strictest(found).day
    assert all(last <= one.day < on for one in found)
    assert rules.doubts(["umum"], found, rules.strictest(found), today=last) == ()


def test_no_figure_is_made_up_for_elections():
    assert days(regime="pemilu") == ()
    assert rules.chosen((), "without_joint_leave.clear") is None
    (only,) = rules.doubts(["pemilu"], (), None, today=ON)
    assert (only.code, only.weight) == ("summons_unknown", Weight.NOTE)
    assert not RULES["pemilu_summons"].is_known


def test_a_count_that_nobody_argues_for_is_refused():
    with pytest.raises(rules.UnknownConvention):
        rules.chosen(days(), "tebakan")


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2024, 3, 5), []),
        # On the 6th only the strictest count has run out.
        (date(2024, 3, 6), ["summons_late_elsewhere"]),
        (date(2024, 3, 7), ["summons_late", "summons_late_elsewhere"]),
    ],
)
def test_a_late_summons_warns_and_is_confirmed_and_never_refused(today, codes):
    choice = by_convention()["without_joint_leave.inclusive"]
    found = rules.doubts(["umum"], days(), choice, today=today)
    assert [one.code for one in found] == codes
    assert all(one.weight is not Weight.HARD for one in found)
    if "summons_late" in codes:
        with pytest.raises(rules.SummonsDoubtful, match="6 Maret 2024"):
            rules.check(found, [])
        assert "Pasal 24" in found[0].basis
    rules.check(found, ["summons_late"])


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([], 1),
        ([P], 1),
        ([A], 2),
        ([A, A], 3),
        ([A, P], 1),
        ([P, A], 2),
        ([A, None], 1),  # nobody noted who came
    ],
)
def test_the_second_summons_follows_an_absence(history, expected):
    assert rules.ordinal(history) == expected


@pytest.mark.parametrize(
    ("basis", "starts", "ends", "expected"),
    [
        ("surat_kuasa", None, None, True),
        ("surat_kuasa", date(2024, 3, 14), None, False),
        ("surat_kuasa", None, date(2024, 3, 12), False),
        ("surat_kuasa", None, date(2024, 3, 13), True),
        ("jabatan", None, None, False),
        ("surat_tugas", None, None, False),
        ("tidak_dilaporkan", None, None, False),
    ],
)
def test_a_representative_is_summoned_by_a_power_of_attorney_that_holds(
    basis, starts, ends, expected
):
    found = rules.is_summoned_himself(basis, ON, starts_on=starts, ends_on=ends)
    assert found is expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([], Standing.UNSENT),
        ([SENT], Standing.SENT),
        ([SENT, RECEIVED], Standing.RECEIVED),
        ([SENT, REFUSED], Standing.REFUSED),
        ([SENT, RETURNED, SENT], Standing.RETURNED),
        ([RETURNED, RECEIVED], Standing.RECEIVED),
        ([RECEIVED, RETURNED], Standing.RECEIVED),
        ([REFUSED, ServiceResult.NOTICE], Standing.NOTICE),
    ],
)
def test_what_was_received_stays_received_and_otherwise_the_latest_tells(results, expected):
    rows = [Served(ON + timedelta(days=no), one) for no, one in enumerate(results)]
    assert rules.standing(rows) is expected


def test_the_first_receipt_is_the_day_of_service():
    rows = [Served(date(2024, 3, 7), RECEIVED), Served(date(2024, 3, 5), RECEIVED)]
    assert rules.received_on(rows) == date(2024, 3, 5)
    assert rules.received_on([Served(ON, REFUSED)]) is None


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2024, 3, 8)])
def test_a_summons_is_served_between_its_letter_and_today(day):
    told = {"written_on": date(2024, 3, 1), "today": date(2024, 3, 7)}
    with pytest.raises(rules.WrongServiceDay):
        rules.check_service(on=day, result=SENT, received_by="", **told)
    rules.check_service(on=date(2024, 3, 1), result=SENT, received_by="", **told)
    with pytest.raises(rules.RecipientNeeded):
        rules.check_service(on=date(2024, 3, 7), result=RECEIVED, received_by=" ", **told)


@pytest.mark.parametrize(
    ("stage", "kind", "last", "is_adjourned", "expected"),
    [
        (Stage.PANEL_APPOINTED, "pemeriksaan_awal", "", False, Stage.SUMMONED),
        (Stage.SUMMONED, "pemeriksaan_awal", "", False, None),
        (Stage.PRELIMINARY, "pemeriksaan_awal", "pemeriksaan_awal", True, Stage.SUMMONED),
        (Stage.PRELIMINARY, "pemeriksaan_awal", "pemeriksaan_awal", False, None),
        (Stage.PRELIMINARY, "pembuktian", "pemeriksaan_awal", True, None),
        (Stage.ADJUDICATION, "pembuktian", "pembuktian", True, None),
    ],
)
def test_the_stage_moves_where_the_facts_fit(stage, kind, last, is_adjourned, expected):
    found = rules.stage_after(stage, kind=kind, last_kind=last, is_adjourned=is_adjourned)
    assert found is expected


def test_nobody_is_summoned_to_a_deliberation():
    assert not rules.is_called_to("musyawarah_majelis")
    assert rules.is_called_to("pemeriksaan_awal")
