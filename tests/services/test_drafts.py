"""Writing an application: nothing is lost, it is filed once, the receipt tells the truth."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from cases.domain.documents import Paper
from cases.domain.filing import Applicant, Application, Chronology, Wanted
from cases.domain.information_requests import Channel
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.stages import Stage
from cases.models import (
    Dispute,
    DisputeApplication,
    DraftAnswer,
    FilingDraft,
    InformationRequest,
    JournalEntry,
    PublicDispute,
    PublicFingerprint,
)
from cases.queries import drafts as held
from cases.services import drafts as services
from cases.services import information_requests, journal, parties, publication
from cases.services.drafts import DraftOver, StaleStep
from cases.services.information_requests import Letter, Objecting
from tests.hearing_room import RECORDER

pytestmark = pytest.mark.django_db
# 6.30 in Jakarta on 30 May 2024 is still 29 May in UTC.
NOW = datetime(2024, 5, 29, 23, 30, tzinfo=UTC)
WHO = {"actor": RECORDER, "now": NOW}


@pytest.fixture
def ngo():
    return parties.add_organisation("Yayasan Lestari", short="Lestari", **WHO)


@pytest.fixture
def body():
    return parties.add_public_body("Badan Darma", short="Darma", **WHO)


@pytest.fixture
def commission():
    details = parties.CommissionDetails("kip", "Komisi Informasi Pusat", "KI Pusat", "pusat")
    return parties.add_commission(details, **WHO)


@pytest.fixture
def draft(ngo, body, commission):
    return services.start(ngo, **WHO)


def application(**more):
    written = Application(
        applicant=Applicant(
            "badan_hukum", "Yayasan Lestari", address="Jl. Rahasia 1", representative="Sari"
        ),
        body="darma",
        items=(Wanted("Kontrak", ("c",)), Wanted("Anggaran")),
        chronology=Chronology(
            asked_on=date(2024, 3, 4),
            objected_on=date(2024, 4, 1),
            answered_on=date(2024, 5, 6),
            answer="Ditolak",
        ),
        reasons=("superior_silent",),
        relief=("order_answer",),
        commission="kip",
        regime="umum",
    )
    return replace(written, **more)


# --- writing --------------------------------------------------------------------------------


def test_every_save_is_kept_and_the_last_one_stands(draft):
    for seen, name in enumerate(["Lestar", "Lestari"]):
        services.save(draft, "pemohon", {"nama": name}, seen=seen, **WHO)

    assert held.written(draft).answers["pemohon"].answers == {"nama": "Lestari"}
    assert [row.answers["nama"] for row in draft.answers.order_by("rev")] == [
        "Lestar",
        "Lestari",
    ]


def test_the_same_answers_again_write_nothing(draft):
    for _again in range(2):
        services.save(draft, "pemohon", {"nama": "Lestari"}, seen=0, **WHO)

    assert DraftAnswer.objects.count() == 1


def test_two_tabs_on_one_step_are_told_and_on_two_steps_are_not(draft):
    services.save(draft, "pemohon", {"nama": "Satu"}, seen=0, **WHO)

    with pytest.raises(StaleStep):
        services.save(draft, "pemohon", {"nama": "Dua"}, seen=0, **WHO)
    services.save(draft, "informasi", {"butir": "Kontrak"}, seen=0, **WHO)

    assert held.written(draft).answers["pemohon"].answers == {"nama": "Satu"}


@pytest.mark.postgresql  # SQLite has one writer at a time
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(draft):
    told = []

    def save(name):
        try:
            services.save(draft, "pemohon", {"nama": name}, seen=0, **WHO)
        except StaleStep as refusal:
            told.append(refusal)
        finally:
            connection.close()

    both = [threading.Thread(target=save, args=(name,)) for name in ("Satu", "Dua")]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(told) == 1
    assert DraftAnswer.objects.count() == 1


def test_a_draft_that_was_put_away_takes_nothing_more(draft):
    services.discard(draft, **WHO)

    for act in (
        lambda: services.save(draft, "pemohon", {}, seen=0, **WHO),
        lambda: services.discard(draft, **WHO),
        lambda: services.file(draft, application(), **WHO),
    ):
        with pytest.raises(DraftOver):
            act()


# --- filing ---------------------------------------------------------------------------------


def test_it_is_received_on_the_local_day_of_the_commission_and_its_clocks_start(draft):
    """UU 14/2008 Pasal 38: 14 working days from 30 May 2024 end on 21 June.

    31 May 1; 3-7 June 2-6; 10-14 June 7-11; 17 Idul Adha, 18 joint leave; 19-21 June 12-14.
    """
    dispute = services.file(draft, application(), **WHO)

    assert dispute.received_on == date(2024, 5, 30)
    begin = dispute.deadlines.get(rule="umum_start_settlement")
    assert (begin.triggered_on, begin.due_on) == (date(2024, 5, 30), date(2024, 6, 21))
    assert dispute.stage == Stage.DISPUTE_FILED


def test_form_and_receipt_are_ordered_in_the_same_act(draft):
    dispute = services.file(draft, application(), **WHO)

    kinds = set(dispute.documents.values_list("kind", flat=True))
    assert kinds == {Paper.APPLICATION, Paper.RECEIPT}


def test_what_was_tendered_is_kept_whole_and_its_digest_is_in_the_journal(draft):
    dispute = services.file(draft, application(), **WHO)

    row = dispute.application
    assert (row.applicant_address, row.representative) == ("Jl. Rahasia 1", "Sari")
    assert row.tendered_at == NOW
    told = JournalEntry.objects.get(act="application_tendered").payload
    assert told["digest"] == row.digest == services.digest_of(application())
    assert services.digest_of(application(problem="lain")) != row.digest
    assert journal.verify() == ()


def test_no_address_of_an_applicant_reaches_the_journal(draft):
    services.file(draft, application(), **WHO)

    assert "Rahasia" not in str(list(JournalEntry.objects.values_list("payload", flat=True)))


def test_a_new_dispute_is_not_public(draft):
    dispute = services.file(draft, application(), **WHO)

    assert dispute.visibility == Visibility.PARTIES
    assert not PublicDispute.objects.exists()


def test_a_second_filing_of_one_draft_makes_no_second_dispute(draft):
    services.file(draft, application(), **WHO)

    with pytest.raises(DraftOver):
        services.file(draft, application(), **WHO)
    assert Dispute.objects.count() == 1


def test_what_fails_leaves_nothing_behind(draft):
    with pytest.raises(LookupError):
        services.file(draft, application(), **{**WHO, "actor": _Broken()})

    draft.refresh_from_db()
    assert draft.submitted_at is None
    assert not Dispute.objects.exists()
    assert not DisputeApplication.objects.exists()


class _Broken:
    """An actor whose name cannot be read: every service fails at its journal."""

    @property
    def name(self):
        raise LookupError


def test_the_request_that_is_held_goes_into_the_dispute_with_its_items(ngo, body, commission):
    day = {**WHO, "today": date(2024, 5, 30)}
    letter = Letter(["Kontrak", "Rapat"], date(2024, 3, 4), channel=Channel.EMAIL)
    (asked,) = information_requests.send(ngo, [body], letter, **day)
    item = asked.items.get(text="Kontrak")
    information_requests.object_to(
        asked, Objecting(date(2024, 4, 1), {item.pk: ["c"]}, channel=Channel.EMAIL), **day
    )
    draft = services.start(ngo, information_request=asked, **WHO)

    dispute = services.file(draft, application(), **WHO)

    assert InformationRequest.objects.get().dispute == dispute
    told = {row.text: row.dispute_id == dispute.pk for row in asked.items.all()}
    assert told == {"Kontrak": True, "Rapat": False, "Anggaran": True}
    assert sorted(dispute.items.values_list("label", flat=True)) == ["a", "c"]


def test_without_a_request_one_is_made_from_what_is_told(draft):
    dispute = services.file(draft, application(), **WHO)

    asked = dispute.information_requests.get()
    objection = asked.objections.get()
    assert (asked.received_on, asked.replied_on) == (date(2024, 3, 4), None)
    assert (objection.replied_on, objection.reply) == (date(2024, 5, 6), "Ditolak")
    grounds = objection.item_grounds.values_list("item__text", "letter")
    assert list(grounds) == [("Kontrak", "c")]


def test_a_private_applicant_is_a_label_and_the_organisation_acts_for_them(draft, ngo):
    person = Applicant("perseorangan", "Siti Rahayu", representative="Sari")

    dispute = services.file(draft, application(applicant=person), **WHO)

    applicant = dispute.participants.get(role=PartyRole.APPLICANT)
    assert (applicant.public_label, applicant.organisation) == ("Perseorangan", None)
    assert dispute.participants.get(role=PartyRole.APPLICANT_COUNSEL).organisation == ngo
    assert dispute.application.applicant_name == "Siti Rahayu"


def test_the_codes_of_drafts_are_not_derived_from_anything(ngo):
    first, second = (services.start(ngo, **WHO).code for _no in range(2))

    assert first != second
    assert FilingDraft.objects.filter(code=first).count() == 1


# --- fingerprints ---------------------------------------------------------------------------


@pytest.fixture
def filed(draft, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return services.file(draft, application(), **WHO)


def test_form_and_receipt_can_be_verified_without_a_word_of_what_they_say(filed):
    rows = list(PublicFingerprint.objects.order_by("kind").values())

    assert {row["kind"] for row in rows} == {Paper.APPLICATION, Paper.RECEIPT}
    papers = {paper.code: paper.sha256 for paper in filed.documents.all()}
    assert {row["code"]: row["sha256"] for row in rows} == papers
    assert not any("Lestari" in str(row) or "Kontrak" in str(row) for row in rows)


def test_what_is_sealed_has_no_fingerprint(filed):
    publication.seal(filed, **WHO)

    assert not PublicFingerprint.objects.exists()
    assert list(publication.verify()) == []


def test_a_false_fingerprint_is_found_and_mended(filed):
    row = PublicFingerprint.objects.order_by("code")[0]
    PublicFingerprint.objects.filter(code=row.code).update(sha256="0" * 64)
    PublicFingerprint.objects.create(
        code="BCDFGHJK", kind="x", commission="y", made_on=NOW.date(), sha256="z"
    )

    assert {str(one) for one in publication.verify()} == {
        f"PublicFingerprint {row.code} changed: sha256",
        "PublicFingerprint BCDFGHJK foreign",
    }
    assert publication.rebuild(now=NOW) == 2
    assert list(publication.verify()) == []


def test_receipts_of_an_office_never_go_back_although_the_clock_does(ngo, draft):
    first = services.file(draft, application(), **WHO)
    second = services.start(ngo, **WHO)

    later = services.file(second, application(), actor=RECORDER, now=NOW - timedelta(hours=9))

    assert later.application.tendered_at == first.application.tendered_at == NOW
    assert later.received_on == first.received_on
