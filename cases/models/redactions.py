from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.domain.redactions import LEAST, WHOLE
from cases.models.disputes import Dispute
from cases.models.documents import Document
from cases.models.uploads import Upload


class Redaction(models.Model):
    """A copy of a file without what lies under its boxes: drawn, ordered, made, confirmed.

    ``source_sha256`` is of the copy over which the boxes were drawn, ``document`` the redacted
    one. ``remaining``: personal data still to be read in it, sealed (``adapters/vault``).
    """

    code = models.CharField(max_length=8, unique=True)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="redactions")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="redactions")
    source_sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    opened_by = models.ForeignKey("cases.User", models.PROTECT, related_name="redactions")
    opened_at = models.DateTimeField()
    ordered_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="redaction"
    )
    made_at = models.DateTimeField(null=True, blank=True)
    remaining = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(
        "cases.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="redactions_confirmed",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(document=None, made_at=None)
                | Q(document__isnull=False, made_at__isnull=False, ordered_at__isnull=False),
                name="redaction_is_made_as_ordered",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (
                    Q(
                        confirmed_by__isnull=False,
                        confirmed_at__isnull=False,
                        document__isnull=False,
                    )
                    & ~Q(confirmed_by=F("opened_by"))
                ),
                name="redaction_is_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class RedactionBox(models.Model):
    """A box on a page, in ten-thousandths of the page, and why it is there."""

    redaction = models.ForeignKey(Redaction, models.CASCADE, related_name="boxes")
    page = models.PositiveIntegerField()
    x = models.PositiveIntegerField()
    y = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    ground = models.CharField(max_length=10)
    reason = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "redaction boxes"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    page__gte=1,
                    width__gte=LEAST,
                    height__gte=LEAST,
                    x__lte=WHOLE - F("width"),
                    y__lte=WHOLE - F("height"),
                ),
                name="redaction_box_lies_on_its_page",
            ),
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(reason=""), name="redaction_box_has_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.page}"
