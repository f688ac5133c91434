"""``manage.py invariants`` and ``files verify``: what another hand has changed is found."""

from __future__ import annotations

import io
import json
from importlib import import_module

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.models import (
    Assertion,
    Booking,
    Dispute,
    Document,
    Edition,
    EditionLine,
    Hearing,
    HearingDispute,
    InformationItem,
    Job,
    Notice,
    PanelMember,
    PanelSeat,
    Participant,
    QuestionThread,
    ReviewRefusal,
    StanceContest,
    StatementArchive,
    Upload,
    Utterance,
    UtteranceRevision,
)
from cases.models.jobs import JobState
from cases.queries import invariants, stances
from cases.services import admissions, documents, endings, journal, registration, releases
from cases.services.admissions.passages import keep_passage
from cases.services.documents import Paper
from tests import bench, brought, public_record
from tests.hearing_room import NOW, RECORDER, open_room
from tests.public_record import WHO

PAPERS = len(FORMS) + 1  # the forms of one edition, and an application
pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    """A hearing of another commission, not frozen."""
    room = open_room(name="jabar")
    public_record.exchange(room)
    return room


@pytest.fixture
def record(other):
    """A published exchange whose papers nobody has made yet."""
    return public_record.publish()


@pytest.fixture
def made(other, django_capture_on_commit_callbacks):
    """A published exchange with its papers."""
    with django_capture_on_commit_callbacks(execute=True):
        told = public_record.publish()
        documents.request(told.room.dispute, kind=Paper.APPLICATION, **WHO)
    return told


def run(command, *arguments):
    """What a command prints and the code with which it ends."""
    out = io.StringIO()
    try:
        call_command(command, *arguments, stdout=out)
    except CommandError as ended:
        return out.getvalue() + str(ended), ended.returncode
    return out.getvalue(), 0


@pytest.mark.usefixtures("made")
def test_a_record_made_by_the_services_breaks_no_rule():
    told, code = run("invariants", "--json")

    counts = {row["rule"]: row["checked"] for row in json.loads(told)["rules"]}
    assert (code, json.loads(told)["ok"]) == (0, True)
    assert len(counts) == len(invariants.RULES)
    assert counts["answer_follows_its_question"] == 2
    assert counts["edition_has_its_fingerprint"] == counts["lines_break_as_they_did"] == 1
    assert counts["job_takes_effect_once"] == 2
    assert counts["paper_is_made_by_its_job"] == PAPERS
    assert counts["shelf_has_public_disputes"] == 2


def elsewhere():
    return Hearing.objects.get(commission__code="jabar")


def _set_here(record):
    journal.record("hearing_set", actor=RECORDER, at=NOW, hearing=record.room.hearing)
    PanelSeat.objects.filter(hearing=record.room.hearing, seat="ketua_majelis").delete()


def _seal_by_hand(record):
    Dispute.objects.filter(pk=record.room.dispute.pk).update(visibility=Visibility.SEALED)


def _stray_stance(record):
    stranger = Participant.objects.filter(dispute__hearings=elsewhere()).first()
    Assertion.objects.update(participant=stranger)


def _judge_twice(record):
    stance = record.proposition.assertions.get()
    ReviewRefusal.objects.create(assertion=stance, reason="x", refused_by="x", refused_at=NOW)


def _contest_for_another(record):
    StanceContest.objects.create(
        assertion=record.proposition.assertions.get(),
        participant=record.room.party(PartyRole.APPLICANT),
        reason="x",
        contested_on=NOW.date(),
        written_by="x",
        written_at=NOW,
    )


def _exchange_the_copy(record):
    hall = brought.Hall(record.room, *[brought.account("ratna@uji.test")] * 5)
    upload = brought.bring(hall, b"Berita", name="a.txt", house=record.room.commission)
    details = admissions.StatementDetails("s-1", NOW.date(), "quoted", "Belum tahu.")
    said = admissions.record_statement(
        record.room.disputes, record.room.counsel, details, **WHO
    )
    admissions.keep_copy(said, upload, **WHO)
    StatementArchive.objects.update(sha256="0" * 64)


def _stray_move(record):
    told = {"from": "registered", "to": "withdrawn"}
    journal.record(
        "stage_moved", actor=RECORDER, at=NOW, dispute=record.room.dispute, payload=told
    )


def _kept(record, *, is_released=False):
    """A panel and a hearing that the registry keeps."""
    held = bench.open_registry()
    bench.appoint(held)
    hearing = bench.draft(held, room=bench.hall(held), registrar=held.keeper)
    if is_released:
        releases.release(held.room.commission, [hearing], **held.who)
    return held, hearing


