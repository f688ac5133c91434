from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.domain.personal_data import Choice, DataKind, DataSubject
from cases.models._choices import one_of
from cases.models.disputes import Dispute


class PersonalDecision(models.Model):
    """What somebody decided about personal data before it became public; the latest holds.

    ``mark`` knows the same item again and tells nothing of it; ``written`` holds what is to be
    masked, sealed (``adapters/vault``), and nothing where it is kept.
    """

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="personal_decisions")
    subject = models.CharField(max_length=10)
    subject_code = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    mark = models.CharField(max_length=64)
    written = models.TextField(blank=True)
    choice = models.CharField(max_length=5)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("subject", DataSubject, "personal_decision_subject_known"),
            one_of("kind", DataKind, "personal_decision_kind_known"),
            one_of("choice", Choice, "personal_decision_choice_known"),
            models.CheckConstraint(
                condition=(Q(choice=Choice.KEEP, written="") & ~Q(reason=""))
                | (Q(choice=Choice.MASK) & ~Q(written="")),
                name="personal_decision_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "subject_code"], name="personal_decision_subject")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.subject} {self.kind} {self.choice}"
