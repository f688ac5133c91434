"""What becomes of a stance: contested, put on the record, refused; copies of what was said."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.models.admissions import Assertion, PublicStatement
from cases.models.disputes import Participant
from cases.models.transcripts import Utterance
from cases.models.uploads import Upload


class StanceContest(models.Model):
    """A party disputes that it took a stance, or that it was written down rightly.

    Append-only but for ``reviewed_by``, which a second person fills once.
    """

    assertion = models.ForeignKey(Assertion, models.PROTECT, related_name="contests")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="contests")
    reason = models.TextField()
    contested_on = models.DateField()
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("written_by")),
                name="contest_is_reviewed_by_a_second_person",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="contest_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class StanceConfirmation(models.Model):
    """The word of the chair that puts a stance in a hearing on the record; append-only."""

    assertion = models.OneToOneField(Assertion, models.PROTECT, related_name="confirmation")
    word = models.ForeignKey(Utterance, models.PROTECT, related_name="+")
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk}"


class ReviewRefusal(models.Model):
    """Why a second person does not let something reach the public; append-only, and final."""

    assertion = models.OneToOneField(
        Assertion, models.PROTECT, null=True, blank=True, related_name="refusal"
    )
    statement = models.OneToOneField(
        PublicStatement, models.PROTECT, null=True, blank=True, related_name="refusal"
    )
    contest = models.OneToOneField(
        StanceContest, models.PROTECT, null=True, blank=True, related_name="refusal"
    )
    reason = models.TextField()
    refused_by = models.CharField(max_length=200)
    refused_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(assertion__isnull=False, statement=None, contest=None)
                | Q(assertion=None, statement__isnull=False, contest=None)
                | Q(assertion=None, statement=None, contest__isnull=False),
                name="a_refusal_is_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="refusal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class StatementArchive(models.Model):
    """The copy of a publication as it was found, kept inside; ``sha256`` of the file as it
    came. Append-only.
    """

    statement = models.ForeignKey(PublicStatement, models.PROTECT, related_name="archives")
    upload = models.OneToOneField(Upload, models.PROTECT, related_name="statement_archive")
    sha256 = models.CharField(max_length=64)
    archived_at = models.DateTimeField()
    archived_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"#{self.pk}"
