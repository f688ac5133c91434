from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.domain.identity_papers import Because
from cases.models._choices import one_of
from cases.models.disputes import Dispute
from cases.models.uploads import Upload


class IdentityPaper(models.Model):
    """Proof of who somebody is: sealed on the disk, and erased when it has served.

    The row of its upload stays with size and fingerprints; the names of its files stay, too,
    so that ``files verify`` can tell that nothing lies there any more.
    """

    upload = models.OneToOneField(Upload, models.PROTECT, related_name="identity_paper")
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="identity_papers")
    brought_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.CharField(max_length=200, blank=True)
    erased_because = models.CharField(max_length=10, blank=True)
    erased_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            one_of("erased_because", ["", *Because], "identity_paper_reason_known"),
            models.CheckConstraint(
                condition=Q(erased_at=None, erased_by="", erased_because="")
                | (Q(erased_at__isnull=False) & ~Q(erased_by="") & ~Q(erased_because="")),
                name="identity_paper_is_erased_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.upload_id}"
