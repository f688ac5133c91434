"""What is missing is told once, its clock counts working days, and it is answered once."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from cases.domain.completeness import NotBeingChecked, NothingAwaited, NothingMissing
from cases.domain.correspondence import EmptyWriting
from cases.domain.documents import Paper
from cases.domain.filing import Applicant
from cases.domain.stages import Stage
from cases.models import (
    Correspondence,
    Deadline,
    Document,
    Enclosure,
    Exhibit,
    JournalEntry,
    Notice,
    PublicFingerprint,
)
from cases.queries import accounts, case_room, desk, documents, notices, papers
from cases.queries import completeness as held
from cases.queries import correspondence as read
from cases.queries import uploads as files
from cases.services import completeness, journal, registry, uploads
from cases.services.completeness import Brought
from tests import foreign_files as made
from tests.brought import send
from tests.filed import FILED, WHO, open_room

pytestmark = pytest.mark.django_db
RULE = "umum_complete_documents"
# 9.00 in Jakarta on Tuesday, 2 April 2024, before the long holidays of Idul Fitri.
BEFORE_IDUL_FITRI = datetime(2024, 4, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def room():
    return open_room()


def notify(room, missing=("identity", "objection"), *, note="Bawa akta.", now=FILED):
    return completeness.notify(room.dispute, missing, note=note, by=room.clerk, now=now)


def bring(room, pages=1):
    """A whole upload of the applicant; the worker has not looked at it yet."""
    content = made.pdf(pages=pages)
    upload = uploads.begin(
        room.house,
        uploaded_by=room.applicant,
        name="akta.pdf",
        size=len(content),
        dispute=room.dispute,
        now=FILED,
    )
    return uploads.finish(send(upload, content), **WHO)


def complete(room, notice, *files, text="Terlampir.", now=FILED):
    brought = Brought(files, text)
    return completeness.complete(notice, brought, house=room.house, by=room.applicant, now=now)


# --- telling --------------------------------------------------------------------------------


def test_the_checklist_knows_what_was_not_enclosed(room):
    """A legal entity acts by its office holder; nobody replied, so no reply can be enclosed."""
    assert held.wanting(room.dispute.application) == ("identity", "request", "objection")


def test_stage_clock_letter_and_writing_come_in_one_act(room):
    """Perki 1/2013 Pasal 17: 7 working days. Notice on Thursday 14 March 2024; 15, 18, 19, 20,
    21, 22 and 25 March are working days.
    """
    row = notify(room)

    dispute = room.again()
    clock = Deadline.objects.get(rule=RULE)
    assert dispute.stage == Stage.INCOMPLETE_NOTIFIED
    assert (clock.triggered_on, clock.due_on) == (date(2024, 3, 14), date(2024, 3, 25))
    assert row.missing == ["identity", "objection"]
    assert row.deadline == clock
    assert row.paper.kind == Paper.INCOMPLETENESS_NOTICE
    line = dispute.docket.get(kind="ketidaklengkapan")
    assert line.text.endswith("belum lengkap, dilengkapi paling lambat 25 Maret 2024")
    assert journal.verify() == ()


def test_the_days_of_idul_fitri_are_not_counted(room):
    """Notice on 2 April 2024: 3, 4, 5, then joint leave and Idul Fitri from 8 to 15 April; 16,
    17, 18, 19. Counting joint leave: 3, 4, 5, 8, 9, 12, 15 April.
    """
    clock = notify(room, now=BEFORE_IDUL_FITRI).deadline

    assert clock.due_on == date(2024, 4, 19)
    assert clock.due_on_other_reading == date(2024, 4, 15)


def test_the_election_track_has_no_known_figure_and_starts_no_clock():
    room = open_room(regime="pemilu")

    row = notify(room)

    assert row.deadline is None
    assert not Deadline.objects.filter(rule__contains="complete_documents").exists()
    assert room.again().stage == Stage.INCOMPLETE_NOTIFIED
    assert papers.incompleteness_notice(row.paper).complete_by is None


def test_the_letter_says_what_was_sent_and_until_when(room):
    told = papers.incompleteness_notice(notify(room).paper)

    assert told.missing == ("Bukti identitas Pemohon", "Keberatan dan tanda terimanya")
    assert told.complete_by == date(2024, 3, 25)
    assert told.note == "Bawa akta."
    assert told.registrar == room.clerk.name
    assert told.head.made_on == date(2024, 3, 14)


def test_the_worker_makes_the_letter_and_its_code_can_be_verified(
    room, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        paper = notify(room).paper

    paper.refresh_from_db()
    assert paper.file.endswith(".pdf")
    assert len(paper.sha256) == 64
    assert documents.visible_to(room.applicant).filter(pk=paper.pk).exists()
    assert not documents.visible_to(room.stranger).filter(pk=paper.pk).exists()
    assert PublicFingerprint.objects.filter(code=paper.code).exists()


def test_the_applicant_is_told_and_reminded_and_the_respondent_does_not_read_it(room):
    row = notify(room)

    told = Notice.objects.filter(kind="letter").values_list("user__email", flat=True)
    assert sorted(told) == ["lestari@kip.test", "pembaca@kip.test"]
    due = [one for one in notices.deadlines_due(date(2024, 3, 18)) if one.what == RULE]
    assert [one.house for one in due] == [room.house]
    assert not read.visible_to(room.agency).filter(pk=row.pk).exists()
    houses = list(accounts.memberships(room.applicant))
    table = desk.table(room.applicant, houses, state="terbuka", today=date(2024, 3, 14))
    assert RULE in [waiting.duty.what for waiting in table.duties]


def test_an_organisation_that_acts_for_a_private_person_is_told_and_answers():
    """A private applicant is a label in the record; who acts for them reads and brings."""
    person = Applicant("perseorangan", "Siti", representative="Sari", city="Jakarta")
    room = open_room(applicant=person)

    assert case_room.applicant_for(room.applicant, room.dispute) == room.house
    complete(room, notify(room, ["identity"]), ("identity", bring(room)))

    told = Notice.objects.filter(kind="letter", payload__what="incompleteness")
    assert room.applicant in {one.user for one in told}
    assert room.again().stage == Stage.COMPLETENESS_CHECK


def test_what_is_told_follows_the_checklist_whatever_was_ticked(room):
    assert notify(room, ["objection", "identity", "x"]).missing == ["identity", "objection"]


def test_a_notice_without_a_place_is_refused_and_changes_nothing(room):
    with pytest.raises(NothingMissing):
        notify(room, [])
    assert room.again().stage == Stage.DISPUTE_FILED


@pytest.mark.parametrize("is_registered", [True, False])
def test_a_notice_comes_only_while_completeness_is_checked(room, is_registered):
    if is_registered:
        registry.register(
            room.dispute, "001/KIP-PSI/III/2024", registered_on=date(2024, 3, 14), **WHO
        )
    else:
        notify(room)

    with pytest.raises(NotBeingChecked):
        notify(room)
    assert Document.objects.filter(kind=Paper.INCOMPLETENESS_NOTICE).count() == (
        not is_registered
    )


# --- answering ------------------------------------------------------------------------------


def test_files_lie_in_their_places_and_only_evidence_becomes_an_exhibit(
    room, django_capture_on_commit_callbacks
):
    notice = notify(room)
    with django_capture_on_commit_callbacks(execute=True):
        identity, objection = bring(room), bring(room, pages=2)
        complete(room, notice, ("identity", identity), ("objection", objection))

    assert {(one.place, one.upload) for one in Enclosure.objects.all()} == {
        ("identity", identity),
        ("objection", objection),
    }
    assert [f"{one.side}-{one.no} {one.title}" for one in Exhibit.objects.all()] == [
        "P-1 Surat keberatan"
    ]
    assert not files.visible_to(room.agency).filter(pk=identity.pk).exists()
    assert files.visible_to(room.clerk).filter(pk=identity.pk).exists()
    assert files.visible_to(room.agency).filter(pk=objection.pk).exists()


def test_an_answer_meets_the_clock_and_goes_back_to_the_registry(room):
    row = complete(room, notify(room), ("identity", bring(room)))

    clock = Deadline.objects.get(rule=RULE)
    assert clock.met_on == date(2024, 3, 14)
    assert room.again().stage == Stage.COMPLETENESS_CHECK
    assert row.reply_to.kind == "incompleteness"
    assert held.wanting(room.dispute.application) == ("request", "objection")
    assert Notice.objects.filter(user=room.clerk, payload__what="completion").exists()


def test_a_late_answer_is_taken_and_said_to_be_late(room):
    notice = notify(room)

    complete(room, notice, now=datetime(2024, 3, 27, 3, 0, tzinfo=UTC))

    line = room.dispute.docket.get(kind="pelengkapan")
    assert line.text == "Pemohon melengkapi berkas permohonan, lewat batas 25 Maret 2024"


def test_an_answer_without_a_file_and_without_a_word_is_refused(room):
    notice = notify(room)
    with pytest.raises(EmptyWriting):
        complete(room, notice, text=" ")
    assert room.again().stage == Stage.INCOMPLETE_NOTIFIED


def test_a_notice_is_answered_once(room):
    notice = notify(room)
    complete(room, notice)
    with pytest.raises(NothingAwaited):
        complete(room, notice)
    assert Correspondence.objects.filter(kind="completion").count() == 1


def test_a_second_notice_on_the_same_day_starts_its_clock_anew(room):
    complete(room, notify(room))

    second = notify(room, ["request"])

    running = Deadline.objects.filter(rule=RULE, superseded_by=None)
    assert [(one.pk, one.met_on) for one in running] == [(second.deadline_id, None)]
    assert held.awaited(room.again()) == second


@pytest.mark.postgresql  # SQLite has one writer at a time
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["notify", "complete"])
def test_of_two_at_once_one_is_told(room, act):
    notice = notify(room) if act == "complete" else None
    told = []

    def perform():
        try:
            complete(room, notice) if notice else notify(room)
        except (NothingAwaited, NotBeingChecked) as refusal:
            told.append(refusal)
        finally:
            connection.close()

    both = [threading.Thread(target=perform) for _one in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(told) == 1
    assert JournalEntry.objects.filter(act="deadline_started", payload__rule=RULE).count() == 1
    assert Correspondence.objects.filter(kind="completion").count() == bool(notice)
