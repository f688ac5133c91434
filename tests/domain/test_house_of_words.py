"""The enumerations of the code are those of the vocabulary."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cases.domain import codes, filing, vocabulary, wording
from cases.domain.calendars import shipped
from cases.domain.documents import Paper
from cases.domain.hearings import (
    ClosedHearing,
    HearingOnDayOff,
    HearingPlan,
    Seat,
    Sitting,
    UnlawfulPanel,
    check_openness,
    check_panel,
    check_plan,
)
from cases.domain.parties import PartyRole, may_speak


def panel(*seats):
    return tuple(Sitting(f"orang-{no}", seat) for no, seat in enumerate(seats))


THREE = panel(Seat.CHAIR, Seat.MEMBER, Seat.MEMBER)


@pytest.mark.parametrize(
    ("values", "group"),
    [(PartyRole, "party_role"), (Seat, "officer_role"), (Paper, "document_kind")],
)
def test_a_code_on_which_we_branch_is_in_the_vocabulary(values, group):
    assert {value.value for value in values} <= set(vocabulary.terms(group))


def test_a_label_speaks_both_languages():
    assert vocabulary.label("party_role", "pemohon") == "Pemohon"
    assert vocabulary.label("party_role", "pemohon", "en") == "Applicant"


@pytest.mark.parametrize(
    "seats",
    [
        (Seat.CHAIR,),
        (Seat.CHAIR, Seat.MEMBER),
        (Seat.CHAIR, Seat.MEMBER, Seat.MEMBER, Seat.MEMBER),
        (Seat.MEMBER, Seat.MEMBER, Seat.MEMBER),
        (Seat.CHAIR, Seat.CHAIR, Seat.MEMBER),
    ],
)
def test_a_panel_is_odd_at_least_three_and_has_one_chair(seats):
    with pytest.raises(UnlawfulPanel) as refusal:
        check_panel(panel(*seats))

    assert str(refusal.value.article) == "UU 14/2008 Pasal 43 ayat (1)"


def test_nobody_sits_twice():
    twice = (*THREE[:2], Sitting("orang-1", Seat.MEMBER))

    with pytest.raises(UnlawfulPanel, match="sekali"):
        check_panel(twice)


def test_no_hearing_on_nyepi_and_the_refusal_names_it():
    plan = HearingPlan(date(2024, 3, 11), None, "pemeriksaan_awal", THREE)

    with pytest.raises(HearingOnDayOff, match="Nyepi"):
        check_plan(plan, calendar=shipped())


def test_nothing_of_a_closed_hearing_is_published():
    with pytest.raises(ClosedHearing) as refusal:
        check_openness(is_public=False)

    assert str(refusal.value.article) == "UU 14/2008 Pasal 43 ayat (3)"


@pytest.mark.parametrize(("letter", "expected"), [("a", False), ("b", True), ("g", True)])
def test_only_grounds_b_to_g_may_be_mediated(letter, expected):
    assert filing.may_be_mediated(letter) is expected  # UU 14/2008 Pasal 40 ayat (2)


def test_a_ground_outside_pasal_35_is_refused():
    with pytest.raises(filing.UnknownGround, match="h"):
        filing.check_grounds(["c", "h"])


def test_grounds_come_in_the_order_of_the_paragraph():
    assert filing.check_grounds(["c", "a", "c"]) == ("a", "c")


def test_a_representation_covers_its_days_and_an_open_end():
    day = date(2024, 3, 13)

    assert may_speak(day, starts_on=date(2024, 3, 1), ends_on=None)
    assert not may_speak(day, starts_on=date(2024, 3, 14), ends_on=None)
    assert not may_speak(day, starts_on=None, ends_on=date(2024, 3, 12))


def test_a_code_is_the_same_everywhere_and_has_no_vowel():
    code = codes.derive("hearing", "X", "2024-03-13", "2")

    assert code == codes.derive("hearing", "X", "2024-03-13", "2")
    assert len(code) == 8
    assert set(code) <= set(codes.ALPHABET)
    assert not set(codes.ALPHABET) & set("AEIOU0O1IL2Z5S8")
    assert code != codes.derive("hearing", "X", "2024-03-13", "2", attempt=1)


def test_of_numbered_codes_none_comes_twice():
    # 20 letters in 8 places: 3 steps before the end of all there are, and 3 after it.
    around = range(20**8 - 3, 20**8)

    told = [codes.numbered(no) for no in (*range(50_000), *around)]

    assert len(set(told)) == len(told)
    assert codes.numbered(20**8 + 7) == codes.numbered(7)
    assert {len(code) for code in told} == {8}


def test_dates_are_written_as_legal_paper_writes_them():
    day = date(2024, 3, 13)

    assert wording.weekday_date(day) == "Rabu, 13 Maret 2024"
    assert wording.weekday_date(day, "en") == "Wednesday, 13 March 2024"
    assert wording.short_date(day) == "13 Mar 2024"


def test_an_hour_is_told_in_the_zone_of_the_commission():
    instant = datetime(2024, 3, 13, 2, 0, tzinfo=UTC)

    assert wording.local_time(instant, "Asia/Jakarta") == "09.00 WIB"
    assert wording.local_time(instant, "Asia/Makassar") == "10.00 WITA"
    assert wording.local_time(instant, "Asia/Jayapura") == "11.00 WIT"


def test_a_list_reads_as_a_sentence():
    assert wording.listing(["a", "b", "c"]) == "a, b, dan c"
    assert wording.listing(["a", "b"], "en") == "a and b"
