"""Writing in a dispute: who reads it is fixed when it is sent, and it stays as it was sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.domain.correspondence import (
    AlreadySent,
    CorrespondenceKind,
    EmptyWriting,
    NotTheirWriting,
)
from cases.domain.notices import Side
from cases.domain.publication import Visibility
from cases.models import Correspondence, Dispute, DisputeAccess, JournalEntry, Notice
from cases.queries import correspondence as held
from cases.queries import disputes, documents
from cases.queries import uploads as files
from cases.services import correspondence, journal
from cases.services.correspondence import Writing
from tests import foreign_files as made
from tests.brought import account, bring, open_hall
from tests.hearing_room import NOW
from tests.standing import standing

pytestmark = pytest.mark.django_db
MESSAGE = CorrespondenceKind.MESSAGE


built, hall = standing(open_hall)


def write(hall, text="Mohon dijadwalkan ulang.", *, kind=MESSAGE, sender, to=(), by, **more):
    writing = Writing(kind, text, **more)
    return correspondence.write(hall.dispute, writing, sender=sender, to=to, by=by, now=NOW)


def readers(hall, row):
    everybody = (hall.applicant, hall.reader, hall.agency, hall.clerk, hall.stranger)
    return [one for one in everybody if held.visible_to(one).filter(pk=row.pk).exists()]


def came_in_by_link(hall):
    """Somebody without any house, who took up a link for the respondent's side."""
    guest = account("tamu@badan.test")
    DisputeAccess.objects.create(
        token_hash="0" * 64,
        nonce="0" * 32,
        participant=hall.dispute.participants.get(role="termohon"),
        email=guest.email,
        user=guest,
        granted_by=hall.clerk,
        created_at=NOW,
        taken_up_at=NOW,
        expires_at=NOW + timedelta(days=30),
    )
    return guest


def test_what_the_applicant_writes_to_the_registry_the_other_side_does_not_read(hall):
    row = write(hall, sender=Side.APPLICANT, by=hall.applicant)
    assert readers(hall, row) == [hall.applicant, hall.reader, hall.clerk]


def test_what_the_registry_writes_is_read_by_the_side_it_is_written_to(hall):
    row = write(hall, sender=Side.COMMISSION, to=[Side.RESPONDENT], by=hall.clerk)
    assert readers(hall, row) == [hall.agency, hall.clerk]


def test_what_is_written_to_both_sides_is_read_by_both_and_by_nobody_else(hall):
    both = [Side.APPLICANT, Side.RESPONDENT]
    row = write(hall, sender=Side.COMMISSION, to=both, by=hall.clerk)
    assert readers(hall, row) == [hall.applicant, hall.reader, hall.agency, hall.clerk]


def test_who_came_in_by_a_link_reads_what_the_side_reads_and_that_dispute_alone(hall):
    guest, elsewhere = came_in_by_link(hall), open_hall("lain")
    theirs = write(hall, sender=Side.COMMISSION, to=[Side.RESPONDENT], by=hall.clerk)
    write(hall, sender=Side.APPLICANT, by=hall.applicant)
    write(elsewhere, sender=Side.COMMISSION, to=[Side.RESPONDENT], by=elsewhere.clerk)
    assert list(held.visible_to(guest)) == [theirs]
    assert list(disputes.visible_to(guest)) == [hall.dispute]
    assert held.sides_of(guest, hall.dispute) == (Side.RESPONDENT,)
    assert held.sides_of(guest, elsewhere.dispute) == ()


def test_a_revoked_link_opens_nothing_any_more(hall):
    guest = came_in_by_link(hall)
    DisputeAccess.objects.update(revoked_at=NOW)
    assert not disputes.visible_to(guest).exists()
    assert not documents.visible_to(guest).exists()


def test_a_sealed_dispute_shows_its_writing_to_nobody_by_this_door(hall):
    row = write(hall, sender=Side.APPLICANT, by=hall.applicant)
    Dispute.objects.update(visibility=Visibility.SEALED)
    assert readers(hall, row) == []


def test_nobody_writes_what_belongs_to_another_side(hall):
    with pytest.raises(NotTheirWriting):
        write(hall, kind=CorrespondenceKind.ANSWER, sender=Side.APPLICANT, by=hall.applicant)
    assert not Correspondence.objects.exists()


def test_a_message_without_words_and_without_a_file_is_refused(hall):
    with pytest.raises(EmptyWriting):
        write(hall, "  \n", sender=Side.APPLICANT, by=hall.applicant)


def test_a_file_goes_with_the_writing_and_is_read_by_whoever_reads_it(hall):
    upload = bring(hall, made.pdf())
    write(hall, "", sender=Side.APPLICANT, by=hall.applicant, enclosed=[upload])
    upload.refresh_from_db()
    assert upload.dispute == hall.dispute
    assert files.visible_to(hall.clerk).filter(pk=upload.pk).exists()
    assert not files.visible_to(hall.agency).filter(pk=upload.pk).exists()


def test_a_file_is_sent_once(hall):
    upload = bring(hall, made.pdf())
    write(hall, sender=Side.APPLICANT, by=hall.applicant, enclosed=[upload])
    with pytest.raises(AlreadySent):
        write(hall, sender=Side.APPLICANT, by=hall.applicant, enclosed=[upload])
    assert Correspondence.objects.count() == 1


def test_a_file_sent_to_the_other_side_is_read_there(hall):
    upload = bring(hall, made.pdf(), house=hall.room.commission, user=hall.clerk)
    to = [Side.RESPONDENT]
    write(hall, sender=Side.COMMISSION, to=to, by=hall.clerk, enclosed=[upload])
    assert files.visible_to(hall.agency).filter(pk=upload.pk).exists()
    assert not files.visible_to(hall.applicant).filter(pk=upload.pk).exists()


def test_the_people_of_the_sides_that_read_it_are_told_once_and_the_writer_is_not(hall):
    write(hall, sender=Side.COMMISSION, to=[Side.APPLICANT], by=hall.clerk)
    told = Notice.objects.filter(kind="letter")
    assert sorted(one.user.email for one in told) == [
        "lestari@pusat.test",
        "pembaca@pusat.test",
    ]
    assert told[0].payload["address"] == f"/meja/perkara/{hall.dispute.code}/"


def test_the_journal_keeps_a_fingerprint_and_not_the_words(hall):
    write(hall, "Nama saksi: Budi", sender=Side.APPLICANT, by=hall.applicant)
    entry = JournalEntry.objects.get(act="correspondence_sent")
    assert "Budi" not in str(entry.payload)
    assert len(entry.payload["text_sha256"]) == 64
    assert journal.verify() == ()


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_what_was_sent(hall, act):
    write(hall, sender=Side.APPLICANT, by=hall.applicant)
    rows = Correspondence.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(text="lain") if act == "update" else rows.delete()
