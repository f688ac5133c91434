"""Every doubtful or refused slot says why, with the rule; days counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from cases.domain import calendars, sittings
from cases.domain.bookings import Clash
from cases.domain.deadlines import Reading
from cases.domain.hearings import Seat, Sitting
from cases.domain.sittings import (
    Away,
    Overlap,
    Plan,
    SlotDoubtful,
    SlotRefused,
    Weight,
)

CALENDAR = calendars.shipped()
BENCH = (
    Sitting("wibowo", Seat.CHAIR),
    Sitting("sari", Seat.MEMBER),
    Sitting("teguh", Seat.MEMBER),
)
# A Wednesday; 11 March 2024 is Nyepi and 12 March its joint leave.
PLAN = Plan(
    held_on=date(2024, 3, 13),
    starts=time(9),
    ends=time(11),
    today=date(2024, 2, 20),
    zone="Asia/Jakarta",
    regimes=("umum",),
    panel=BENCH,
)


def found(**changed):
    return sittings.check(replace(PLAN, **changed), calendar=CALENDAR)


def codes(**changed):
    return [one.code for one in found(**changed)]


def only(code, **changed):
    (one,) = [one for one in found(**changed) if one.code == code]
    return one


def test_a_slot_that_nothing_stands_against_has_no_finding():
    assert found() == ()


def test_the_last_day_of_service_is_told_under_each_way_of_counting():
    # Back from Wednesday 13: 8 March (1), 7 (2), 6 (3); clear one day more. Where joint leave
    # counts, 12 March is the first: 12 (1), 8 (2), 7 (3); clear 6.
    days = sittings.service_days("umum", date(2024, 3, 13), calendar=CALENDAR)
    told = {(one.reading, one.is_clear): one.day for one in days}
    assert told == {
        (Reading.WITHOUT_JOINT_LEAVE, False): date(2024, 3, 6),
        (Reading.WITH_JOINT_LEAVE, False): date(2024, 3, 7),
        (Reading.WITHOUT_JOINT_LEAVE, True): date(2024, 3, 5),
        (Reading.WITH_JOINT_LEAVE, True): date(2024, 3, 6),
    }


def test_no_figure_is_made_up_for_elections():
    assert sittings.service_days("pemilu", date(2024, 3, 13), calendar=CALENDAR) == ()
    assert only("summons_unknown", regimes=("pemilu",)).weight is Weight.NOTE


@pytest.mark.parametrize(
    ("today", "late"),
    [
        (date(2024, 3, 5), None),
        (date(2024, 3, 6), "5 Maret 2024"),
        (date(2024, 3, 7), "6 Maret 2024 dan 5 Maret 2024"),
        (date(2024, 3, 8), "6 Maret 2024, 7 Maret 2024, dan 5 Maret 2024"),
    ],
)
def test_a_slot_too_near_for_the_summons_warns_and_names_the_days_that_have_passed(today, late):
    if late is None:
        assert "summons_short" not in codes(today=today)
        return
    warned = only("summons_short", today=today)
    assert warned.weight is Weight.SOFT  # the number of days was not read in the law
    assert late in warned.text
    assert "Pasal 24" in warned.basis


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 3, 11), "Hari Suci Nyepi"),
        (date(2024, 3, 12), "Cuti Bersama Hari Suci Nyepi"),
        (date(2024, 3, 16), "Sabtu"),
        (date(2024, 3, 17), "Minggu"),
    ],
)
def test_a_day_off_is_refused_by_its_name(day, name):
    refused = only("hearing_on_day_off", held_on=day)
    assert refused.weight is Weight.HARD
    assert name in refused.text


def test_a_day_of_the_province_is_refused_there_alone():
    day = calendars.DayOff(
        date(2024, 3, 13), calendars.DayKind.PROVINCIAL, "Hari Jadi Provinsi"
    )
    days = [*calendars.shipped_days(2024), day]
    refused = sittings.check(PLAN, calendar=calendars.from_days(days))
    assert [one.code for one in refused] == ["hearing_on_day_off"]
    assert "Hari Jadi Provinsi" in refused[0].text


def test_a_day_that_has_passed_and_one_beyond_the_decreed_calendar_are_refused():
    assert "day_past" in codes(today=date(2024, 3, 14))
    assert "day_past" not in codes(today=date(2024, 3, 13))
    assert "calendar_does_not_reach" in codes(held_on=date(2099, 3, 11))


@pytest.mark.parametrize(
    ("starts", "ends", "is_doubtful"),
    [
        (time(9), time(11, 30), False),
        (time(11), time(12), True),
        (time(12, 30), time(14), True),
        (time(13), time(15), False),
    ],
)
def test_the_hours_of_friday_prayer_are_doubtful_on_fridays(starts, ends, is_doubtful):
    friday, thursday = date(2024, 3, 15), date(2024, 3, 14)
    hours = {"starts": starts, "ends": ends}
    assert ("friday_prayer" in codes(held_on=friday, **hours)) == is_doubtful
    assert "friday_prayer" not in codes(held_on=thursday, **hours)


def test_outside_office_hours_is_doubtful_and_an_end_before_the_start_refused():
    assert only("outside_office_hours", starts=time(7, 30)).weight is Weight.SOFT
    assert only("outside_office_hours", ends=time(16, 30)).weight is Weight.SOFT
    assert "outside_office_hours" not in codes(starts=time(8), ends=time(16))
    assert only("wrong_hours", ends=time(9)).weight is Weight.HARD


def test_whoever_is_taken_is_named_with_place_and_hour():
    clash = Clash(
        "Ketua Wibowo",
        is_room=False,
        starts_at=datetime(2024, 3, 13, 2, 0, tzinfo=UTC),
        ends_at=datetime(2024, 3, 13, 4, 0, tzinfo=UTC),
        place="Ruang Satu",
        registers="001/2024",
    )
    refused = only("double_booked", clashes=(clash,))
    assert refused.weight is Weight.HARD
    assert "Ketua Wibowo" in refused.text
    assert "09.00–11.00 WIB (Ruang Satu, 001/2024)" in refused.text
    assert refused.text_en == "Ketua Wibowo is taken 09.00–11.00 WIB (Ruang Satu, 001/2024)."


def test_a_member_who_is_away_refuses_the_slot_and_a_registrar_makes_it_doubtful():
    week = (date(2024, 3, 13), date(2024, 3, 15), "dinas luar")
    assert only("panel_away", away=(Away("Sari", *week, True),)).weight is Weight.HARD
    doubt = only("registrar_away", away=(Away("Ratna", *week, False),))
    assert doubt.weight is Weight.SOFT
    assert "dinas luar" in doubt.text


def test_a_party_with_another_hearing_then_is_doubtful():
    elsewhere = Overlap("Yayasan Lestari", "003/2024", date(2024, 3, 13))
    assert only("party_elsewhere", overlaps=(elsewhere,)).weight is Weight.SOFT


@pytest.mark.parametrize(
    "panel", [(), BENCH[:2], (*BENCH, Sitting("rina", Seat.MEMBER)), BENCH[1:]]
)
def test_a_panel_that_is_even_or_small_or_without_a_chair_is_refused(panel):
    refused = only("unlawful_panel", panel=panel)
    assert refused.weight is Weight.HARD
    assert "43" in refused.basis  # UU 14/2008 Pasal 43 ayat (1)


def test_nothing_is_heard_before_it_is_registered_nor_before_another_panel():
    assert only("hearing_before_registration", unregistered=("BCDF",)).weight is Weight.HARD
    assert only("other_panel", other_panels=("002/2024",)).weight is Weight.HARD


def test_hard_findings_come_first_and_refuse_and_soft_ones_want_to_be_confirmed():
    both = found(starts=time(7), held_on=date(2024, 3, 16))
    assert [one.weight for one in both] == [Weight.HARD, Weight.SOFT]
    with pytest.raises(SlotRefused, match="Sabtu"):
        sittings.judge(both, ["outside_office_hours"])
    soft = found(starts=time(7))
    with pytest.raises(SlotDoubtful):
        sittings.judge(soft, [])
    with pytest.raises(SlotDoubtful):
        sittings.judge(soft, ["friday_prayer"])
    sittings.judge(soft, ["outside_office_hours"])