def _void_the_hearing(record):
    _held, hearing = _kept(record)
    Hearing.objects.filter(pk=hearing.pk).update(state="void")


def _book_twice(record):
    held, hearing = _kept(record)
    bench.draft(held, 13, 15)
    migration = import_module("cases.migrations.0011_bookings")
    lifted = {"sqlite": migration._sqlite, "postgresql": migration._postgresql}
    connection.check_constraints()  # PostgreSQL alters no table with checks that still wait
    with connection.cursor() as cursor:
        for _create, drop in lifted[connection.vendor]():
            cursor.execute(drop)
    starts_at, ends_at = hearing.planned_at, hearing.planned_until
    Booking.objects.update(starts_at=starts_at, ends_at=ends_at)


def _free_the_chair(record):
    held, hearing = _kept(record, is_released=True)
    hearing.bookings.filter(person=held.judges[0]).delete()


def _seat_two_chairs(record):
    held, _hearing = _kept(record)
    PanelMember.objects.create(
        dispute=held.dispute,
        person=held.judges[3],
        seat="ketua_majelis",
        starts_on=bench.TODAY,
        ends_on=bench.ON,
    )


def _unseat_a_member(record):
    held, _hearing = _kept(record)
    held.dispute.panel.filter(person=held.judges[1]).delete()


def _letter_elsewhere(record):
    held, _hearing = _kept(record)
    paper = documents.request(record.room.dispute, kind=Paper.APPLICATION, **WHO)
    held.dispute.correspondence.update(paper=paper)


def _other_words(record):
    held, _hearing = _kept(record)
    held.dispute.correspondence.update(text="Lain")


def _skip_a_number(record):
    held, _hearing = _kept(record)
    series = registration.open_series(
        held.room.commission,
        regime="umum",
        pattern="{seq:03}/{roman}/KIP-PSI/{year}",
        starts_on=bench.ON,
        **WHO,
    )
    series.counters.create(year=2024, begins_after=10, last=12)


def _tender_unseen(record):
    hall = brought.open_hall("jatim")
    upload = brought.bring(hall, b"%PDF-1.4", dispute=hall.dispute)
    Upload.objects.filter(pk=upload.pk).update(
        tendered_side="P",
        tendered_kind="alat_bukti",
        state="clean",
        mime="application/pdf",
        clean_file="uploads/x.pdf",
        clean_sha256="0" * 64,
        clean_size=1,
        checked_at=NOW,
    )


def _change_what_was_cited(record):
    """A citation whose lines say something else since."""
    kept = keep_passage(stances.cited(record.edition, "butir 1", is_inside=True))
    assert stances.still_says(kept)
    EditionLine.objects.filter(pk=kept.first_id).update(text="Lain.")


