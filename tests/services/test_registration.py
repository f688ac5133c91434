"""Register numbers: by the pattern of the commission, without a gap, and none twice."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import numbering
from cases.domain import registration as rules
from cases.domain.documents import Paper
from cases.domain.numbering import WrongPattern
from cases.domain.registration import (
    Entry,
    EntryDoubt,
    EntryDoubtful,
    NotThatDay,
    NumberTaken,
)
from cases.domain.rights import NotTheRegistry
from cases.domain.stages import Stage, UnlawfulMove
from cases.models import (
    Dispute,
    JournalEntry,
    RegisterCounter,
    RegisterNumber,
    RegisterSeries,
)
from cases.queries import completeness as waiting
from cases.queries import correspondence as read
from cases.queries import papers
from cases.services import completeness, journal, registration, registry
from cases.services.registration import AlreadyRegistered, NoSeries, SeriesBeforeSeries
from cases.services.registry import DisputeDetails
from tests import filed as tests_filed
from tests.filed import FILED
from tests.hearing_room import NOW, RECORDER, open_room

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
PATTERN = "{seq:03}/{roman}/KIP-PSI/{year}"
ON = date(2024, 3, 14)


@pytest.fixture
def room():
    return open_room()


@pytest.fixture
def series(room):
    return open_series(room)


def open_series(room, pattern=PATTERN, *, regime="umum", starts_on=date(2024, 1, 1)):
    given = {"regime": regime, "pattern": pattern, "starts_on": starts_on}
    return registration.open_series(room.commission, **given, **WHO)


def filed(room, key, *, regime="umum"):
    details = DisputeDetails(natural_key=key, regime=regime, subject="Kontrak")
    dispute = registry.open_file(room.commission, details, **WHO)
    Dispute.objects.filter(pk=dispute.pk).update(stage=Stage.COMPLETENESS_CHECK)
    dispute.refresh_from_db()
    return dispute


def give(dispute, on=ON):
    return registration.register_next(dispute, registered_on=on, **WHO)


def test_numbers_follow_the_pattern_with_the_month_in_roman_numerals(room, series):
    assert give(filed(room, "satu")).raw == "001/III/KIP-PSI/2024"
    assert give(filed(room, "dua"), date(2024, 4, 1)).raw == "002/IV/KIP-PSI/2024"


def test_a_new_year_begins_at_one(room, series):
    give(filed(room, "satu"), date(2024, 12, 30))
    assert give(filed(room, "dua"), date(2025, 1, 2)).raw == "001/I/KIP-PSI/2025"


def test_each_regime_has_a_row_of_its_own(room, series):
    open_series(room, "{seq:03}/KIP-PSIP/{roman}/{year}", regime="pemilu")
    give(filed(room, "satu"))
    # 001/KIP-PSIP/II/2024 stands in the register already, written by hand
    assert give(filed(room, "dua", regime="pemilu")).seq == len(room.disputes) + 1


def test_a_number_that_was_written_by_hand_in_between_is_not_given_again(room, series):
    give(filed(room, "satu"))
    by_hand = filed(room, "dua")
    registry.register(by_hand, "2/III/KIP-PSI/2024", registered_on=ON, **WHO)
    assert give(filed(room, "tiga")).raw == "003/III/KIP-PSI/2024"


def test_a_registration_that_fails_leaves_no_gap(room, series):
    too_early = filed(room, "awal")
    Dispute.objects.filter(pk=too_early.pk).update(stage=Stage.WITHDRAWN)
    with pytest.raises(UnlawfulMove):
        give(too_early)
    assert give(filed(room, "satu")).seq == 1


def test_a_dispute_is_registered_once(room, series):
    dispute = filed(room, "satu")
    give(dispute)
    with pytest.raises(AlreadyRegistered):
        give(dispute)
    assert RegisterCounter.objects.get().last == 1


def test_without_a_pattern_nothing_is_registered_by_itself(room):
    with pytest.raises(NoSeries):
        give(filed(room, "satu"))


def test_a_new_pattern_holds_from_its_day_on(room, series):
    open_series(room, "{seq:03}/KIP-PSI/{roman}/{year}", starts_on=date(2024, 7, 1))
    assert give(filed(room, "satu"), date(2024, 6, 30)).raw == "001/VI/KIP-PSI/2024"
    # the same row goes on: what is in the register of the year is counted
    assert give(filed(room, "dua"), date(2024, 7, 1)).raw == "002/KIP-PSI/VII/2024"


def test_the_likely_number_is_the_one_that_is_given(room, series):
    dispute = filed(room, "satu")
    likely = registration.likely_number(dispute, ON)
    assert give(dispute).raw == likely == "001/III/KIP-PSI/2024"


def test_a_pattern_that_begins_before_the_present_one_is_refused(room, series):
    with pytest.raises(SeriesBeforeSeries):
        open_series(room, "{seq}/PS/{year}", starts_on=date(2023, 12, 31))


class TestByTheRegistry:
    """From the door of the registry: today, with the deed, and both sides told."""

    @pytest.fixture
    def house(self):
        house = tests_filed.open_room()
        open_series(house)
        return house

    def register(self, house, *, by=None, now=FILED):
        return registration.register_checked(house.dispute, by=by or house.clerk, now=now)

    def test_it_gets_its_number_its_deed_and_a_line_and_both_sides_are_told(self, house):
        number = self.register(house)

        dispute = house.again()
        assert (dispute.stage, dispute.registered_on) == (Stage.REGISTERED, date(2024, 3, 14))
        assert number.raw == "001/III/KIP-PSI/2024"
        (letter,) = dispute.correspondence.all()
        assert number.raw in letter.text
        assert letter.paper.kind == Paper.REGISTRATION_DEED
        for reader in (house.applicant, house.agency):
            assert read.visible_to(reader).filter(pk=letter.pk).exists()
        assert number.raw in dispute.docket.get(kind="registrasi").text
        assert journal.verify() == ()

    def test_the_clock_of_completing_stops(self, house):
        completeness.notify(house.dispute, ["objection"], by=house.clerk, now=FILED)
        clock = waiting.clock_of(house.again())

        self.register(house, now=FILED + timedelta(days=1))

        clock.refresh_from_db()
        assert clock.met_on == date(2024, 3, 15)
        assert waiting.clock_of(house.again()) is None

    def test_a_second_click_gives_no_second_number(self, house):
        self.register(house)
        with pytest.raises(AlreadyRegistered):
            self.register(house)
        assert RegisterNumber.objects.count() == 1
        assert house.dispute.correspondence.count() == 1

    @pytest.mark.parametrize("who", ["applicant", "agency", "commissioner", "stranger"])
    def test_nobody_but_the_registry_registers(self, house, who):
        with pytest.raises(NotTheRegistry):
            self.register(house, by=getattr(house, who))
        assert house.again().stage == Stage.DISPUTE_FILED

    def test_the_worker_makes_the_deed(self, house, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            self.register(house)
        (deed,) = house.dispute.documents.filter(kind=Paper.REGISTRATION_DEED)
        assert deed.file.endswith(".pdf")


class TestEnteredLater:
    """What was registered on paper last week: its own day, its own number, both days kept.

    Received on Thursday, 14 March 2024; entered on Monday, 25 March.
    """

    LATER = FILED + timedelta(days=11)
    PAPER = date(2024, 3, 18)

    @pytest.fixture
    def house(self):
        house = tests_filed.open_room()
        open_series(house)
        return house

    def enter(self, house, on=PAPER, number="", *, dispute=None, confirmed=()):
        return registration.register_checked(
            dispute or house.dispute,
            entry=Entry(on, number, confirmed),
            by=house.clerk,
            now=self.LATER,
        )

    def doubts(self, house, *entry):
        with pytest.raises(EntryDoubtful) as refused:
            self.enter(house, *entry)
        return list(refused.value.doubts)

    def test_deed_docket_and_letter_bear_the_day_of_the_book(self, house):
        number = self.enter(house)

        dispute = house.again()
        assert (number.raw, number.issued_on) == ("001/III/KIP-PSI/2024", self.PAPER)
        assert dispute.registered_on == self.PAPER
        assert dispute.docket.get(kind="registrasi").occurred_on == self.PAPER
        (letter,) = dispute.correspondence.all()
        assert "diregistrasi pada 18 Maret 2024" in letter.text
        assert "dicatat pada 25 Maret 2024" in letter.text
        deed = letter.paper
        assert papers.registration_deed(deed).registered_on == self.PAPER

    def test_the_journal_keeps_both_days(self, house):
        self.enter(house)

        told = JournalEntry.objects.get(act="registration_entered").payload
        assert (told["registered_on"], told["entered_on"]) == ("2024-03-18", "2024-03-25")
        assert journal.verify() == ()

    def test_the_clock_of_completing_was_met_on_that_day_and_never_before_it_ran(self, house):
        completeness.notify(
            house.dispute, ["objection"], by=house.clerk, now=FILED + timedelta(days=1)
        )
        clock = waiting.clock_of(house.again())
        self.enter(house, date(2024, 3, 14))
        clock.refresh_from_db()
        assert clock.met_on == clock.triggered_on == date(2024, 3, 15)

    @pytest.mark.parametrize("on", [date(2024, 3, 13), date(2024, 3, 26)])
    def test_before_the_receipt_and_after_today_nothing_was_registered(self, house, on):
        with pytest.raises(NotThatDay):
            self.enter(house, on)
        assert house.again().stage == Stage.DISPUTE_FILED

    def test_a_day_before_that_of_the_last_number_is_confirmed(self, house):
        registry.register(
            filed_at(house), "001/III/KIP-PSI/2024", registered_on=date(2024, 3, 20), **WHO
        )
        assert self.doubts(house) == [EntryDoubt.OUT_OF_ORDER]

        number = self.enter(house, confirmed=["out_of_order"])

        assert number.raw == "002/III/KIP-PSI/2024"
        told = JournalEntry.objects.get(act="registration_entered").payload
        assert told["confirmed"] == ["out_of_order"]

    def test_a_number_by_hand_is_taken_and_the_series_goes_on_after_it(self, house):
        number = self.enter(house, self.PAPER, "001/III/KIP-PSI/2024")
        assert number.raw == "001/III/KIP-PSI/2024"
        assert give(filed_at(house)).raw == "002/III/KIP-PSI/2024"

    def test_a_number_that_skips_others_is_confirmed_and_they_are_entered_by_hand(self, house):
        assert self.doubts(house, self.PAPER, "003/III/KIP-PSI/2024") == [EntryDoubt.SKIPS]
        self.enter(house, self.PAPER, "003/III/KIP-PSI/2024", confirmed=["skips"])
        assert give(filed_at(house), date(2024, 3, 20)).raw == "004/III/KIP-PSI/2024"

        skipped = filed_at(house, "dua")
        self.enter(house, self.PAPER, "002/III/KIP-PSI/2024", dispute=skipped)

        assert RegisterCounter.objects.get().last == 4

    @pytest.mark.parametrize("raw", ["1/III/KIP-PSI/2024", "001 / iii / KIP-PSI / 2024"])
    def test_a_number_is_given_once_however_it_is_written(self, house, raw):
        registry.register(
            filed_at(house), "001/III/KIP-PSI/2024", registered_on=self.PAPER, **WHO
        )
        with pytest.raises(NumberTaken):
            self.enter(house, self.PAPER, raw)
        assert RegisterNumber.objects.count() == 1

    def test_another_pattern_and_another_month_are_confirmed(self, house):
        assert self.doubts(house, self.PAPER, "A-17/2023") == [
            EntryDoubt.OTHER_PATTERN,
            EntryDoubt.OTHER_MONTH,
        ]
        confirmed = ["other_pattern", "other_month"]
        assert self.enter(house, self.PAPER, "A-17/2023", confirmed=confirmed).seq is None
        assert not RegisterCounter.objects.exists()

    def test_without_a_series_a_number_by_hand_stands(self, house):
        RegisterSeries.objects.all().delete()
        with pytest.raises(NoSeries):
            self.enter(house)
        assert self.enter(house, self.PAPER, "7/2024").raw == "7/2024"


def filed_at(house, key="lain"):
    details = DisputeDetails(natural_key=key, regime="umum", subject="Lain")
    dispute = registry.open_file(house.commission, details, **WHO)
    Dispute.objects.filter(pk=dispute.pk).update(stage=Stage.COMPLETENESS_CHECK)
    dispute.refresh_from_db()
    return dispute


@given(
    st.lists(st.integers(1, 12), unique=True, max_size=6), st.integers(1, 14), st.integers(0, 9)
)
def test_in_the_order_of_their_numbers_and_days_nothing_is_out_of_order(taken, seq, shift):
    """A number whose day lies where its place is raises no doubt of order, and only then."""
    begin = date(2024, 3, 1)
    days = [(no, begin + timedelta(days=no)) for no in taken if no != seq]
    number = numbering.read(f"{seq:03}/III/KIP-PSI/2024")
    row = rules.Row("KIP-PSI", max((no for no, _day in days), default=0), days)
    on = begin + timedelta(days=seq)
    assert EntryDoubt.OUT_OF_ORDER not in rules.doubts(number, on, row)
    late = on + timedelta(days=shift)
    is_late = any(no > seq and day < late for no, day in days)
    assert (EntryDoubt.OUT_OF_ORDER in rules.doubts(number, late, row)) is is_late


@pytest.mark.parametrize(
    "pattern",
    ["KIP/{seq}/{year}", "{seq}/KIP", "{year}/KIP", "{seq}/{tahun}", "{seq.__class__}/{year}",
     "{seq!r}/{year}", "{seq}/{year}/{", "", "{seq:9999999}/{year}"],
)  # fmt: skip
def test_a_pattern_that_makes_no_numbers_is_refused(room, pattern):
    with pytest.raises(WrongPattern):
        open_series(room, pattern)


@given(
    seq=st.integers(1, 9999),
    month=st.integers(1, 12),
    year=st.integers(2011, 2099),
    pattern=st.sampled_from(
        [PATTERN, "{seq:03}/KIP-PSIP/{roman}/{year}", "{seq:04}/REG-PSI/{month}/{year}"]
    ),
)
def test_what_a_pattern_writes_is_read_as_it_was_meant(seq, month, year, pattern):
    found = numbering.read(numbering.write(pattern, seq=seq, month=month, year=year))
    assert (found.seq, found.month, found.year) == (seq, month, year)
    assert found.series == numbering.series_of(pattern)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_fifty_registrars_at_once_leave_no_gap_and_no_repeat(close_connections):
    room = open_room()
    open_series(room)
    disputes = [filed(room, f"perkara {n}") for n in range(50)]
    faults = []

    def work(dispute):
        try:
            give(dispute)
        except Exception as fault:  # noqa: BLE001 -- told after the threads
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=partial(work, one)) for one in disputes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    given_out = RegisterNumber.objects.filter(kind="register", raw__contains="KIP-PSI/")
    assert sorted(number.seq for number in given_out) == list(range(1, 51))


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_two_registrars_at_one_dispute_give_it_one_number(close_connections):
    house = tests_filed.open_room()
    open_series(house)
    refusals = []

    def work():
        try:
            registration.register_checked(house.dispute, by=house.clerk, now=FILED)
        except AlreadyRegistered as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _no in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refusals) == 1
    assert [number.seq for number in RegisterNumber.objects.all()] == [1]
    assert house.dispute.correspondence.count() == 1
