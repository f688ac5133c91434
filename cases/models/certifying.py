"""What is done with a frozen edition, and what is ordered to be another one. All only grows."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cases.domain.transcripts import StepKind
from cases.models._choices import one_of
from cases.models.hearings import Hearing
from cases.models.transcripts import Edition, Utterance


class EditionStep(models.Model):
    """An act on an edition, bound to what it is about.

    ``content_sha256`` is that of the lines, ``record_sha256`` that of the whole record, closed
    words among it. ``reason``: why warnings were confirmed, or why a member acts for the chair.
    ``told`` holds what was confirmed, or the fingerprints of the forms that were checked.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10)
    content_sha256 = models.CharField(max_length=64)
    record_sha256 = models.CharField(max_length=64)
    done_by = models.CharField(max_length=200)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    acts_for = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    told = models.JSONField(default=dict, blank=True)
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], name="edition_step_once"),
            one_of("kind", StepKind, "edition_step_known"),
            models.CheckConstraint(
                condition=models.Q(acts_for="") | ~models.Q(reason=""),
                name="who_acts_for_the_chair_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class EditionOrder(models.Model):
    """A written order that there be another edition, with the next number.

    It is open until that edition is frozen. ``number`` and ``ordered_on`` are those of the
    order, ``of_edition`` is the edition that another one follows.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="edition_orders")
    of_edition = models.ForeignKey(Edition, models.PROTECT, related_name="orders")
    number = models.CharField(max_length=120)
    ordered_on = models.DateField()
    ordered_by = models.CharField(max_length=200)
    reason = models.TextField()
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of_edition"], name="edition_is_replaced_once"),
            models.CheckConstraint(
                condition=~(
                    models.Q(number="") | models.Q(ordered_by="") | models.Q(reason="")
                ),
                name="an_order_is_in_writing",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.number}"


class OrderedCorrection(models.Model):
    """A turn as the ordered edition has it; the turn itself and its revisions stay.

    The highest ``no`` of a turn stands.
    """

    order = models.ForeignKey(EditionOrder, models.PROTECT, related_name="corrections")
    utterance = models.ForeignKey(Utterance, models.PROTECT, related_name="corrections")
    no = models.PositiveSmallIntegerField()
    speaker = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    reason = models.TextField()
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "utterance", "no"], name="ordered_correction_once"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.utterance_id}"
