"""A transcript on its way to the shelf: one order, one certificate, the same bytes (P7)."""

from __future__ import annotations

import hashlib

import pytest
from django.db import DatabaseError, connection
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from cases.domain.errors import CaseError
from cases.domain.transcripts import StepKind, UtteranceKind
from cases.models import Edition, EditionLine, JournalEntry, JournalLeaf
from cases.services import edition_steps, transcripts
from tests import certified
from tests.machines import Machine, walk

pytestmark = pytest.mark.django_db
REFUSED = (CaseError, DatabaseError)
PEOPLE = st.sampled_from(["registrar", "chair", "member"])


class Certifying(Machine):
    """``steps``: how many of frozen, signed, approved, checked were done."""

    @initialize()
    def begin(self):
        self.steps, self.is_released, self.bytes = 0, False, None

    def edition(self):
        return Edition.objects.filter(hearing=self.room.hearing).order_by("-no").first()

    def try_to(self, act, *, is_due):
        done = self.allowed(act, REFUSED)
        assert done == is_due, (self.steps, self.is_released)
        self.steps += done

    @rule(who=PEOPLE)
    def freeze(self, who):
        """Once, by the registry; a second certificate of one record is not to be had."""
        by = getattr(self.room, who)
        self.try_to(
            lambda: transcripts.freeze_to_certify(
                self.room.hearing, reason="", by=by, now=certified.NOW
            ),
            is_due=self.steps == 0 and who == "registrar",
        )
        if self.bytes is None and self.steps:
            self.bytes = self.printed()

    @rule(who=PEOPLE)
    def sign(self, who):
        """By the registrar, when it is frozen."""
        if (edition := self.edition()) is not None:
            by = getattr(self.room, who)
            self.try_to(
                lambda: transcripts.sign(edition, by=by, now=certified.NOW),
                is_due=self.steps == 1 and who == "registrar",
            )

    @rule(who=PEOPLE, reason=st.sampled_from(["", "Ketua sakit"]))
    def approve(self, who, reason):
        """By the chair, or by a member of the panel who says why."""
        if (edition := self.edition()) is not None:
            by = getattr(self.room, who)
            may = who == "chair" or (who == "member" and reason)
            self.try_to(
                lambda: transcripts.approve(edition, reason=reason, by=by, now=certified.NOW),
                is_due=bool(self.steps == 2 and may),
            )

    @rule()
    def check(self):
        """The worker, when the forms are made, which the approval orders."""
        if (edition := self.edition()) is not None:
            done = {**certified.WHO, "by": "sistem:worker"}
            self.try_to(
                lambda: edition_steps.note(edition, StepKind.CHECKED, **done),
                is_due=self.steps == 3,
            )

    @rule(who=PEOPLE)
    def release(self, who):
        """Only what went through every step reaches the shelf."""
        edition = self.edition()
        if edition is None or self.is_released:
            return
        if self.steps == 4:
            made = {"sha256": "0" * 64, "size": 12, "rendered_at": certified.NOW}
            edition.documents.update(file="papers/x", **made)
        by = getattr(self.room, who)
        done = self.allowed(
            lambda: transcripts.release(edition, by=by, now=certified.NOW), REFUSED
        )
        assert done == (self.steps == 4 and who == "registrar")
        self.is_released = done

    @rule(column=st.sampled_from(["text", "page", "line"]))
    def change_a_line(self, column):
        """No hand changes what is printed, not even past the services."""
        if self.steps:
            sql = f"UPDATE cases_editionline SET {column} = '9'"  # noqa: S608
            assert not self.allowed(lambda: connection.cursor().execute(sql), REFUSED)

    @rule()
    def say_more(self):
        """A draft takes words; a frozen hearing takes none."""
        said = self.allowed(
            lambda: certified.say(self.room.room, UtteranceKind.SPEECH, "Lagi."), REFUSED
        ) if self.steps else False  # fmt: skip
        assert not said

    @rule()
    def go_on(self):
        """The next lawful step, so that every walk comes to a certificate."""
        steps = [
            lambda: self.freeze("registrar"),
            lambda: self.sign("registrar"),
            lambda: self.approve("chair", ""),
            self.check,
            lambda: self.release("registrar"),
        ]
        steps[self.steps]()

    def printed(self):
        edition = self.edition()
        rows = EditionLine.objects.filter(edition=edition).order_by("page", "line")
        lines = "\n".join(rows.values_list("text", flat=True))
        return (
            edition.content_sha256,
            edition_steps.record_sha256(edition),
            hashlib.sha256(lines.encode()).hexdigest(),
        )

    @invariant()
    def the_bytes_are_those_that_were_frozen_and_the_journal_names_them(self):
        if getattr(self, "bytes", None) is None:
            return
        assert self.printed() == self.bytes
        edition = self.edition()
        assert Edition.objects.filter(hearing=self.room.hearing).count() == 1
        told = JournalEntry.objects.filter(
            act__startswith="edition_", payload__has_key="sha256"
        )
        named = set(told.values_list("payload__sha256", flat=True))
        assert named == {edition.content_sha256}
        assert edition.steps.count() == self.steps
        assert JournalLeaf.objects.filter(code=edition.code).exists() == (self.steps > 2)


def test_a_transcript_is_certified_once_in_order_and_stays_byte_for_byte():
    Certifying.room = certified.bench()
    walk(Certifying)
