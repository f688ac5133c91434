from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.domain.panels import ConflictGround
from cases.models._choices import one_of
from cases.models.accounts import User
from cases.models.disputes import Dispute
from cases.models.parties import Commission, Person


class Absence(models.Model):
    """Days on which somebody cannot sit; both ends are local days and belong to it."""

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="absences")
    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="absence_ends_after_its_start"
            )
        ]
        indexes = [models.Index(fields=["person", "starts_on"], name="absence_of_person")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.starts_on}"


class DeclaredConflict(models.Model):
    """What somebody said may keep a person from a dispute (Perki 1/2013 Pasal 22)."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="declared_conflicts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="declared_conflicts")
    ground = models.CharField(max_length=12)
    reason = models.TextField()
    declared_on = models.DateField()
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("ground", ConflictGround, "conflict_ground_known")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.ground}"