BREAKS = {
    "register_has_no_gap": _skip_a_number,
    "struck_entry_leads_on": lambda record: Dispute.objects.filter(
        pk=record.room.dispute.pk
    ).update(stage="struck_off"),
    "booking_is_of_a_planned_hearing": _void_the_hearing,
    "bookings_do_not_overlap": _book_twice,
    "announced_hearing_is_booked": _free_the_chair,
    "seats_follow_each_other": _seat_two_chairs,
    "appointed_panel_is_lawful": _unseat_a_member,
    "letter_stays_in_its_dispute": _letter_elsewhere,
    "letter_says_what_was_sent": _other_words,
    "tendered_file_is_admitted": _tender_unseen,
    "panel_is_lawful": _set_here,
    "hearing_serves_a_dispute": lambda _record: HearingDispute.objects.filter(
        hearing=elsewhere()
    ).delete(),
    "event_is_of_its_chain": lambda record: Hearing.objects.filter(
        pk=record.room.hearing.pk
    ).update(event_code="XXXXXXXX"),
    "answer_follows_its_question": lambda record: Utterance.objects.filter(
        pk=record.question.pk
    ).update(kind="speech"),
    "thread_is_of_a_question": lambda record: QuestionThread.objects.update(
        question=record.answer
    ),
    "frozen_turns_are_numbered": lambda record: Utterance.objects.filter(
        pk=record.answer.pk
    ).update(number=None),
    "edition_has_its_fingerprint": lambda _record: Edition.objects.update(
        content_sha256="0" * 64
    ),
    "lines_break_as_they_did": lambda _record: EditionLine.objects.filter(line=2).update(
        char_from=1
    ),
    "edition_tells_the_words": lambda record: UtteranceRevision.objects.filter(
        utterance=record.answer
    ).update(text="Tidak"),
    "passage_tells_its_lines": _change_what_was_cited,
    "stance_stays_in_its_dispute": _stray_stance,
    "judged_once": _judge_twice,
    "stance_is_the_partys_own": _contest_for_another,
    "copy_has_its_fingerprint": _exchange_the_copy,
    "proposition_stays_in_its_dispute": lambda record: record.proposition.items.set(
        InformationItem.objects.filter(dispute__hearings=elsewhere())
    ),
    "job_takes_effect_once": lambda _record: Job.objects.update(effects=1),
    "notice_is_sent_by_its_job": lambda _record: Notice.objects.create(
        code="BCDFGHJK",
        kind="digest",
        event="x",
        address="a@uji.test",
        state="sent",
        sent_at=NOW,
        created_at=NOW,
    ),
    "paper_is_made_by_its_job": lambda _record: Job.objects.update(
        state=JobState.DONE, effects=1
    ),
    "file_belongs_to_one_paper": lambda _record: Document.objects.update(
        file="papers/x.pdf", sha256="0" * 64, rendered_at=NOW
    ),
    "source_exists": lambda record: UtteranceRevision.objects.filter(
        utterance=record.answer
    ).update(sources=["tidak-ada"]),
    "stage_is_the_last_move": _stray_move,
    "shelf_has_public_disputes": _seal_by_hand,
    "shelf_has_published_editions": _seal_by_hand,
    "shelf_has_announced_hearings": lambda record: Hearing.objects.filter(
        pk=record.room.hearing.pk
    ).update(kind="musyawarah_majelis"),
    "shelf_has_public_papers": lambda _record: Document.objects.update(
        visibility=Visibility.INTERNAL
    ),
    "shelf_has_open_turns": lambda record: Utterance.objects.filter(pk=record.answer.pk).update(
        is_closed=True
    ),
}


@pytest.mark.parametrize("rule", BREAKS)
def test_each_rule_finds_what_another_hand_has_changed(record, unguarded, rule):
    BREAKS[rule](record)

    told, code = run("invariants", "--json")

    assert code == 1
    assert f'"rule": "{rule}"' in told
    broken = told.rpartition("Aturan dilanggar: ")[2].rstrip(".").split(", ")
    assert rule in broken


@pytest.mark.usefixtures("record")
def test_the_rules_are_told_in_words_with_their_counts():
    told, _code = run("invariants")

    assert len(told.splitlines()) == len(invariants.RULES)
    assert "utuh      2  answer_follows_its_question" in told


@pytest.mark.usefixtures("record")
def test_its_queries_do_not_grow_with_the_turns(other):
    with CaptureQueriesContext(connection) as few:
        list(invariants.check())
    for _again in range(4):
        public_record.exchange(other)

    with CaptureQueriesContext(connection) as many:
        list(invariants.check())

    assert len(many) == len(few)


@pytest.mark.usefixtures("made")
class TestFiles:
    def test_every_file_is_read_again(self):
        told, code = run("files", "verify", "--json")

        assert (json.loads(told), code) == ({"checked": PAPERS, "wrong": []}, 0)

    @pytest.mark.parametrize("is_gone", [True, False])
    def test_a_file_that_is_gone_or_another_is_named(self, media, is_gone):
        paper = Document.objects.get(kind=Paper.APPLICATION)
        file = media / paper.file
        file.unlink() if is_gone else file.write_bytes(file.read_bytes() + b" ")

        told, code = run("files", "verify")

        assert code == 1
        assert f"Berkas {paper.code}: {paper.file}" in told
        assert ("tidak ditemukan" in told) is is_gone

    def test_a_paper_that_is_still_awaited_is_not_missed(self, made):
        documents.request(made.room.dispute, kind=Paper.REGISTRATION_DEED, **WHO)

        assert run("files", "verify")[1] == 0


def test_a_calendar_that_the_registry_keeps_breaks_no_rule(db):
    held, _hearing = _kept(None, is_released=True)
    double = bench.another(held)
    endings.strike(double, held.dispute, "Dikirim dua kali.", **held.who)

    counts = {one.rule: (one.checked, one.broken) for one in invariants.check()}

    assert {name for name, (_checked, broken) in counts.items() if broken} == set()
    for rule in ("announced_hearing_is_booked", "appointed_panel_is_lawful",
                 "seats_follow_each_other", "struck_entry_leads_on"):  # fmt: skip
        assert counts[rule] == (1, 0)
    assert counts["booking_is_of_a_planned_hearing"] == (5, 0)
    assert counts["letter_says_what_was_sent"][0] >= 2
