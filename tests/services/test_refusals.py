"""What the services refuse in words before the database has to."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.domain import admissions as stances
from cases.domain import transcripts as rules
from cases.domain.admissions import LegalEffect, Stance
from cases.domain.parties import PartyRole
from cases.models import Commission, Job, JournalEntry, Participant, Utterance
from cases.models.jobs import JobState
from cases.queries import transcripts as held
from cases.services import admissions, hearings, jobs, transcripts
from cases.services.jobs import JobKind, Progress, bell, running
from tests import public_record
from tests.hearing_room import HELD_ON, NOW, open_room
from tests.public_record import WHO, admit, exchange, freeze, say

pytestmark = pytest.mark.django_db
SPEECH, QUESTION, ANSWER = (
    rules.UtteranceKind.SPEECH,
    rules.UtteranceKind.QUESTION,
    rules.UtteranceKind.ANSWER,
)


@pytest.fixture
def room():
    return open_room()


def test_an_answer_to_what_is_no_question_is_refused(room):
    said = say(room, SPEECH, "Sidang dibuka.")

    with pytest.raises(rules.NotAQuestion):
        say(room, rules.UtteranceKind.ANSWER, "Iya", replies_to=said)


def test_an_answer_to_the_question_of_another_hearing_is_refused(room):
    elsewhere = say(open_room(name="jabar"), QUESTION, "Apa alasannya?")

    with pytest.raises(rules.NotAQuestion):
        say(room, rules.UtteranceKind.ANSWER, "Iya", replies_to=elsewhere)


def test_only_a_question_has_a_fate(room):
    with pytest.raises(rules.NotAQuestion):
        public_record.judge(say(room, SPEECH, "Sidang dibuka."))


def test_only_an_answer_replies(room):
    asked = say(room, QUESTION, "Apa alasannya?")

    with pytest.raises(rules.OnlyAnswersReply):
        say(room, SPEECH, "Iya", replies_to=asked)


def test_a_turn_concerns_only_items_that_are_heard_here(room):
    with pytest.raises(rules.NotInThisHearing):
        say(room, SPEECH, "Kontrak.", items=[open_room(name="jabar").item()])


@pytest.mark.parametrize(
    ("kind", "is_signed", "refusal"),
    [
        (rules.EditionKind.CERTIFIED, False, rules.RegistrarNeeded),
        (rules.EditionKind.DRAFT, False, rules.RegistrarNeeded),
        (rules.EditionKind.DRAFT, True, rules.RegistrarNeeded),
        (rules.EditionKind.RECONSTRUCTION, True, rules.NobodyCertifies),
    ],
)
def test_a_transcript_is_certified_by_a_registrar_and_a_reconstruction_by_nobody(
    room, kind, is_signed, refusal
):
    exchange(room)
    signed = room.registrar if is_signed else None

    with pytest.raises(refusal):
        transcripts.freeze(
            room.hearing, kind=kind, frozen_on=HELD_ON, certified_by=signed, **WHO
        )

    assert not room.hearing.editions.exists()


def test_nobody_but_a_registrar_of_the_commission_certifies(room):
    exchange(room)

    for person in (room.chair, room.counsel):
        with pytest.raises(rules.RegistrarNeeded):
            transcripts.freeze(
                room.hearing,
                kind=rules.EditionKind.CERTIFIED,
                frozen_on=HELD_ON,
                certified_by=person,
                **WHO,
            )


class TestRevising:
    def said(self, kind=QUESTION, **more):
        details = {"speaker": "Anggota Sari", "role": "Anggota Majelis", **more}
        return transcripts.Spoken(kind, rules.Rendering.QUOTED, "Apa alasannya?", **details)

    def test_it_changes_who_spoke_and_what_kind_of_turn_it_was(self, room):
        turn = say(room, SPEECH, "Apa alasannya?", speaker="Ketua Wibowo", person=room.chair)

        transcripts.revise(turn, self.said(), reason="salah orang", **WHO)

        turn.refresh_from_db()
        assert (turn.kind, turn.speaker, turn.person) == (QUESTION, "Anggota Sari", None)
        assert JournalEntry.objects.get(act="utterance_revised").payload["before"] == {
            "kind": "speech",
            "person": room.chair.slug,
            "role": "",
            "speaker": "Ketua Wibowo",
        }

    def test_it_never_opens_a_closed_turn(self, room):
        turn = say(room, SPEECH, "Rahasia.", is_closed=True)

        transcripts.revise(turn, self.said(SPEECH), reason="salah dengar", **WHO)

        turn.refresh_from_db()
        assert turn.is_closed

    @pytest.mark.parametrize("is_answered", [True, False])
    def test_a_question_that_was_answered_or_judged_stays_a_question(self, room, is_answered):
        asked = say(room, QUESTION, "Apa alasannya?")
        if is_answered:
            say(room, ANSWER, "Tidak ada.", replies_to=asked)
        else:
            public_record.judge(asked)

        with pytest.raises(rules.AnsweredQuestion):
            transcripts.revise(asked, self.said(SPEECH), reason="salah jenis", **WHO)

        asked.refresh_from_db()
        assert asked.kind == QUESTION

    def test_an_answer_is_not_moved_to_a_later_question(self, room):
        first, later = say(room, QUESTION, "Apa?"), None
        answered = say(room, ANSWER, "Itu.", replies_to=first)
        later = say(room, QUESTION, "Siapa?")

        with pytest.raises(rules.UnansweredReference):
            transcripts.revise(
                answered, self.said(ANSWER, replies_to=later), reason="salah", **WHO
            )

    def test_the_database_too_keeps_an_answered_question_a_question(self, room):
        asked, _answered = exchange(room)

        with pytest.raises(DatabaseError), transaction.atomic():
            Utterance.objects.filter(pk=asked.pk).update(kind=SPEECH)


@pytest.mark.parametrize("is_foreign", [True, False])
def test_an_erratum_stands_in_its_own_edition_and_runs_forward(room, is_foreign):
    exchange(room)
    edition = freeze(room)
    first, last = edition.lines.order_by("-page", "-line")[:2]
    if is_foreign:
        other = open_room(name="jabar")
        exchange(other)
        first = last = freeze(other).lines.first()

    with pytest.raises(rules.NotInThisEdition):
        transcripts.add_erratum(
            edition, first, last, correct="x", reason="y", ordered_by="Ketua", **WHO
        )


def test_an_admission_binds_a_party_of_its_own_dispute(room):
    _asked, answered = exchange(room)
    proposition = admit(room, answered)
    stranger = open_room(name="jabar").party()

    for participant, refusal in (
        (None, stances.NobodyBound),
        (stranger, stances.NotOfThisDispute),
    ):
        with pytest.raises(refusal):
            admissions.take_stance(
                proposition,
                admissions.StanceDetails(
                    Stance.AFFIRMS,
                    HELD_ON,
                    effect=LegalEffect.ADMISSION,
                    participant=participant,
                    utterance=answered,
                ),
                **WHO,
            )


def test_an_admission_binds_a_party_and_not_a_witness(room):
    _asked, answered = exchange(room)
    proposition = admit(room, answered)
    witness = Participant.objects.create(
        dispute=room.dispute, role=PartyRole.WITNESS, person=room.counsel
    )

    with pytest.raises(stances.NobodyBound):
        admissions.take_stance(
            proposition,
            admissions.StanceDetails(
                Stance.AFFIRMS,
                HELD_ON,
                effect=LegalEffect.ADMISSION,
                participant=witness,
                utterance=answered,
            ),
            **WHO,
        )


def test_a_stance_rests_on_words_of_a_hearing_in_which_its_dispute_was_heard(room):
    _asked, answered = exchange(open_room(name="jabar"))
    proposition = admissions.propose(
        room.dispute, admissions.PropositionDetails("P-1", "Ada kerja sama"), **WHO
    )

    with pytest.raises(stances.NotOfThisDispute):
        admissions.take_stance(
            proposition,
            admissions.StanceDetails(
                Stance.AFFIRMS, HELD_ON, participant=room.party(), utterance=answered
            ),
            **WHO,
        )


def test_a_proposition_covers_only_items_of_its_own_dispute(room):
    foreign = room.disputes[1].items.get()

    with pytest.raises(stances.NotOfThisDispute):
        admissions.propose(
            room.dispute,
            admissions.PropositionDetails("P-1", "Ada kerja sama"),
            items=[foreign],
            **WHO,
        )


@pytest.mark.parametrize("is_foreign_dispute", [True, False])
def test_an_order_of_the_panel_stays_in_its_hearing(room, is_foreign_dispute):
    other = open_room(name="jabar")
    _asked, answered = exchange(other)
    disputes = other.disputes if is_foreign_dispute else room.disputes

    with pytest.raises(rules.NotInThisHearing):
        admissions.order_by_panel(
            room.hearing,
            admissions.PanelOrderDetails("k-1", "Membawa kontrak"),
            disputes=disputes,
            given_by=room.chair,
            utterance=None if is_foreign_dispute else answered,
            **WHO,
        )


def test_only_a_promise_becomes_an_undertaking_and_once(room):
    _asked, answered = exchange(room)
    admitted = admit(room, answered).assertions.get()
    promised = admissions.take_stance(
        admitted.proposition,
        admissions.StanceDetails(
            Stance.AFFIRMS,
            HELD_ON,
            effect=LegalEffect.UNDERTAKING,
            participant=room.party(),
            utterance=answered,
        ),
        **WHO,
    )
    admissions.undertake(promised, what="Menyerahkan", due_on=None, **WHO)

    for refused in (admitted, promised):
        with pytest.raises(stances.NoPromise):
            admissions.undertake(refused, what="Menyerahkan", due_on=None, **WHO)


def test_one_code_in_two_disputes_of_a_joint_hearing_is_two_propositions(room):
    _asked, answered = exchange(room)
    admit(room, answered)
    admit(room, answered, dispute=room.disputes[1])

    record = held.draft_record(room.hearing)

    assert [one.code for one in record.propositions] == ["P-1 (001)", "P-1 (002)"]
    assert record.turns[1].admissions == ("P-1 (001)", "P-1 (002)")


def test_an_admission_that_was_withdrawn_is_not_printed_as_one(room):
    _asked, answered = exchange(room)
    admitted = admit(room, answered).assertions.get()
    admissions.withdraw(
        admitted,
        admissions.StanceDetails(
            Stance.DENIES, HELD_ON, participant=room.party(), utterance=answered
        ),
        **WHO,
    )

    record = held.draft_record(room.hearing)

    assert record.propositions == ()
    assert record.turns[1].admissions == ()


def test_an_admission_known_from_the_press_alone_is_not_printed_before_its_review(room):
    _asked, answered = exchange(room)
    admit(room, answered, is_reviewed=False)
    admit(room, answered, code="P-10")
    admit(room, answered, code="P-2")

    record = held.draft_record(room.hearing)

    assert [one.code for one in record.propositions] == ["P-2", "P-10"]
    assert record.turns[1].admissions == ("P-2", "P-10")


@pytest.mark.postgresql  # SQLite has one writer at a time
@pytest.mark.django_db(transaction=True)
def test_no_turn_slips_into_a_record_while_it_is_frozen(room, monkeypatch):
    exchange(room)
    is_read, is_over, refused = threading.Event(), threading.Event(), []
    read = held.draft_record

    def read_slowly(hearing):
        record = read(hearing)
        is_read.set()
        is_over.wait(1)  # a writer who is not made to wait is through by now
        return record

    def write():
        is_read.wait(10)
        try:
            say(room, SPEECH, "Terlambat.")
        except rules.AlreadyFrozen:
            refused.append("Terlambat.")
        finally:
            is_over.set()
            connection.close()

    monkeypatch.setattr(held, "draft_record", read_slowly)
    writer = threading.Thread(target=write)
    writer.start()
    edition = freeze(room)
    writer.join()

    turns = room.hearing.utterances.order_by("position")
    assert refused == ["Terlambat."]
    assert [turn.number for turn in turns] == [1, 2]
    assert [turn["number"] for turn in edition.record["turns"]] == [1, 2]


ACTS = {
    "capture": lambda room, _said: say(room, SPEECH, "Sebentar."),
    "revise": lambda _room, said: transcripts.revise(
        said[1],
        transcripts.Spoken(ANSWER, rules.Rendering.QUOTED, "Benar", replies_to=said[0]),
        reason="salah dengar",
        **WHO,
    ),
    "assess": lambda _room, said: public_record.judge(said[0]),
    "freeze": lambda room, _said: freeze(room),
    "take_stance": lambda room, said: admit(room, said[1], is_reviewed=False),
    "appearance": lambda room, _said: hearings.record_appearance(
        room.hearing, room.registrar, role="saksi", **WHO
    ),
}


@pytest.mark.postgresql  # SQLite has one writer at a time
@pytest.mark.parametrize("act", ACTS)
def test_whoever_writes_into_a_hearing_locks_its_row_first(room, act):
    said = exchange(room)

    with CaptureQueriesContext(connection) as told:
        ACTS[act](room, said)

    writes = ("INSERT INTO", "UPDATE")
    own = [row["sql"] for row in told if "cases_proposition" not in row["sql"]]
    locked = next(
        place
        for place, sql in enumerate(own)
        if "cases_hearing" in sql and sql.endswith("FOR UPDATE")
    )
    hearing_tables = ("cases_utterance", "cases_assertion", "cases_edition", "cases_app")
    written = [
        place
        for place, sql in enumerate(own)
        if sql.startswith(writes) and any(table in sql for table in hearing_tables)
    ]
    assert all(locked < place for place in written)


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_renewed_while_a_long_step_runs(monkeypatch):
    monkeypatch.setattr(running, "HEARTBEAT", timedelta(milliseconds=20))
    job = Job.objects.create(kind=JobKind.RENDER_DEED, key="X", created_at=NOW)
    claimed = jobs.claim(job.pk, now=NOW)  # the lease ran out long ago

    with Progress(claimed).kept():
        for _try in range(500):
            if Job.objects.get(pk=job.pk).lease_until > timezone.now():
                break
            threading.Event().wait(0.02)

        assert jobs.claim(job.pk, now=timezone.now()) is None
        assert jobs.sweep(now=timezone.now()) == 0

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.RUNNING, 1)


@pytest.mark.django_db(transaction=True)
def test_who_lost_the_lease_stops_renewing_and_changes_nothing(monkeypatch):
    monkeypatch.setattr(running, "HEARTBEAT", timedelta(milliseconds=20))
    job = Job.objects.create(kind=JobKind.RENDER_DEED, key="X", created_at=NOW)
    slow = Progress(jobs.claim(job.pk, now=NOW))
    quick = Progress(jobs.claim(job.pk, now=NOW + timedelta(minutes=5)))
    lease = Job.objects.get(pk=job.pk).lease_until

    with slow.kept():
        threading.Event().wait(0.1)
        with pytest.raises(jobs.LeaseLost):
            slow.step("tulis", 1, 2)
        with pytest.raises(jobs.LeaseLost), slow.effect(now=NOW):
            Commission.objects.create(code="tidak-boleh-ada")

    job.refresh_from_db()
    assert (job.lease_until, job.effects, job.step) == (lease, 0, "")
    with quick.effect(now=NOW):
        pass
    assert Job.objects.get(pk=job.pk).effects == 1
    assert not Commission.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_for_a_moment_costs_one_beat(monkeypatch):
    monkeypatch.setattr(running, "HEARTBEAT", timedelta(milliseconds=20))
    job = Job.objects.create(kind=JobKind.RENDER_DEED, key="X", created_at=NOW)
    progress = Progress(jobs.claim(job.pk, now=NOW))
    held, away = Progress._held, iter([True])

    def sometimes(self):
        if next(away, False):
            raise OperationalError("server closed the connection")
        return held(self)

    monkeypatch.setattr(Progress, "_held", sometimes)

    with progress.kept():
        for _try in range(500):
            if Job.objects.get(pk=job.pk).lease_until > timezone.now():
                break
            threading.Event().wait(0.02)

    assert Job.objects.get(pk=job.pk).lease_until > timezone.now()


@pytest.mark.django_db(transaction=True)
def test_a_doorbell_that_fails_loses_no_order(monkeypatch):
    def dead(**_ids):
        raise RuntimeError("antrean tidak menjawab")

    monkeypatch.setattr(bell.current_app.tasks[jobs.RUN], "apply_async", dead)

    job = jobs.order(JobKind.RENDER_DEED, "X", args={}, now=NOW)

    assert Job.objects.get(pk=job.pk).state == JobState.WAITING
