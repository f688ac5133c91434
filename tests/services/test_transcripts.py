"""From the first word written down to a published edition and its errata."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.adapters.transcript_forms import as_json
from cases.domain import sealing
from cases.domain import transcripts as rules
from cases.domain.admissions import LegalEffect, QuestionFate, Stance
from cases.domain.documents import TranscriptForm
from cases.domain.hearings import ClosedHearing
from cases.domain.publication import Visibility
from cases.models import Document, EditionLine, Job, JournalEntry, Utterance
from cases.queries import transcripts as held
from cases.services import admissions, journal, transcripts
from cases.services.transcripts import Judgement, Spoken
from tests.hearing_room import HELD_ON, NOW, READER, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db

SPEECH, QUESTION, ANSWER = (
    rules.UtteranceKind.SPEECH,
    rules.UtteranceKind.QUESTION,
    rules.UtteranceKind.ANSWER,
)
WHO = {"actor": RECORDER, "now": NOW}
FROZEN_ON = date(2024, 3, 20)


built, room = standing(open_room)


def turn(kind, text, **more):
    details = {
        "rendering": rules.Rendering.QUOTED,
        "speaker": "Ketua Wibowo",
        "role": "Ketua Majelis",
        "origin": "press",
        "sources": ["kabar-1"],
        **more,
    }
    return Spoken(kind, text=text, **details)


def exchange(hearing, *, asked="Bekerja sama dengan Darma?", answered="Iya"):
    """A question and its answer."""
    question = transcripts.capture(hearing, turn(QUESTION, asked), **WHO)
    answer = transcripts.capture(
        hearing,
        turn(ANSWER, answered, replies_to=question, speaker="Pak Darma", role="Termohon"),
        **WHO,
    )
    return question, answer


def freeze(hearing, kind=rules.EditionKind.RECONSTRUCTION, **more):
    return transcripts.freeze(hearing, kind=kind, frozen_on=FROZEN_ON, **more, **WHO)


def visibilities(edition):
    return {paper.visibility for paper in edition.documents.all()}


def words_of(utterance):
    return [row.text for row in utterance.revisions.order_by("rev")]


class TestWriting:
    def test_turns_stand_in_the_order_in_which_they_were_written(self, room):
        question, answer = exchange(room.hearing)

        assert [row.pk for row in held.spoken(room.hearing)] == [question.pk, answer.pk]
        assert question.number is None

    def test_other_words_stand_beside_the_old_ones(self, room):
        question, _answer = exchange(room.hearing)

        transcripts.revise(
            question, turn(QUESTION, "Dengan Lestari?"), reason="salah dengar", **WHO
        )

        assert words_of(question) == ["Bekerja sama dengan Darma?", "Dengan Lestari?"]
        assert held.draft_record(room.hearing).turns[0].text == "Dengan Lestari?"

    def test_every_turn_and_revision_is_in_the_journal(self, room):
        question, _answer = exchange(room.hearing)
        transcripts.revise(question, turn(QUESTION, "Lain?"), reason="salah dengar", **WHO)

        acts = JournalEntry.objects.filter(hearing_code=room.hearing.code).order_by("seq")
        assert [entry.act for entry in acts] == [
            "utterance_written",
            "utterance_written",
            "utterance_revised",
        ]
        assert journal.verify() == ()

    def test_a_frozen_hearing_takes_no_word_more(self, room):
        question, _answer = exchange(room.hearing)
        freeze(room.hearing)

        with pytest.raises(rules.AlreadyFrozen):
            transcripts.capture(room.hearing, turn(SPEECH, "Terlambat."), **WHO)
        with pytest.raises(rules.AlreadyFrozen):
            transcripts.revise(question, turn(QUESTION, "Lain?"), reason="terlambat", **WHO)

        assert words_of(question) == ["Bekerja sama dengan Darma?"]

    def test_a_question_is_judged_again_when_more_is_known(self, room):
        question, _answer = exchange(room.hearing)
        transcripts.assess(question, Judgement(QuestionFate.EVASIVE, "Mitra"), **WHO)

        thread = transcripts.assess(
            question,
            Judgement(QuestionFate.DIRECT, "Mitra", assessed_on=HELD_ON),
            actor=READER,
            now=NOW,
        )

        question.refresh_from_db()
        assert question.thread == thread
        assert (thread.fate, thread.assessed_by) == (QuestionFate.DIRECT, "Pak Wibowo")


class TestDraft:
    def test_a_draft_has_no_edition_and_no_code(self, room):
        exchange(room.hearing)

        draft = held.draft_record(room.hearing)

        assert (draft.edition, draft.verification_code, draft.frozen_on) == (None, "", None)
        assert draft.kind is rules.EditionKind.DRAFT

    def test_it_pairs_questions_with_answers_and_names_what_stays_open(self, room):
        question, _answer = exchange(room.hearing)
        second, _none = exchange(room.hearing, asked="Berapa nilainya?", answered="Nanti.")
        transcripts.assess(question, Judgement(QuestionFate.DIRECT, "Mitra"), **WHO)
        transcripts.assess(second, Judgement(QuestionFate.DEFERRED, "Nilai kontrak"), **WHO)

        draft = held.draft_record(room.hearing)

        assert draft.threads == (
            rules.Thread(1, (2,), "direct", "Mitra"),
            rules.Thread(3, (4,), "deferred_writing", "Nilai kontrak"),
        )
        assert draft.open_questions == ("Nilai kontrak",)

    def test_it_names_both_registers_the_parties_and_who_sat(self, room):
        exchange(room.hearing)

        draft = held.draft_record(room.hearing)

        assert draft.registers == ("001/KIP-PSIP/II/2024", "002/KIP-PSIP/II/2024")
        assert (draft.applicant, draft.respondent) == ("Yayasan Lestari", "Badan Darma")
        assert draft.panel[0] == ("Ketua Wibowo", "Ketua Majelis")
        assert len(draft.panel) == 3
        assert draft.registrar == "Bu Ratna"

    def test_it_lists_each_source_once_with_publisher_and_day(self, room):
        exchange(room.hearing)

        assert held.draft_record(room.hearing).sources == (
            rules.SourceRef(
                "kabar-1", "Kabar", "Termohon mengakui kerja sama", "13 Maret 2024", "press"
            ),
        )

    def test_an_admission_stands_at_its_turn_and_in_the_index(self, room):
        _question, answer = exchange(room.hearing)
        admit(room, answer)

        draft = held.draft_record(room.hearing)

        assert draft.turns[1].admissions == ("P-1",)
        assert draft.propositions == (
            rules.PropositionRef("P-1", "Termohon bekerja sama", ("001-a",), (2,)),
        )

    def test_its_queries_do_not_grow_with_its_turns(self, room):
        exchange(room.hearing)
        with CaptureQueriesContext(connection) as short:
            held.draft_record(room.hearing)
        for _again in range(4):
            exchange(room.hearing)

        with CaptureQueriesContext(connection) as long:
            held.draft_record(room.hearing)

        assert len(long) == len(short)


def admit(room, utterance, *, code="P-1", dispute=None):
    dispute = dispute or room.dispute
    proposition = admissions.propose(
        dispute,
        admissions.PropositionDetails(code, "Termohon bekerja sama"),
        items=[dispute.items.get()],
        **WHO,
    )
    assertion = admissions.take_stance(
        proposition,
        admissions.StanceDetails(
            Stance.AFFIRMS,
            HELD_ON,
            LegalEffect.ADMISSION,
            participant=dispute.participants.get(role="termohon"),
            utterance=utterance,
        ),
        **WHO,
    )
    admissions.review(assertion, reviewer=READER, now=NOW)
    return assertion


class TestFreezing:
    def test_turns_are_numbered_by_position_and_a_late_one_keeps_its_place(self, room):
        first, last = exchange(room.hearing)
        late = transcripts.capture(room.hearing, turn(SPEECH, "Sebentar."), **WHO)
        Utterance.objects.filter(pk=late.pk).update(position="1.5")

        freeze(room.hearing)

        numbers = dict(room.hearing.utterances.values_list("pk", "number"))
        assert numbers == {first.pk: 1, late.pk: 2, last.pk: 3}

    def test_the_edition_is_the_first_and_names_its_code_and_digest(self, room):
        exchange(room.hearing)

        edition = freeze(room.hearing)

        told = "\n".join(
            " ".join(text.split())
            for text in edition.lines.order_by("page", "line").values_list("text", flat=True)
        )
        assert (edition.no, edition.line_count, len(edition.code)) == (1, 25, 8)
        assert edition.content_sha256 == hashlib.sha256(told.encode()).hexdigest()
        assert edition.frozen_on == FROZEN_ON

    def test_the_frozen_record_is_the_draft_with_its_edition(self, room):
        question, answer = exchange(room.hearing)
        transcripts.assess(question, Judgement(QuestionFate.DIRECT, "Mitra"), **WHO)
        admit(room, answer)
        draft = held.draft_record(room.hearing)

        edition = freeze(room.hearing)

        assert held.record_of(edition) == replace(
            draft,
            edition=1,
            kind=rules.EditionKind.RECONSTRUCTION,
            verification_code=edition.code,
            frozen_on=FROZEN_ON,
        )

    def test_nothing_is_computed_again_when_the_house_has_changed(self, room, monkeypatch):
        exchange(room.hearing)
        edition = freeze(room.hearing)
        before = held.record_of(edition)
        room.respondent.name = "Badan Lain"
        room.respondent.save()
        monkeypatch.setattr(rules, "lay_out", None)

        assert held.record_of(edition) == before
        assert before.respondent == "Badan Darma"

    def test_its_record_is_lossless_json(self, room):
        question, answer = exchange(room.hearing)
        transcripts.assess(question, Judgement(QuestionFate.DIRECT, "Mitra"), **WHO)
        admit(room, answer)
        edition = freeze(room.hearing)
        edition.refresh_from_db()

        record = held.record_of(edition)

        assert as_json.parse(as_json.render(record)) == record

    def test_every_form_of_the_paper_is_ordered_with_the_freeze(self, room):
        exchange(room.hearing)

        edition = freeze(room.hearing)

        papers = Document.objects.filter(edition=edition)
        job = Job.objects.get(kind="render_transcript")
        assert {paper.kind for paper in papers} == {"berita_acara_persidangan"}
        assert {paper.file for paper in papers} == {""}
        assert {paper.visibility for paper in papers} == {Visibility.PARTIES}
        assert {paper.form for paper in papers} == set(TranscriptForm) - {"signed"}
        assert job.args == {"document": papers.get(form="pdf").code}

    def test_a_second_freeze_is_refused(self, room):
        exchange(room.hearing)
        freeze(room.hearing)

        with pytest.raises(rules.AlreadyFrozen):
            freeze(room.hearing)

    def test_a_hearing_without_a_word_is_refused(self, room):
        with pytest.raises(rules.NothingToFreeze):
            freeze(room.hearing)

    def test_a_certified_edition_names_the_registrar(self, room):
        exchange(room.hearing)

        edition = freeze(room.hearing, rules.EditionKind.CERTIFIED, certified_by=room.registrar)

        assert held.record_of(edition).certified_by == "Bu Ratna"

    def test_a_reconstruction_is_certified_by_nobody(self, room):
        exchange(room.hearing)

        assert held.record_of(freeze(room.hearing)).certified_by == ""

    def test_the_journal_keeps_what_was_frozen(self, room):
        exchange(room.hearing)
        edition = freeze(room.hearing)

        entry = JournalEntry.objects.get(act="transcript_frozen")
        assert entry.payload == {
            "edition": 1,
            "kind": "reconstruction",
            "sha256": edition.content_sha256,
            "code": edition.code,
        }
        assert journal.verify() == ()


class TestClosedWords:
    def test_they_keep_their_height_and_lose_their_words(self, room):
        long = "kata rahasia " * 30
        transcripts.capture(room.hearing, turn(SPEECH, long, is_closed=True), **WHO)
        transcripts.capture(room.hearing, turn(SPEECH, "Sidang dibuka kembali."), **WHO)
        open_height = len(
            rules.lay_out(
                [replace(held.draft_record(room.hearing).turns[0], is_closed=False)],
                measure=held.fonts.measure,
            )
        )

        edition = freeze(room.hearing)

        sealed = edition.lines.filter(kind="sealed").order_by("page", "line")
        assert 1 < sealed.count() <= open_height
        assert set(sealed.values_list("text", flat=True)) == {""}
        assert edition.lines.get(utterance__number=2).line == sealed.count() + 1

    def test_the_public_record_has_none_of_them_in_any_field(self, room):
        transcripts.capture(
            room.hearing,
            turn(
                SPEECH,
                "kata rahasia",
                text_en="secret words",
                note="catatan rahasia",
                is_closed=True,
            ),
            **WHO,
        )
        record = held.record_of(freeze(room.hearing))

        told = as_json.render(sealing.without_closed(record))

        assert "rahasia" in as_json.render(record)
        assert "rahasia" not in told
        assert "secret" not in told


class TestPublishing:
    def test_the_papers_become_public_with_the_edition(self, room):
        exchange(room.hearing)
        edition = freeze(room.hearing)

        transcripts.publish(edition, **WHO)

        edition.refresh_from_db()
        assert edition.published_at == NOW
        assert visibilities(edition) == {Visibility.PUBLIC}

    def test_publishing_twice_is_publishing_once(self, room):
        exchange(room.hearing)
        edition = freeze(room.hearing)

        transcripts.publish(edition, **WHO)
        transcripts.publish(edition, actor=READER, now=NOW.replace(year=2025))

        edition.refresh_from_db()
        assert edition.published_at == NOW
        assert JournalEntry.objects.filter(act="transcript_published").count() == 1

    def test_a_closed_hearing_is_never_published(self):
        closed = open_room(is_public=False, name="lain")
        exchange(closed.hearing)
        edition = freeze(closed.hearing)

        with pytest.raises(ClosedHearing) as refusal:
            transcripts.publish(edition, **WHO)

        edition.refresh_from_db()
        assert str(refusal.value.article) == "UU 14/2008 Pasal 43 ayat (3)"
        assert edition.published_at is None
        assert visibilities(edition) == {Visibility.PARTIES}


class TestErrata:
    @pytest.fixture
    def edition(self, room):
        exchange(room.hearing)
        return freeze(room.hearing)

    def correct(self, edition, first, last, **more):
        return transcripts.add_erratum(
            edition,
            first,
            last,
            **{
                "correct": "Iya, benar.",
                "reason": "kata terakhir terlewat",
                "ordered_by": "Ketua Wibowo",
                **WHO,
                **more,
            },
        )

    def test_it_keeps_both_readings_and_moves_no_line(self, edition):
        before = list(edition.lines.order_by("pk").values())
        lines = list(edition.lines.filter(kind="text").order_by("page", "line"))

        erratum = self.correct(edition, lines[0], lines[1])

        assert erratum.reads == f"{lines[0].text}\n{lines[1].text}"
        assert erratum.correct == "Iya, benar."
        assert list(edition.lines.order_by("pk").values()) == before

    def test_errata_have_a_series_of_their_own(self, edition):
        line = edition.lines.get(page=1, line=1)

        numbers = [self.correct(edition, line, line).no for _again in range(3)]

        assert numbers == [1, 2, 3]
        assert JournalEntry.objects.filter(act="erratum_added").count() == 3


@st.composite
def places(draw):
    """Positions in the order of writing, each once, with gaps as a forgotten line makes."""
    return draw(st.lists(st.integers(1, 10_000), min_size=1, max_size=8, unique=True))


@given(places(), st.data())
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_the_order_of_writing_numbers_run_by_position(db, positions, data):
    """Each example stands in a transaction of its own, which is taken back."""
    with transaction.atomic():
        room = open_room(name="lain")
        for place in positions:
            text = data.draw(st.text("abc ", min_size=1, max_size=200).filter(str.strip))
            row = transcripts.capture(room.hearing, turn(SPEECH, text), **WHO)
            Utterance.objects.filter(pk=row.pk).update(position=place + 20_000)
        edition = freeze(room.hearing)

        rows = list(
            room.hearing.utterances.order_by("position").values_list("number", flat=True)
        )
        record = held.record_of(edition)
        lines = EditionLine.objects.filter(edition=edition, kind="text").order_by(
            "page", "line"
        )
        assert rows == list(range(1, len(positions) + 1))
        assert rules.content_digest(record.lines) == edition.content_sha256
        for line in lines.select_related("utterance"):
            words = rules.words_of(record.turn(line.utterance.number))
            assert words[line.char_from : line.char_to] == line.text
        transaction.set_rollback(True)
