"""What is enclosed: evidence for the other side to see, proof of identity for the registry."""

from __future__ import annotations

import pytest
import time_machine
from django.core import mail

from cases.adapters import sealed_files
from cases.domain.filing import Enclosed
from cases.domain.notices import NoticeKind
from cases.models import (
    DisputeApplication,
    Enclosure,
    Exhibit,
    FilingDraft,
    Notice,
    Upload,
)
from cases.services import enclosures, identity_papers, uploads
from tests import foreign_files as made
from tests.brought import WHO, bring, checked, open_hall
from tests.hearing_room import NOW
from tests.standing import standing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


built, hall = standing(open_hall)


@pytest.fixture
def run_jobs(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def tendered(hall):
    return DisputeApplication.objects.create(
        dispute=hall.dispute,
        tendered_at=NOW,
        applicant_kind="badan_hukum",
        applicant_name="Yayasan Lestari",
        representative_basis="jabatan",
        digest="0" * 64,
    )


def enclose(hall, tendered, upload, place):
    told = [Enclosed(place, upload.code, upload.sha256)]
    enclosures.enclose(tendered, told, house=hall.room.applicant, **WHO)


def test_a_letter_is_an_exhibit_and_proof_of_identity_is_not(hall, tendered, run_jobs):
    enclose(hall, tendered, checked(run_jobs, hall, made.pdf()), "objection")
    enclose(hall, tendered, checked(run_jobs, hall, made.pdf(pages=2)), "identity")
    assert [one.title for one in Exhibit.objects.all()] == ["Surat keberatan"]
    assert sorted(Enclosure.objects.values_list("place", flat=True)) == [
        "identity", "objection",
    ]  # fmt: skip


def test_a_letter_that_is_still_being_checked_becomes_an_exhibit_afterwards(
    hall, tendered, run_jobs
):
    with run_jobs(execute=True):
        enclose(hall, tendered, bring(hall, made.pdf()), "reply")
        assert not Exhibit.objects.exists()
    assert Exhibit.objects.get().title == "Pemberitahuan tertulis"


def test_proof_of_identity_is_sealed_once_it_is_enclosed(hall, tendered, run_jobs):
    upload = checked(run_jobs, hall, made.pdf())
    with run_jobs(execute=True):
        enclose(hall, tendered, upload, "identity")

    upload.refresh_from_db()
    assert sealed_files.is_sealed(upload.clean_file)
    assert upload.identity_paper.sealed_at == NOW


def test_what_was_enclosed_before_is_sealed_as_well(hall, tendered, run_jobs):
    upload = checked(run_jobs, hall, made.pdf())
    uploads.bring_into(upload, hall.dispute)
    Enclosure.objects.create(application=tendered, place="identity", upload=upload)

    with run_jobs(execute=True):
        assert identity_papers.adopt(now=NOW) == 1
        assert identity_papers.adopt(now=NOW) == 0

    upload.refresh_from_db()
    assert sealed_files.is_sealed(upload.original_file)


def test_the_file_of_another_house_cannot_be_enclosed(hall, tendered):
    strange = bring(hall, made.pdf(), house=hall.room.respondent, user=hall.agency)
    with pytest.raises(Upload.DoesNotExist):
        enclose(hall, tendered, strange, "reply")


# --- refused after it was filed -------------------------------------------------------------


def refused():
    return Notice.objects.filter(kind=NoticeKind.FILE_REFUSED)


def test_whoever_filed_a_file_that_is_refused_hears_of_it_once(hall, tendered, run_jobs):
    with run_jobs(execute=True):
        upload = bring(hall, made.pdf()[:200], name="jawaban.pdf")
        enclose(hall, tendered, upload, "reply")
    upload.refresh_from_db()

    told = {one.user: one.payload for one in refused()}
    assert set(told) == {hall.applicant, hall.reader}
    assert told[hall.applicant] == {
        "what": "reply",
        "name": "jawaban.pdf",
        "reason": "broken",
        "registers": "001/KIP-PSIP/II/2024",
        "address": f"/meja/perkara/{hall.dispute.code}/",
    }
    assert not Exhibit.objects.exists()

    uploads.tell_refused(upload, now=NOW)  # as of a job that runs a second time

    assert refused().count() == 2
    (body,) = {message.body for message in mail.outbox if "lestari" in message.to[0]}
    assert "Tanggapan badan publik dan tanda terimanya" in body
    assert "jawaban.pdf" in body


def test_the_letter_leads_to_what_was_filed(hall, tendered, run_jobs):
    draft = FilingDraft.objects.create(
        code="BCDFGHJK", organisation=hall.room.applicant, started_by="Sari",
        started_at=NOW, submitted_at=NOW, dispute=hall.dispute,
    )  # fmt: skip
    with run_jobs(execute=True):
        enclose(hall, tendered, bring(hall, made.pdf()[:200]), "identity")

    assert {one.payload["address"] for one in refused()} == {f"/permohonan/{draft.code}/"}


def test_a_file_that_was_refused_while_it_was_being_filed_is_told_as_well(
    hall, tendered, run_jobs
):
    broken = checked(run_jobs, hall, made.pdf()[:200])
    assert not refused().exists()

    enclose(hall, tendered, broken, "request")

    assert refused().count() == 2


def test_evidence_that_is_refused_is_told_to_the_house_that_brought_it(hall, run_jobs):
    with run_jobs(execute=True):
        upload = bring(
            hall, made.pdf()[:200], house=hall.room.respondent, user=hall.agency, name="t.pdf"
        )
        uploads.tender(upload, dispute=hall.dispute, side="T", kind=uploads.EVIDENCE, **WHO)

    assert {one.user for one in refused()} == {hall.agency}
    (message,) = mail.outbox
    assert "t.pdf" in message.subject
    assert "Permohonan tetap diterima" not in message.body


def test_of_a_refused_file_that_serves_nowhere_nobody_is_told(hall, run_jobs):
    checked(run_jobs, hall, made.pdf()[:200])

    assert not refused().exists()
