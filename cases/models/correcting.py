"""What was done to a draft after the hearing: corrections, readings, proposals."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.domain.correcting import Act
from cases.domain.notices import Side
from cases.models._choices import one_of
from cases.models.disputes import Dispute
from cases.models.hearings import Hearing
from cases.models.transcripts import Utterance, UtteranceRevision


class TurnCorrection(models.Model):
    """How a revision came about at the correcting desk, and who wrote it.

    ``before`` holds what of the turn beside its words was otherwise: {field: what stood there}.
    ``other`` is the turn from which this one was split off, which was joined to it, or behind
    which it was put. ``article`` is that by which a turn was closed.
    """

    revision = models.OneToOneField(
        UtteranceRevision, models.PROTECT, related_name="correction"
    )
    act = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    before = models.JSONField(default=dict)
    article = models.CharField(max_length=200, blank=True)
    other = models.ForeignKey(
        Utterance, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            one_of("act", Act, "correction_act_known"),
            models.CheckConstraint(
                condition=(Q(act=Act.CLOSE) & ~Q(article=""))
                | (~Q(act=Act.CLOSE) & Q(article="")),
                name="a_closing_has_its_article",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.act}"


class TurnReading(models.Model):
    """A revision that somebody else than its author has read and found right."""

    revision = models.ForeignKey(UtteranceRevision, models.PROTECT, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "reader"], name="reading_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.revision_id}"


class WordConfirmation(models.Model):
    """A doubtful word of a revision to which somebody listened: it is right as it stands.

    ``place`` counts the words of the text from nought. The next revision takes it along in its
    ``words``.
    """

    revision = models.ForeignKey(
        UtteranceRevision, models.PROTECT, related_name="confirmations"
    )
    place = models.PositiveIntegerField()
    text = models.CharField(max_length=200)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "place"], name="word_confirmed_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.place}"


class CorrectionWindow(models.Model):
    """From when to when the parties of a hearing may propose corrections of its draft.

    Both days are local days of the commission, the last one included. ``working`` tells how it
    was counted: {counted: [day], skipped: [[day, name]], version}. The highest ``no`` stands.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="correction_windows")
    no = models.PositiveSmallIntegerField()
    opened_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    last_on = models.DateField()
    working = models.JSONField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "no"], name="correction_window_once"),
            models.CheckConstraint(
                condition=Q(last_on__gt=F("opened_on"), days__gte=1),
                name="correction_window_has_days",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.no}"


class TurnProposal(models.Model):
    """What a party wants a turn to say; it changes nothing until the registrar accepts it.

    ``revision`` is the wording that was read. ``speaker`` and ``role`` are empty where the
    speaker is right.
    """

    window = models.ForeignKey(CorrectionWindow, models.PROTECT, related_name="proposals")
    revision = models.ForeignKey(UtteranceRevision, models.PROTECT, related_name="proposals")
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="turn_proposals")
    side = models.CharField(max_length=8)
    text = models.TextField()
    speaker = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("side", [Side.APPLICANT, Side.RESPONDENT], "turn_proposal_side_known")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.side}"


class ProposalDecision(models.Model):
    """What the registrar made of a proposal, once; an accepted one became ``revision``."""

    proposal = models.OneToOneField(TurnProposal, models.PROTECT, related_name="decision")
    revision = models.OneToOneField(
        UtteranceRevision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accepted_proposal",
    )
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revision__isnull=False) | ~Q(reason=""),
                name="a_refusal_has_its_reason",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.proposal_id}"


class ProposalWithdrawal(models.Model):
    """That a side took its proposal back, once, before the registrar decided."""

    proposal = models.OneToOneField(TurnProposal, models.PROTECT, related_name="withdrawal")
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.proposal_id}"
