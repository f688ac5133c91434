from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.domain.correspondence import CorrespondenceKind
from cases.domain.notices import Side
from cases.models._choices import one_of
from cases.models.deadlines import Deadline
from cases.models.disputes import Dispute
from cases.models.documents import Document


class Correspondence(models.Model):
    """One piece of writing between a side of a dispute and the registry; never changed.

    The registry reads all of it, the sender what it sent; ``for_applicant`` and
    ``for_respondent`` say which sides read it besides. ``code`` is drawn by chance.
    ``missing``: places of the checklist, in a notice of incompleteness; ``deadline`` is then
    the clock it started. ``paper`` is the letter on paper that says the same.
    """

    code = models.CharField(max_length=8, unique=True)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="correspondence")
    kind = models.CharField(max_length=16)
    sender = models.CharField(max_length=10)
    for_applicant = models.BooleanField()
    for_respondent = models.BooleanField()
    text = models.TextField(blank=True)
    missing = models.JSONField(default=list, blank=True)
    reply_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies"
    )
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="correspondence"
    )
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="correspondence"
    )
    sent_by = models.ForeignKey("cases.User", models.PROTECT, related_name="correspondence")
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "correspondence"
        constraints = [
            one_of("kind", CorrespondenceKind, "correspondence_kind_known"),
            one_of("sender", Side, "correspondence_sender_known"),
            models.CheckConstraint(
                condition=~Q(sender=Side.APPLICANT.value) | Q(for_applicant=True),
                name="applicant_reads_what_it_sent",
            ),
            models.CheckConstraint(
                condition=~Q(sender=Side.RESPONDENT.value) | Q(for_respondent=True),
                name="respondent_reads_what_it_sent",
            ),
            models.CheckConstraint(
                condition=Q(deadline=None) | Q(kind=CorrespondenceKind.INCOMPLETENESS.value),
                name="a_clock_starts_with_a_notice_of_incompleteness",
            ),
        ]
        indexes = [models.Index(fields=["dispute", "sent_at"], name="correspondence_thread")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.code}"


class Attachment(models.Model):
    """A file that went with a piece of writing; it cannot be taken away any more."""

    correspondence = models.ForeignKey(
        Correspondence, models.PROTECT, related_name="attachments"
    )
    upload = models.OneToOneField("cases.Upload", models.PROTECT, related_name="attachment")

    def __str__(self) -> str:
        return f"#{self.pk} {self.upload_id}"
