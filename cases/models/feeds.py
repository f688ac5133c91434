from __future__ import annotations

from django.db import models


class CalendarFeed(models.Model):
    """A secret address under which a calendar program fetches hearings and deadlines.

    Only the hash of the secret is kept. With ``organisation``, the feed shows that house's
    disputes, as long as ``user``, who made it, belongs to the house.
    """

    user = models.ForeignKey("cases.User", models.PROTECT, related_name="calendar_feeds")
    organisation = models.ForeignKey(
        "cases.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="calendar_feeds",
    )
    label = models.CharField(max_length=80)
    address_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(label=""), name="calendar_feed_has_a_label"
            ),
            models.CheckConstraint(
                condition=models.Q(address_sha256__regex=r"^[0-9a-f]{64}$"),
                name="calendar_feed_keeps_a_hash",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None)
                | models.Q(revoked_at__gte=models.F("created_at")),
                name="calendar_feed_revoked_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.label}"
