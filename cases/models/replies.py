"""The right of reply of public bodies."""

from __future__ import annotations

from django.db import models

from cases.models.parties import PublicBody


class BodyReply(models.Model):
    """What a public body says beside its record; appended, the latest stands.

    ``text`` empty: the one before was taken back. ``by`` is who speaks for the body, with their
    office; ``said_on`` a local day; ``entered_by`` the account that entered it.
    """

    public_body = models.ForeignKey(PublicBody, models.PROTECT, related_name="replies")
    no = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    by = models.CharField(max_length=200, blank=True)
    said_on = models.DateField()
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "body replies"
        constraints = [
            models.UniqueConstraint(fields=["public_body", "no"], name="body_reply_once"),
            models.CheckConstraint(
                condition=models.Q(text="", by="") | ~models.Q(text="") & ~models.Q(by=""),
                name="body_reply_is_said_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.public_body_id} {self.no}"
