"""A transcript on paper is signed once, beside the file that was made."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction

from cases.adapters import demo_authority, files
from cases.domain import transcripts as rules
from cases.domain.publication import Visibility
from cases.domain.signatures import SigningRefused
from cases.models import Document, Job, JournalEntry, PublicDocument, Signature
from cases.models.jobs import JobState
from cases.queries import documents as held
from cases.services import journal, publication, transcripts
from cases.services.jobs import faults
from tests.hearing_room import HELD_ON, NOW, open_room
from tests.services.test_documents import WHO, Killed, frozen, run
from tests.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def demonstration(settings, keys):
    settings.DATA_DIR, settings.SIGNING_DEMO = keys, True


built, room = standing(open_room)


@pytest.fixture
def made(room, demonstration):
    edition, _paper, job = frozen(room)
    run(job)
    return edition


def sign(edition):
    job = Job.objects.get(kind="sign_transcript", key=edition.code)
    run(job)
    return job


def signed(edition):
    return edition.documents.select_related("signature").get(form="signed")


def test_the_signature_is_ordered_with_the_paper_and_stands_beside_it(made):
    before = {one.form: one.sha256 for one in made.documents.all()}

    job = sign(made)

    assert (job.state, job.effects, job.error) == (JobState.DONE, 1, "")
    paper, original = signed(made), made.documents.get(form="pdf")
    content = files.read(paper.file)
    assert content.startswith(files.read(original.file))
    assert paper.sha256 == hashlib.sha256(content).hexdigest()
    assert paper.size == len(content)
    assert paper.signature.original == original
    assert paper.signature.is_test
    after = {one.form: one.sha256 for one in made.documents.exclude(form="signed")}
    assert after == before
    assert held.verify_files() == (len(before) + 1, ())


def test_the_journal_tells_what_was_signed_and_with_which_certificate(made):
    sign(made)

    entry, paper = JournalEntry.objects.get(act="transcript_signed"), signed(made)
    assert entry.payload["sha256"] == paper.sha256
    assert entry.payload["of"] == made.documents.get(form="pdf").sha256
    assert entry.payload["certificate"] == paper.signature.certificate_sha256
    assert entry.payload["is_test"] is True
    assert journal.verify() == ()


def test_whoever_may_not_read_the_paper_may_not_read_the_signed_one(made):
    sign(made)

    assert signed(made).visibility == Visibility.PARTIES
    assert not PublicDocument.objects.filter(form="signed").exists()


def test_a_published_edition_is_signed_for_everybody(room, made):
    publication.release_all(room.disputes, **WHO)
    transcripts.publish(made, **WHO)

    sign(made)

    row = PublicDocument.objects.get(form="signed")
    assert row.sha256 == signed(made).sha256
    assert row.signature["is_test"] is True
    assert list(publication.verify()) == []


def test_publishing_later_opens_the_signed_paper_as_well(room, made):
    sign(made)
    publication.release_all(room.disputes, **WHO)

    transcripts.publish(made, **WHO)

    assert PublicDocument.objects.filter(form="signed").exists()


@pytest.mark.parametrize("place", ["tanda tangan", "tulis", "commit"])
def test_a_killed_worker_loses_nothing_and_signs_nothing_twice(made, monkeypatch, place):
    def ends(where):
        if where == f"sign_transcript:{place}":
            raise Killed

    job = Job.objects.get(kind="sign_transcript", key=made.code)
    monkeypatch.setattr(faults, "fall_at", ends)
    with pytest.raises(Killed):
        run(job)
    assert not Signature.objects.exists()
    monkeypatch.setattr(faults, "fall_at", lambda _where: None)

    run(job, later=timedelta(minutes=5))
    run(job, later=timedelta(minutes=10))

    assert Signature.objects.count() == Document.objects.filter(form="signed").count() == 1
    assert JournalEntry.objects.filter(act="transcript_signed").count() == 1
    assert held.verify_files()[1] == ()


def test_without_a_key_the_paper_stays_unsigned_and_nothing_is_ordered(room):
    edition, _paper, job = frozen(room)

    run(job)

    assert not Job.objects.filter(kind="sign_transcript").exists()
    with pytest.raises(SigningRefused, match="SIGNING_KEY_FILE"):
        transcripts.order_signature(edition, now=NOW)


def test_a_real_key_never_signs_what_nobody_certified(room, settings, keys):
    settings.DATA_DIR, settings.SIGNING_KEY_FILE = keys, str(keys / "demo.p12")
    (keys / "demo.p12").write_bytes(_key_of_somebody(keys))
    edition, _paper, job = frozen(room)

    run(job)

    assert not Job.objects.filter(kind="sign_transcript").exists()
    with pytest.raises(SigningRefused, match="Hanya risalah yang disahkan"):
        transcripts.order_signature(edition, now=NOW)


def _key_of_somebody(keys):
    return demo_authority.kept(keys / "real").read_bytes()


def test_a_certified_edition_is_signed_with_the_real_key(room, settings, keys):
    settings.SIGNING_KEY_FILE = str(keys / "real.p12")
    (keys / "real.p12").write_bytes(_key_of_somebody(keys))
    transcripts.capture(
        room.hearing,
        transcripts.Spoken(
            rules.UtteranceKind.SPEECH, rules.Rendering.QUOTED, "Sidang dibuka.", speaker="S"
        ),
        **WHO,
    )
    edition = transcripts.freeze(
        room.hearing,
        kind=rules.EditionKind.CERTIFIED,
        frozen_on=HELD_ON,
        certified_by=room.hearing.registrar,
        **WHO,
    )
    run(Job.objects.get(kind="render_transcript"))

    sign(edition)

    assert not signed(edition).signature.is_test


def test_a_file_that_is_not_the_one_made_is_not_signed(made, media):
    original = made.documents.get(form="pdf")
    (media / original.file).write_bytes(b"%PDF-1.7 something else")

    job = sign(made)

    assert job.state == JobState.FAILED
    assert "bukan yang tercatat" in job.error
    assert not Signature.objects.exists()


def test_what_failed_is_ordered_again_by_hand(made, media):
    original = made.documents.get(form="pdf")
    content = files.read(original.file)
    (media / original.file).write_bytes(b"%PDF-1.7 something else")
    sign(made)
    (media / original.file).write_bytes(content)

    call_command("transcript", made.hearing.code, sign=True)
    run(Job.objects.get(kind="sign_transcript", state=JobState.WAITING))

    assert signed(made).signature
    with pytest.raises(CommandError, match="sudah ditandatangani"):
        call_command("transcript", made.hearing.code, sign=True)


def test_nobody_changes_what_a_signature_says(made):
    sign(made)

    with pytest.raises(DatabaseError, match="hanya bertambah"), transaction.atomic():
        Signature.objects.update(signer="Orang lain")


def test_making_the_forms_again_leaves_the_signed_paper_alone(made, monkeypatch):
    sign(made)
    digest = signed(made).sha256

    Job.objects.filter(kind="render_transcript").update(state=JobState.WAITING, effects=0)
    run(Job.objects.get(kind="render_transcript"))

    assert signed(made).sha256 == digest
