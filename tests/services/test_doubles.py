"""A double entry is struck off with its reason; its number stays, and another one stands."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import doubles as rules
from cases.domain.documents import Paper
from cases.domain.doubles import Likeness
from cases.domain.endings import (
    AlreadyHeard,
    HeardTogether,
    HearingAnnounced,
    NotStrikable,
    NotTheOther,
)
from cases.domain.errors import ReasonNeeded
from cases.domain.publication import Visibility
from cases.domain.rights import NotTheRegistry
from cases.domain.rulings import Fate
from cases.domain.stages import Stage
from cases.models import (
    Booking,
    Deadline,
    Dispute,
    Document,
    Hearing,
    PublicDispute,
    RegisterNumber,
    StruckEntry,
)
from cases.queries import correspondence as read
from cases.queries import deadlines, doubles, invariants, papers
from cases.queries import sittings as queries
from cases.services import (
    docket,
    drafts,
    endings,
    journal,
    parties,
    publication,
    registration,
    releases,
    sittings,
)
from tests import bench, filed
from tests.bench import NOW, TODAY, WHO, another, appoint, draft, open_registry

pytestmark = pytest.mark.django_db
WHY = "Permohonan yang sama dikirim dua kali, lewat pos dan lewat surel."


@pytest.fixture
def held():
    return open_registry()


@pytest.fixture
def double(held):
    return another(held)


def strike(held, double, *, stands=None, reason=WHY, by=None, **more):
    who = {"by": by or held.clerk, "now": NOW}
    return endings.strike(double, stands or held.dispute, reason, **who, **more)


def again(dispute):
    return Dispute.objects.get(pk=dispute.pk)


def public(dispute):
    return PublicDispute.objects.get(code=dispute.code).body["struck"]


def test_it_ends_with_its_reason_and_both_sides_are_told_which_one_stands(held, double):
    letter = strike(held, double)

    dispute = again(double)
    assert (dispute.stage, dispute.disposition) == (Stage.STRUCK_OFF, "pencoretan")
    entry = StruckEntry.objects.get()
    assert (entry.dispute, entry.stands) == (dispute, held.dispute)
    assert (entry.reason, entry.struck_on, entry.struck_by) == (WHY, TODAY, held.clerk)
    for one in (held.room.applicant, held.room.agency):
        assert read.visible_to(one).filter(pk=letter.pk).exists()
    assert "012/III/KIP-PSI/2024 dicoret karena ganda" in letter.text
    assert "011/III/KIP-PSI/2024" in letter.text
    assert WHY in letter.text
    assert dispute.docket.get(kind="pencoretan").occurred_on == TODAY
    assert again(held.dispute).stage == Stage.REGISTERED
    assert journal.verify() == ()


def test_its_clocks_end_unmet_and_its_items_share_its_fate(held, double):
    strike(held, double)

    assert not deadlines.running().filter(dispute=double).exists()
    rows = Deadline.objects.filter(dispute=double)
    assert {(row.met_on, row.ended_on) for row in rows} == {(None, TODAY)}
    assert {item.fate for item in double.items.all()} == {Fate.STRUCK_OFF}
    assert deadlines.running().filter(dispute=held.dispute).exists()


def test_the_number_stays_used_and_the_next_one_goes_on_after_it(held, double):
    registration.open_series(
        held.room.commission,
        regime="umum",
        pattern="{seq:03}/{roman}/KIP-PSI/{year}",
        starts_on=date(2024, 1, 1),
        **WHO,
    )
    strike(held, double)

    file = drafts.start(held.room.house, **WHO)
    third = drafts.file(file, replace(filed.APPLICATION, problem="lain"), **WHO)
    number = registration.register_next(third, registered_on=TODAY, **WHO)

    assert number.raw == "013/III/KIP-PSI/2024"
    assert double.numbers.get().raw == "012/III/KIP-PSI/2024"
    assert RegisterNumber.objects.count() == 3


def test_what_was_received_twice_is_struck_off_before_it_has_a_number(held):
    file = drafts.start(held.room.house, **WHO)
    received = drafts.file(file, replace(filed.APPLICATION, problem="dua"), **WHO)

    letter = strike(held, received)

    assert received.code in letter.text
    assert again(received).stage == Stage.STRUCK_OFF
    assert papers.strike_deed(letter.paper).register_number == ""


def test_the_deed_says_which_goes_which_stands_and_why(held, double):
    deed = papers.strike_deed(strike(held, double).paper)

    assert deed.register_number == "012/III/KIP-PSI/2024"
    assert (deed.stands, deed.stands_on) == ("011/III/KIP-PSI/2024", date(2024, 3, 15))
    assert (deed.reason, deed.registrar) == (WHY, held.clerk.name)


def test_the_worker_makes_the_deed(held, double, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        strike(held, double)
    assert Document.objects.get(kind=Paper.STRIKE_DEED).file.endswith(".pdf")


# -- the public side -----------------------------------------------------------------------


def test_the_public_page_leads_to_the_one_that_stands_where_both_are_public(held, double):
    publication.release_all([held.dispute, double], **WHO)

    strike(held, double)

    told = public(double)
    assert told["reason"] == WHY
    assert told["stands"]["register"] == "011/III/KIP-PSI/2024"
    assert public(held.dispute) is None
    assert list(publication.verify()) == []


def test_what_is_not_public_is_not_named_and_is_once_it_is_released(held, double):
    publication.release(double, **WHO)
    strike(held, double)
    assert public(double)["stands"] is None
    assert "011" not in str(PublicDispute.objects.get(code=double.code).body)

    publication.release(held.dispute, **WHO)
    assert public(double)["stands"]["code"] == held.dispute.code

    publication.seal(held.dispute, **WHO)
    assert public(double)["stands"] is None
    assert list(publication.verify()) == []


def test_a_reason_that_names_people_stays_inside(held, double):
    publication.release_all([held.dispute, double], **WHO)

    letter = strike(held, double, reason="Sari mengirim dua kali.", names_people=True)

    body = str(PublicDispute.objects.get(code=double.code).body)
    assert "Sari mengirim" not in body
    assert "Sari mengirim" in letter.text


def test_a_private_person_of_the_dispute_is_found_in_the_reason(held, double):
    person = parties.add_person("Siti Kenari", **WHO)
    double.participants.filter(role="pemohon").update(
        organisation=None, person=person, kind="perseorangan"
    )
    publication.release_all([held.dispute, double], **WHO)

    strike(held, double, reason="Siti Kenari mengirim dua kali.")

    assert StruckEntry.objects.get().names_people
    assert public(double)["reason"] == ""


# -- what hinders --------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["applicant", "agency", "commissioner", "stranger"])
def test_nobody_but_the_registry_strikes_anything_off(held, double, who):
    with pytest.raises(NotTheRegistry):
        strike(held, double, by=getattr(held.room, who))
    assert again(double).stage == Stage.REGISTERED


def test_who_strikes_off_says_why(held, double):
    with pytest.raises(ReasonNeeded):
        strike(held, double, reason=" ")


def test_nothing_stands_for_itself_nor_in_another_commission_nor_struck_off(held, double):
    with pytest.raises(NotTheOther):
        strike(held, double, stands=double)
    details = parties.CommissionDetails("lain", "Komisi Lain", "KI Lain", "provinsi")
    other = parties.add_commission(details, **WHO)
    Dispute.objects.filter(pk=held.dispute.pk).update(commission=other)
    with pytest.raises(NotTheOther):
        strike(held, double)
    Dispute.objects.filter(pk=held.dispute.pk).update(commission=held.room.commission)
    third = another(held, "013/III/KIP-PSI/2024")
    strike(held, double)
    with pytest.raises(NotTheOther):
        strike(held, third, stands=double)


def test_it_is_struck_off_once(held, double):
    strike(held, double)
    with pytest.raises(NotStrikable):
        strike(held, double)
    assert StruckEntry.objects.count() == 1


@pytest.mark.parametrize("stage", [Stage.MEDIATION, Stage.WITHDRAWN, Stage.PRELIMINARY])
def test_at_a_later_stage_it_is_no_mere_entry(held, double, stage):
    Dispute.objects.filter(pk=double.pk).update(stage=stage)
    with pytest.raises(NotStrikable):
        strike(held, double)


def test_drafts_are_dropped_in_the_same_act_and_give_their_people_back(held, double):
    appoint(held, dispute=double)
    sittings.draft([double], bench.wanted(), **held.who)

    strike(held, double)

    assert not Hearing.objects.exists()
    assert not Booking.objects.exists()
    assert again(double).stage == Stage.STRUCK_OFF


def test_a_draft_that_serves_others_is_changed_first(held, double):
    for one in (held.dispute, double):
        appoint(held, dispute=one)
    sittings.draft([held.dispute, double], bench.wanted(), **held.who)

    with pytest.raises(HeardTogether):
        strike(held, double)
    assert Hearing.objects.count() == 1


def test_an_announced_hearing_is_cancelled_first(held, double):
    appoint(held)
    hearing = draft(held)
    releases.release(held.room.commission, [hearing], **held.who)
    with pytest.raises(HearingAnnounced):
        strike(held, held.dispute, stands=double)

    sittings.drop(Hearing.objects.get(), reason="ganda", **held.who)
    chosen = [one.hearing for one in queries.unreleased(held.room.commission)]
    releases.release(held.room.commission, chosen, **held.who)
    strike(held, held.dispute, stands=double)
    assert again(held.dispute).stage == Stage.STRUCK_OFF


def test_what_was_heard_is_not_struck_off(held, double):
    appoint(held)
    draft(held)
    Hearing.objects.update(state="closed")
    with pytest.raises(AlreadyHeard):
        strike(held, held.dispute, stands=double)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_striking_off_is_never_changed(held, double, act):
    strike(held, double)
    rows = StruckEntry.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(reason="lain") if act == "update" else rows.delete()


def test_no_rule_of_the_record_is_broken_by_it(held, double):
    publication.release_all([held.dispute, double], **WHO)
    strike(held, double)
    assert [found.rule for found in invariants.check() if found.broken] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_two_registrars_who_strike_each_others_entry_off_leave_one(close_connections):
    held = open_registry()
    double = another(held)
    refusals = []

    def work(goes, stands):
        try:
            endings.strike(goes, stands, WHY, **held.who)
        except (NotTheOther, NotStrikable) as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    pairs = [(held.dispute, double), (double, held.dispute)]
    threads = [threading.Thread(target=partial(work, *pair)) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refusals) == 1
    assert Dispute.objects.filter(stage=Stage.STRUCK_OFF).count() == 1


# -- suspicion -----------------------------------------------------------------------------


def test_the_same_applicant_and_body_that_ask_the_same_are_suspected(held, double):
    (found,) = doubles.suspected(double)

    assert found.dispute == held.dispute
    assert found.because == (Likeness.SAME_DAY, Likeness.SAME_ITEMS)


def test_what_asks_for_something_else_on_another_day_is_not(held, double):
    double.items.update(text="Peta")
    double.information_requests.update(submitted_on=date(2024, 1, 7))
    assert doubles.suspected(double) == ()


def test_another_body_another_applicant_and_what_was_struck_off_are_not(held, double):
    third = another(held, "013/III/KIP-PSI/2024")
    strike(held, third)
    assert [one.dispute for one in doubles.suspected(double)] == [held.dispute]

    other = parties.add_public_body("Badan Lain", **WHO)
    double.participants.filter(role="termohon").update(public_body=other)
    assert doubles.suspected(double) == ()


def test_a_sealed_dispute_is_named_to_nobody(held, double):
    Dispute.objects.filter(pk=held.dispute.pk).update(visibility=Visibility.SEALED)
    assert doubles.suspected(double) == ()
    assert doubles.named(held.room.commission, "011/III/KIP-PSI/2024") is None


@pytest.mark.parametrize(
    "typed",
    [
        "011/III/KIP-PSI/2024",
        " 11/iii/kip-psi/2024 ",
        "011-III-KIP-PSI-2024",
        "011/KIP-PSI/2024",
        "11 / III / KIP-PSI / 2024",
    ],
)
def test_an_entry_is_found_however_its_number_is_typed(held, typed):
    assert doubles.named(held.room.commission, typed) == held.dispute


def test_an_entry_is_found_by_its_code_and_what_there_is_not_is_not(held):
    assert doubles.named(held.room.commission, held.dispute.code.lower()) == held.dispute
    assert doubles.named(held.room.commission, "999/III/KIP-PSI/2024") is None
    assert doubles.named(held.room.commission, "") is None


days = st.frozensets(st.dates(date(2024, 1, 1), date(2024, 1, 5)), max_size=3)
texts = st.frozensets(st.sampled_from(["Kontrak", "kontrak ", "Anggaran", ""]), max_size=3)


@given(days, texts, days, texts)
def test_likeness_is_the_same_from_both_sides(days, items, other_days, other_items):
    first, second = rules.asked(days, items), rules.asked(other_days, other_items)
    assert rules.likeness(first, second) == rules.likeness(second, first)
    assert bool(first.items) == (Likeness.SAME_ITEMS in rules.likeness(first, first))


def test_striking_off_after_a_move_of_the_stage_follows_the_table(held):
    file = drafts.start(held.room.house, **WHO)
    received = drafts.file(file, replace(filed.APPLICATION, problem="dua"), **WHO)
    docket.move(received, Stage.COMPLETENESS_CHECK, **WHO)
    docket.move(received, Stage.INCOMPLETE_NOTIFIED, **WHO)
    endings.strike(received, held.dispute, WHY, by=held.clerk, now=NOW + timedelta(days=1))
    assert again(received).stage == Stage.STRUCK_OFF
