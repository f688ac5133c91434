"""A transcript goes from hand to hand: frozen, signed, approved, checked, released."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain import transcripts as rules
from cases.domain.accounts import Role
from cases.domain.errors import ReasonNeeded
from cases.domain.hearings import HearingState
from cases.domain.transcripts import StepKind, UtteranceKind
from cases.models import (
    Edition,
    EditionLine,
    Hearing,
    Job,
    JournalEntry,
    PublicEdition,
    PublicUtterance,
)
from cases.queries import certifying as queries
from cases.queries import invariants
from cases.queries import transcripts as held
from cases.services import journal, publication, transcripts
from tests import certified
from tests.certified import NOW
from tests.standing import standing

pytestmark = pytest.mark.django_db


def _bench():
    return certified.bench()


built, bench = standing(_bench)


def done(edition):
    return list(edition.steps.order_by("pk").values_list("kind", flat=True))


class TestSteps:
    def test_they_are_done_in_their_order_and_lead_to_the_public(self, bench):
        edition = certified.release(bench)

        assert done(edition) == [kind.value for kind in StepKind]
        assert edition.published_at is not None
        assert edition.certified_by == bench.room.registrar
        assert PublicEdition.objects.get().no == 1
        assert journal.verify() == ()

    def test_each_is_bound_to_the_lines_and_to_the_whole_record(self, bench):
        edition = certified.release(bench)

        steps = edition.steps.all()
        assert {one.content_sha256 for one in steps} == {edition.content_sha256}
        assert len({one.record_sha256 for one in steps}) == 1
        acts = JournalEntry.objects.filter(act__startswith="edition_")
        assert {one.payload["record_sha256"] for one in acts} == {steps[0].record_sha256}

    def test_no_form_is_ordered_before_the_chair_approves(self, bench):
        edition = certified.freeze(bench)
        transcripts.sign(edition, by=bench.registrar, now=NOW)

        assert not edition.documents.exists()
        assert not Job.objects.filter(kind="render_transcript").exists()

    @pytest.mark.parametrize("until", [1, 2, 3])
    def test_what_is_not_through_all_of_them_is_not_released(self, bench, until):
        edition = certified.freeze(bench)
        if until > 1:
            transcripts.sign(edition, by=bench.registrar, now=NOW)
        if until > 2:
            transcripts.approve(edition, by=bench.chair, now=NOW)

        with pytest.raises(rules.NotYetChecked):
            transcripts.release(edition, by=bench.registrar, now=NOW)
        with pytest.raises(rules.NotYetChecked):
            transcripts.publish(edition, **certified.WHO)
        with pytest.raises(DatabaseError), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(published_at=NOW)

    def test_none_is_done_twice_or_before_its_turn(self, bench):
        edition = certified.freeze(bench)
        with pytest.raises(rules.StepOutOfOrder):
            transcripts.approve(edition, by=bench.chair, now=NOW)
        transcripts.sign(edition, by=bench.registrar, now=NOW)

        with pytest.raises(rules.StepOutOfOrder):
            transcripts.sign(edition, by=bench.registrar, now=NOW)
        assert done(edition) == ["frozen", "signed"]


class TestWhoDoesIt:
    def test_a_substitute_who_is_somebody_else_does_not_sign(self, bench):
        other = certified.account(
            "lain", bench.room.commission, Role.SUBSTITUTE_REGISTRAR, bench.room.counsel
        )
        edition = certified.freeze(bench)

        with pytest.raises(rules.NotTheRegistrar):
            transcripts.sign(edition, by=other, now=NOW)

    def test_a_commissioner_neither_freezes_nor_signs(self, bench):
        with pytest.raises(rules.NotTheRegistrar):
            transcripts.freeze_to_certify(bench.hearing, reason="", by=bench.chair, now=NOW)
        edition = certified.freeze(bench)

        with pytest.raises(rules.NotTheRegistrar):
            transcripts.sign(edition, by=bench.chair, now=NOW)

    def test_who_did_not_sit_does_not_approve(self, bench):
        edition = certified.freeze(bench)
        transcripts.sign(edition, by=bench.registrar, now=NOW)
        other = certified.account(
            "lain", bench.room.commission, Role.COMMISSIONER, bench.room.counsel
        )

        for user in (bench.registrar, other):
            with pytest.raises(rules.NotOfThePanel):
                transcripts.approve(edition, by=user, now=NOW)

    def test_a_member_acts_for_the_chair_and_says_why(self, bench):
        edition = certified.freeze(bench)
        transcripts.sign(edition, by=bench.registrar, now=NOW)
        with pytest.raises(ReasonNeeded):
            transcripts.approve(edition, by=bench.member, now=NOW)

        step = transcripts.approve(edition, reason="Ketua sakit", by=bench.member, now=NOW)

        assert (step.done_by, step.acts_for, step.reason) == (
            "Anggota Sari",
            "Ketua Wibowo",
            "Ketua sakit",
        )


class TestObstacles:
    def test_what_is_missing_blocks_and_a_reason_does_not_help(self, bench):
        Hearing.objects.filter(pk=bench.hearing.pk).update(state=HearingState.OPEN)

        with pytest.raises(rules.ObstaclesRemain):
            certified.freeze(bench, "tetap saja")
        assert not Edition.objects.exists()

    def test_a_warning_is_confirmed_with_a_reason_that_is_kept(self, bench):
        certified.say(bench.room, UtteranceKind.SPEECH, "Hadir.", speaker="", role="")
        with pytest.raises(ReasonNeeded):
            certified.freeze(bench)

        edition = certified.freeze(bench, "suara tidak dikenali")

        step = edition.steps.get()
        assert step.reason == "suara tidak dikenali"
        assert [one["code"] for one in step.told["obstacles"]] == [
            "unknown_speaker",
            "unread_turn",
        ]
        entry = JournalEntry.objects.get(act="edition_frozen")
        assert entry.payload["reason"] == "suara tidak dikenali"


class TestForms:
    def test_every_form_is_made_checked_and_told_by_its_fingerprint(self, bench):
        edition = certified.freeze(bench)
        certified.approve(bench, edition)

        certified.work("render_transcript")

        job = Job.objects.get(kind="render_transcript")
        assert (job.state, job.effects, job.error) == ("done", 1, "")
        made = dict(edition.documents.values_list("file", "sha256"))
        assert len(made) == len(FORMS)
        assert edition.steps.get(kind="checked").told["forms"] == made

    def test_a_form_that_says_something_else_stops_it_in_words(self, bench, monkeypatch):
        edition = certified.freeze(bench)
        certified.approve(bench, edition)
        honest = FORMS["txt"]
        wrong = replace(
            honest, render=lambda record: honest.render(record).replace("ditunda", "x")
        )
        monkeypatch.setitem(FORMS, "txt", wrong)

        certified.work("render_transcript")

        job = Job.objects.get(kind="render_transcript")
        assert job.state == "failed"
        assert "txt: baris 1:" in job.error
        assert done(edition)[-1] == "approved"
        assert not edition.documents.exclude(rendered_at=None).exists()

    def test_work_that_was_given_up_is_repeated(self, bench, monkeypatch):
        edition = certified.freeze(bench)
        with pytest.raises(rules.NothingToRepeat):
            transcripts.check_again(edition, by=bench.registrar, now=NOW)
        certified.approve(bench, edition)
        with monkeypatch.context() as broken:
            broken.setitem(FORMS, "txt", replace(FORMS["txt"], render=lambda _record: "x"))
            certified.work("render_transcript")

        transcripts.check_again(edition, by=bench.registrar, now=NOW)
        certified.work("render_transcript")

        assert done(edition)[-1] == "checked"
        assert JournalEntry.objects.filter(act="edition_check_repeated").count() == 1

    def test_a_killed_worker_loses_nothing_and_doubles_nothing(self, bench, monkeypatch):
        edition = certified.freeze(bench)
        certified.approve(bench, edition)

        def die(*_args, **_more):
            raise KeyboardInterrupt

        with monkeypatch.context() as broken:
            broken.setattr("cases.services.documents.finish", die)
            with pytest.raises(KeyboardInterrupt):
                certified.work("render_transcript")
        assert done(edition)[-1] == "approved"
        Job.objects.filter(kind="render_transcript").update(state="waiting", token="")

        certified.work("render_transcript")

        assert done(edition).count("checked") == 1


class TestSecondEdition:
    def test_without_a_written_order_there_is_none(self, bench):
        edition = certified.release(bench, is_made=False)

        with pytest.raises(rules.AlreadyFrozen):
            certified.freeze(bench)
        with pytest.raises(DatabaseError), transaction.atomic():
            Edition.objects.create(
                hearing=bench.hearing,
                no=2,
                kind="certified",
                code="MPQRTVWX",
                content_sha256="0" * 64,
                line_count=0,
                record={},
                frozen_at=NOW,
                frozen_on=certified.HELD_ON,
                certified_by=edition.certified_by,
            )

    def test_it_has_what_was_corrected_and_the_first_stays_word_for_word(self, bench):
        first = certified.release(bench, is_made=False)
        before = (first.record, list(EditionLine.objects.filter(edition=first).values()))
        words = list(bench.hearing.utterances.order_by("pk").values())

        edition = certified.second(bench, first)

        first.refresh_from_db()
        assert (
            first.record,
            list(EditionLine.objects.filter(edition=first).values()),
        ) == before
        assert list(bench.hearing.utterances.order_by("pk").values()) == words
        turn = held.record_of(edition).turn(2)
        assert (turn.text, turn.speaker) == ("Penyedianya Darma Awan Persada.", "Bu Lestari")
        assert held.record_of(first).turn(2).speaker == "Pak Darma"
        assert edition.no == 2

    def test_it_goes_through_the_same_steps_to_the_public(self, bench):
        first = certified.release(bench)
        edition = certified.second(bench, first)
        certified.approve(bench, edition)
        certified.work("render_transcript")

        transcripts.release(edition, by=bench.registrar, now=NOW)

        assert list(PublicEdition.objects.order_by("no").values_list("no", "is_latest")) == [
            (1, False),
            (2, True),
        ]
        assert [one.rule for one in invariants.check() if one.broken] == []
        assert journal.verify() == ()

    def test_it_says_something_else_or_is_none(self, bench):
        first = certified.release(bench, is_made=False)
        transcripts.order_edition(first, certified.ORDER, by=bench.registrar, now=NOW)

        with pytest.raises(rules.NothingCorrected):
            certified.freeze(bench)

    def test_an_edition_is_replaced_once_and_only_when_it_was_released(self, bench):
        edition = certified.freeze(bench)
        with pytest.raises(rules.NothingReleased):
            transcripts.order_edition(edition, certified.ORDER, by=bench.registrar, now=NOW)
        certified.approve(bench, edition)
        certified.work("render_transcript")
        transcripts.release(edition, by=bench.registrar, now=NOW)
        edition.refresh_from_db()
        transcripts.order_edition(edition, certified.ORDER, by=bench.registrar, now=NOW)

        with pytest.raises(rules.OrderStillOpen):
            transcripts.order_edition(edition, certified.ORDER, by=bench.registrar, now=NOW)

    def test_a_frozen_one_takes_no_further_correction(self, bench):
        first = certified.release(bench, is_made=False)
        certified.second(bench, first)
        order = first.orders.get()
        turn = bench.hearing.utterances.get(number=4)
        said = transcripts.Correction("Lain.", "Lain", "", "terlambat")

        with pytest.raises(rules.OrderIsDone):
            transcripts.correct(order, turn, said, by=bench.registrar, now=NOW)

    def test_what_is_under_way_is_not_told_to_the_public(self, bench):
        first = certified.release(bench, is_made=False)
        certified.second(bench, first)
        publication.release_all(bench.room.disputes, **certified.WHO)

        told = json.dumps(list(PublicUtterance.objects.values_list("text", "speaker")))
        assert "Persada" not in told
        assert "Lestari" not in told


def test_the_standing_of_an_edition_says_which_step_is_due(bench):
    edition = certified.freeze(bench)

    (standing,) = queries.editions_of(bench.hearing)

    assert (standing.edition, standing.due) == (edition, StepKind.SIGNED)
    assert not standing.may_be_released
