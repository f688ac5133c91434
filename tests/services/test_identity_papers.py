"""Proof of identity: sealed on the disk, read through the door, erased, still vouched for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.adapters import files, sealed_files, vault
from cases.domain import identity_papers as rules
from cases.domain import retention
from cases.domain.checking import Verdict
from cases.domain.identity_papers import Because
from cases.domain.rights import NotTheRegistry
from cases.models import IdentityPaper, JournalEntry, VerificationFinding
from cases.queries import documents
from cases.queries import identity_papers as queries
from cases.services import identity_papers, journal, uploads
from tests import foreign_files as made
from tests.brought import bring, checked, open_hall
from tests.hearing_room import NOW
from tests.standing import standing

pytestmark = pytest.mark.django_db
CONTENT = made.pdf(text=b"BT /F1 24 Tf 72 700 Td (KTP Siti Rahma) Tj ET")
COLUMNS = ("original_file", "clean_file", "thumbnail_file")


built, hall = standing(open_hall)


def tendered(run_jobs, hall):
    """Proof of identity after the worker has checked and sealed it."""
    upload = checked(run_jobs, hall, CONTENT, name="KTP Siti.pdf")
    with run_jobs(execute=True):
        uploads.bring_into(upload, hall.dispute)
        identity_papers.note(upload, hall.dispute, now=NOW)
    upload.refresh_from_db()
    return upload


def verify(hall):
    VerificationFinding.objects.create(
        dispute=hall.dispute,
        place="identity",
        verdict=Verdict.VALID,
        found_by=hall.clerk,
        found_at=NOW,
    )


def test_on_the_disk_nothing_of_it_can_be_read(hall, media, django_capture_on_commit_callbacks):
    upload = tendered(django_capture_on_commit_callbacks, hall)

    assert all(sealed_files.is_sealed(getattr(upload, column)) for column in COLUMNS)
    on_disk = [file for file in media.rglob("*") if file.is_file()]
    assert {str(file.relative_to(media)) for file in on_disk} == {
        getattr(upload, column) for column in COLUMNS
    }
    assert all(b"%PDF" not in file.read_bytes() for file in on_disk)
    assert sealed_files.open_file(upload.original_file).read() == CONTENT
    assert documents.verify_files() == (2, ())


def test_it_is_sealed_also_where_it_was_tendered_before_its_check(
    hall, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        upload = bring(hall, CONTENT)
        uploads.bring_into(upload, hall.dispute)
        identity_papers.note(upload, hall.dispute, now=NOW)

    upload.refresh_from_db()
    assert sealed_files.is_sealed(upload.clean_file)


def test_a_changed_seal_is_found_out(hall, django_capture_on_commit_callbacks):
    upload = tendered(django_capture_on_commit_callbacks, hall)
    files.write_once(upload.clean_file, vault.close_bytes(b"lain"))
    files.write_once(upload.original_file, b"rusak")

    _count, wrong = documents.verify_files()

    assert {one.reason for one in wrong} == {
        "bukan berkas yang tercatat",
        "segelnya tidak terbuka",
    }


def test_a_key_of_its_own_opens_what_the_one_before_closed(settings):
    before = vault.close_bytes(b"isi")
    settings.VAULT_KEYS = ["kunci baru"]

    assert vault.reveal_bytes(before) == b"isi"
    assert vault.reveal_bytes(vault.close_bytes(b"isi")) == b"isi"


def test_the_registry_erases_it_once_the_identity_is_in_order(
    hall, media, django_capture_on_commit_callbacks
):
    upload = tendered(django_capture_on_commit_callbacks, hall)
    paper = upload.identity_paper
    with pytest.raises(rules.IdentityStillNeeded):
        identity_papers.erase(paper, by=hall.clerk, now=NOW)
    verify(hall)
    with pytest.raises(NotTheRegistry):
        identity_papers.erase(paper, by=hall.applicant, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        identity_papers.erase(paper, reason="sudah cocok", by=hall.clerk, now=NOW)

    assert [file for file in media.rglob("*") if file.is_file()] == []
    paper.refresh_from_db()
    upload.refresh_from_db()
    assert paper.erased_because == Because.VERIFIED
    assert upload.sha256
    assert "Siti" not in upload.name
    entry = JournalEntry.objects.get(act="identity_erased")
    assert entry.payload["sha256"] == upload.sha256
    assert "Siti" not in str(entry.payload)
    assert journal.verify() == ()
    assert documents.verify_files() == (0, ())
    with pytest.raises(rules.NoIdentityPaper):
        identity_papers.erase(paper, by=hall.clerk, now=NOW)


def test_an_erasure_that_was_cut_off_is_noticed_and_finished(
    hall, django_capture_on_commit_callbacks
):
    upload = tendered(django_capture_on_commit_callbacks, hall)
    verify(hall)
    identity_papers.erase(upload.identity_paper, by=hall.clerk, now=NOW)  # killed before commit

    assert {one.reason for one in documents.verify_files()[1]} == {"seharusnya sudah dihapus"}
    identity_papers.finish_erasures(now=NOW)

    assert documents.verify_files() == (0, ())


def test_a_period_that_no_law_names_erases_nothing_by_itself(
    hall, django_capture_on_commit_callbacks
):
    upload = tendered(django_capture_on_commit_callbacks, hall)
    rule = retention.classes()[retention.IDENTITY_PAPER]
    late = NOW + timedelta(days=rule.days)

    assert rule.confidence == "CHOICE"
    assert identity_papers.erase_due(now=late) == 0
    assert files.exists(upload.clean_file)
    assert [paper.upload for paper in queries.due(late)] == [upload]


def test_where_the_commission_decides_so_what_nobody_erased_goes_on_its_day(
    hall, django_capture_on_commit_callbacks, monkeypatch
):
    upload = tendered(django_capture_on_commit_callbacks, hall)
    rule = retention.classes()[retention.IDENTITY_PAPER]
    decided = {rule.code: replace(rule, automatic=True)}
    monkeypatch.setattr(retention, "classes", lambda: decided)
    days = rule.days
    with django_capture_on_commit_callbacks(execute=True):
        assert identity_papers.erase_due(now=NOW + timedelta(days=days - 1)) == 0
        assert identity_papers.erase_due(now=NOW + timedelta(days=days)) == 1

    assert not files.exists(upload.clean_file)
    assert IdentityPaper.objects.get().erased_because == Because.PERIOD
    assert identity_papers.erase_due(now=NOW + timedelta(days=days + 1)) == 0


def test_every_period_says_where_it_comes_from():
    for rule in retention.classes().values():
        assert rule.days > 0
        assert rule.article
        assert rule.confidence in {"VERIFIED", "SECONDARY", "CHOICE"}
        assert rule.source
