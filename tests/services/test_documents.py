"""Papers on order: the row first, then the file, and both once."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document as WordFile

from cases.adapters import files, letters, pdf
from cases.domain import letters as rules_of_letters
from cases.domain import transcripts as rules
from cases.domain.accounts import Role
from cases.domain.documents import Paper
from cases.domain.publication import Visibility
from cases.models import Document, Job, JournalEntry, Membership, PublicFingerprint, User
from cases.models.jobs import JobState
from cases.queries import application_papers
from cases.queries import documents as held
from cases.services import documents, drafts, jobs, journal, parties, publication, transcripts
from cases.services.jobs import bell
from cases.tasks import jobs as door
from tests.domain.test_filing import WRITTEN
from tests.domain.test_letters import DAY, FACTS, LISTED
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db

WHO = {"actor": RECORDER, "now": NOW}
PAPERS = [Paper.APPLICATION, Paper.REGISTRATION_DEED]


class Killed(BaseException):
    """The process ends here, as after kill -9."""


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


built, room = standing(open_room)


def ordered(room, kind=Paper.APPLICATION):
    document = documents.request(room.dispute, kind=kind, **WHO)
    return document, Job.objects.get(key=document.code)


def run(job, *, later=timedelta()):
    """Do a job as a worker does: claim the row, then perform it."""
    claimed = jobs.claim(job.pk, now=timezone.now() + later)
    if claimed is not None:
        door.perform(claimed)
    job.refresh_from_db()
    return claimed


def frozen(room):
    transcripts.capture(
        room.hearing,
        transcripts.Spoken(
            rules.UtteranceKind.SPEECH, rules.Rendering.QUOTED, "Sidang dibuka.", speaker="Sari"
        ),
        **WHO,
    )
    edition = transcripts.freeze(
        room.hearing, kind=rules.EditionKind.RECONSTRUCTION, frozen_on=HELD_ON, **WHO
    )
    paper = edition.documents.get(form="pdf")
    return edition, paper, Job.objects.get(kind="render_transcript")


def contents(media):
    """Every file below the media folder by its name."""
    return {
        str(file.relative_to(media)): file.read_bytes()
        for file in media.rglob("*")
        if file.is_file()
    }


class TestOrdering:
    @pytest.mark.parametrize("kind", PAPERS)
    def test_the_row_and_the_job_stand_before_any_file(self, room, kind, media):
        document, job = ordered(room, kind)

        assert (document.file, document.rendered_at) == ("", None)
        assert document.visibility == Visibility.PARTIES
        assert (job.state, job.effects) == (JobState.WAITING, 0)
        assert list(media.rglob("*.pdf")) == []

    def test_two_papers_of_a_dispute_have_two_codes(self, room):
        codes = {ordered(room, kind)[0].code for kind in PAPERS}

        assert len(codes) == 2

    def test_the_bell_rings_only_after_the_transaction(
        self, room, django_capture_on_commit_callbacks, monkeypatch
    ):
        rung = []
        monkeypatch.setattr(bell, "ring", rung.append)

        with django_capture_on_commit_callbacks(execute=True):
            _document, job = ordered(room)
            assert rung == []

        assert rung == [job.pk]


class TestMaking:
    @pytest.mark.parametrize("kind", PAPERS)
    def test_the_file_stands_where_the_row_says_with_its_digest(self, room, kind, media):
        document, job = ordered(room, kind)

        run(job)

        document.refresh_from_db()
        content = (media / document.file).read_bytes()
        assert content.startswith(b"%PDF-")
        assert document.sha256 == hashlib.sha256(content).hexdigest()
        assert document.size == len(content)
        assert document.code in document.file
        assert (job.state, job.effects, job.error) == (JobState.DONE, 1, "")
        assert job.done == job.total > 0

    def test_the_making_is_in_the_journal(self, room):
        document, job = ordered(room)

        run(job)

        document.refresh_from_db()
        entry = JournalEntry.objects.get(act="paper_made")
        assert entry.payload["files"] == {document.file: document.sha256}
        assert entry.actor == "sistem:worker"
        assert journal.verify() == ()

    def test_each_step_is_told_on_the_way(self, room, monkeypatch):
        told = []
        step = jobs.Progress.step

        def heard(self, name, done, total):
            step(self, name, done, total)
            told.append((Job.objects.get(pk=self.job.pk).step, done, total))

        monkeypatch.setattr(jobs.Progress, "step", heard)
        _edition, _document, job = frozen(room)

        run(job)

        assert told == [
            ("pdf", 0, 10),
            ("condensed", 1, 10),
            ("html", 2, 10),
            ("docx", 3, 10),
            ("txt", 4, 10),
            ("vtt", 5, 10),
            ("csv", 6, 10),
            ("json", 7, 10),
            ("akn", 8, 10),
            ("catat", 9, 10),
        ]

    def test_the_same_papers_have_the_same_bytes(self, room, media):
        edition, _document, job = frozen(room)
        run(job)
        first = contents(media)
        for name in first:
            (media / name).unlink()
        edition.documents.update(file="", sha256="", rendered_at=None)
        Job.objects.filter(pk=job.pk).update(state=JobState.WAITING, effects=0)

        run(job)

        assert len(first) == 9
        assert contents(media) == first


class TestOnce:
    def test_a_second_message_for_a_done_job_does_nothing(self, room):
        document, job = ordered(room)
        run(job)
        document.refresh_from_db()

        assert run(job) is None

        again = Document.objects.get(pk=document.pk)
        assert again.rendered_at == document.rendered_at
        assert job.effects == 1
        assert JournalEntry.objects.filter(act="paper_made").count() == 1

    def test_a_second_worker_leaves_a_held_job_alone(self, room):
        _document, job = ordered(room)
        held = jobs.claim(job.pk, now=timezone.now())

        assert held is not None
        assert jobs.claim(job.pk, now=timezone.now()) is None

    def test_who_lost_the_lease_writes_nothing_more(self, room):
        document, job = ordered(room)
        slow = jobs.claim(job.pk, now=timezone.now())
        run(job, later=timedelta(minutes=5))
        made = Document.objects.get(pk=document.pk)

        door.perform(slow)

        job.refresh_from_db()
        assert Document.objects.get(pk=document.pk).rendered_at == made.rendered_at
        assert (job.state, job.effects) == (JobState.DONE, 1)
        assert JournalEntry.objects.filter(act="paper_made").count() == 1

    @pytest.mark.parametrize("place", ["before the file", "after the file", "at the commit"])
    def test_a_worker_killed_on_the_way_is_followed_by_one_finished_paper(
        self, room, media, monkeypatch, place
    ):
        document, job = ordered(room)
        with monkeypatch.context() as patch:
            _kill(patch, place)
            with pytest.raises(Killed):
                run(job)
        job.refresh_from_db()
        assert (job.state, job.effects) == (JobState.RUNNING, 0)
        assert Document.objects.get(pk=document.pk).rendered_at is None

        run(job, later=timedelta(minutes=5))

        document.refresh_from_db()
        assert (job.state, job.effects, job.attempts) == (JobState.DONE, 1, 2)
        assert [file.name for file in media.rglob("*") if file.is_file()] == [
            f"{document.code}.pdf"
        ]
        assert hashlib.sha256((media / document.file).read_bytes()).hexdigest() == (
            document.sha256
        )
        assert JournalEntry.objects.filter(act="paper_made").count() == 1
        assert journal.verify() == ()

    @pytest.mark.parametrize("written", range(1, 7))
    def test_a_worker_killed_between_two_forms_is_followed_by_all_of_them_once(
        self, room, media, monkeypatch, written
    ):
        edition, _paper, job = frozen(room)
        write, count = files.write_once, iter(range(1, 99))

        def dies_after(name, content):
            digest = write(name, content)
            if next(count) == written:
                raise Killed
            return digest

        with monkeypatch.context() as patch:
            patch.setattr(files, "write_once", dies_after)
            with pytest.raises(Killed):
                run(job)
        assert not edition.documents.exclude(rendered_at=None).exists()

        run(job, later=timedelta(minutes=5))

        papers = edition.documents.all()
        assert (job.state, job.effects) == (JobState.DONE, 1)
        assert {paper.file for paper in papers} == set(contents(media))
        assert all(
            hashlib.sha256((media / paper.file).read_bytes()).hexdigest() == paper.sha256
            for paper in papers
        )
        assert JournalEntry.objects.filter(act="paper_made").count() == 1


def _kill(patch, place):
    if place == "before the file":
        patch.setattr(files, "write_once", _dies)
    elif place == "after the file":
        write = files.write_once

        def wrote(name, content):
            write(name, content)
            raise Killed

        patch.setattr(files, "write_once", wrote)
    else:
        patch.setattr(publication, "shelve", _dies)


def _dies(*_args, **_more):
    raise Killed


class TestRefusals:
    def test_a_letter_without_a_face_fails_the_job_with_a_sentence(self, room, media):
        room.item().__class__.objects.filter(pk=room.item().pk).update(text="Kontrak 漢字")
        document, job = ordered(room)

        run(job)

        document.refresh_from_db()
        assert job.state == JobState.FAILED
        assert job.error.startswith("Surat tidak dapat dibuat")
        assert (document.file, document.rendered_at) == ("", None)
        assert list(media.rglob("*.pdf")) == []

    def test_a_full_disk_is_tried_again_later(self, room, monkeypatch):
        document, job = ordered(room)

        def full(*_args):
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(files, "write_once", full)
            with pytest.raises(OSError, match="No space left"):
                run(job)
        job.refresh_from_db()
        assert (job.state, job.effects) == (JobState.WAITING, 0)
        assert "No space left" in job.error

        run(job, later=timedelta(minutes=5))

        document.refresh_from_db()
        assert (job.state, job.error) == (JobState.DONE, "")
        assert document.file

    def test_after_the_last_attempt_the_job_is_given_up_with_its_reason(
        self, room, monkeypatch
    ):
        _document, job = ordered(room)

        def broken(*_args, **_more):
            raise RuntimeError("rusak")

        monkeypatch.setattr(pdf, "render", broken)
        for day in range(jobs.ATTEMPTS):
            with pytest.raises(RuntimeError):
                run(job, later=timedelta(days=day))

        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.FAILED, jobs.ATTEMPTS)
        assert job.error == "RuntimeError: rusak"
        assert run(job, later=timedelta(days=30)) is None


# --- letters of an applicant ----------------------------------------------------------------


def ordered_letter(room):
    lead = documents.request_letter(
        rules_of_letters.objection(FACTS, dated_on=DAY), organisation=room.applicant, **WHO
    )
    return lead, Job.objects.get(key=lead.code)


def test_a_letter_comes_as_pdf_and_as_a_file_to_edit_from_one_piece_of_work(room):
    lead, job = ordered_letter(room)

    run(job)

    made = Document.objects.filter(organisation=room.applicant).order_by("pk")
    assert [one.mime.rsplit(".", 1)[-1] for one in made] == ["application/pdf", "document"]
    assert all(one.rendered_at and one.dispute_id is None for one in made)
    assert files.read(lead.file or made[0].file).startswith(b"%PDF-")
    assert job.effects == 1


def test_a_worker_killed_inside_a_letter_leaves_one_letter(room, monkeypatch):
    _lead, job = ordered_letter(room)
    real = letters.render

    def killed(*given, **more):
        monkeypatch.setattr(letters, "render", real)
        raise Killed

    monkeypatch.setattr(letters, "render", killed)
    with pytest.raises(Killed):
        run(job)

    run(job, later=timedelta(minutes=5))

    assert (job.state, job.effects) == (JobState.DONE, 1)
    assert JournalEntry.objects.filter(act="paper_made").count() == 1


def test_a_letter_is_its_organisations_and_nobody_elses(room):
    ordered_letter(room)
    people = {
        "staff": {"organisation": room.applicant, "role": Role.OFFICER},
        "stranger": {
            "organisation": parties.add_organisation("Orang Lain", **WHO),
            "role": Role.OWNER,
        },
        "agency": {"public_body": room.respondent, "role": Role.AGENCY},
        "registrar": {"commission": room.commission, "role": Role.REGISTRAR},
    }
    seen = {}
    for name, house in people.items():
        user = User.objects.create_user(f"{name}@test.test")
        Membership.objects.create(user=user, **house)
        letters_of = held.visible_to(user).exclude(organisation=None)
        seen[name] = letters_of.count()

    assert seen == {"staff": 2, "stranger": 0, "agency": 0, "registrar": 0}


def test_a_list_of_evidence_is_a_letter_about_a_dispute_and_none_of_its_papers(room):
    lead = documents.request_letter(
        rules_of_letters.evidence_list(LISTED, dated_on=DAY),
        organisation=room.applicant,
        about=room.dispute,
        **WHO,
    )

    run(Job.objects.get(key=lead.code))

    made = Document.objects.filter(about=room.dispute)
    assert {one.mime for one in made} == {letters.PDF, letters.DOCX}
    assert all(one.rendered_at and one.dispute_id is None for one in made)
    assert held.last_list(room.applicant, room.dispute).table.rows[0][-1] == (
        "Bahwa permintaan dikirim"
    )


# --- the form before and after it is filed --------------------------------------------------


def application(room):
    commission, body = room.commission, room.respondent
    return replace(WRITTEN, commission=commission.code, body=body.slug, problem=ODD)


ODD = "{{ 7*7 }} {% load x %} <b>"


def test_a_form_before_filing_is_made_from_what_was_frozen(room):
    draft = drafts.start(room.applicant, **WHO)
    lead = documents.request_draft_form(draft, application(room), **WHO)
    job = Job.objects.get(key=lead.code)

    run(job)

    made = {one.mime: one for one in draft.letters.all()}
    assert job.args["application"]["problem"] == ODD
    assert {one.kind for one in made.values()} == {Paper.APPLICATION}
    assert {one.organisation for one in made.values()} == {room.applicant}
    word = WordFile(io.BytesIO(files.read(made[letters.DOCX].file)))
    assert ODD in [one.text for one in word.paragraphs]
    assert "Konsep, belum diajukan" in [one.text for one in word.paragraphs]
    assert lead.code not in word.sections[0].footer.paragraphs[0].text
    assert not PublicFingerprint.objects.filter(code=lead.code).exists()


def test_a_draft_form_reads_as_the_filed_one_but_for_its_head_and_its_day(room):
    draft = drafts.start(room.applicant, **WHO)
    told = application(room)
    before = application_papers.draft_form(told, Document(code="BCDFGHJK", requested_at=NOW))

    dispute = drafts.file(draft, told, **WHO)

    document = dispute.documents.get(kind=Paper.APPLICATION, mime=letters.DOCX)
    after = application_papers.application_form(document)
    assert (
        replace(
            after,
            head=before.head,
            received_on=None,
            chronology=(*after.chronology[:-1], before.chronology[-1]),
        )
        == before
    )


def test_an_application_that_was_filed_has_its_form_as_pdf_and_to_edit(room):
    dispute = drafts.file(drafts.start(room.applicant, **WHO), application(room), **WHO)
    found = dispute.documents.filter(kind=Paper.APPLICATION)

    for one in found:
        run(Job.objects.get(key=one.code))

    made = {one.mime: files.read(one.file) for one in found.all()}
    assert made[letters.PDF].startswith(b"%PDF-")
    word = WordFile(io.BytesIO(made[letters.DOCX]))
    assert ODD in [one.text for one in word.paragraphs]
