"""What an organisation keeps about its cases for itself: nobody outside it ever reads this."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.models.disputes import Dispute
from cases.models.filing import InformationRequest
from cases.models.parties import Organisation

ONE_CASE = Q(dispute__isnull=False, information_request=None) | Q(
    dispute=None, information_request__isnull=False
)


class CaseNote(models.Model):
    """An internal note on a dispute or a request; appended, never edited."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="notes")
    dispute = models.ForeignKey(
        Dispute, models.PROTECT, null=True, blank=True, related_name="notes"
    )
    information_request = models.ForeignKey(
        InformationRequest, models.PROTECT, null=True, blank=True, related_name="notes"
    )
    text = models.TextField()
    written_by = models.ForeignKey("cases.User", models.PROTECT, related_name="notes")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=ONE_CASE, name="note_on_one_case")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.organisation_id}"


class Assignment(models.Model):
    """Who of an organisation looks after a case, from a moment on; the latest row stands.

    ``person`` empty: nobody does any more.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assignments")
    dispute = models.ForeignKey(
        Dispute, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    information_request = models.ForeignKey(
        InformationRequest, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    person = models.ForeignKey(
        "cases.User", models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    assigned_by = models.ForeignKey(
        "cases.User", models.PROTECT, related_name="assignments_made"
    )
    assigned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_CASE, name="assignment_of_one_case")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.person_id}"


class SavedView(models.Model):
    """A filter of one's own desk under a name; ``query`` is the query string it stands for."""

    user = models.ForeignKey("cases.User", models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"
