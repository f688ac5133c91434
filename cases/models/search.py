"""The index of the shelf: what can be found, and by which words.

The base keeps what its engine needs from ``words`` by itself: on PostgreSQL a vector beside
them, on SQLite a full-text table. Neither is a column of ours; ``queries/public/engine`` alone
asks them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F

from cases.models.publication import PublicDispute

NEWEST = (F("on").desc(), F("id").desc())


class PublicEntry(models.Model):
    """Something of a public dispute that can be found; the columns of ``EntryRow``."""

    dispute = models.ForeignKey(
        PublicDispute, models.CASCADE, related_name="entries", db_index=False
    )
    kind = models.CharField(max_length=10)
    place = models.CharField(max_length=12, blank=True)
    number = models.PositiveIntegerField(default=0)
    on = models.DateField()  # the first of all days where none is known
    words = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "public entries"
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "kind", "place", "number"], name="public_entry_once"
            )
        ]
        indexes = [
            models.Index(*NEWEST, name="public_entry_newest"),
            models.Index("kind", *NEWEST, name="public_entry_newest_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.kind} {self.place} {self.number}"
