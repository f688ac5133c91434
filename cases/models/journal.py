"""The journal: every act, append-only, each entry bound to the one before by its hash."""

from __future__ import annotations

from django.db import models


class JournalHead(models.Model):
    """The last entry of a chain. Appending locks this row, so that a chain never forks."""

    chain = models.CharField(max_length=40, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"


class JournalEntry(models.Model):
    """One act. The database refuses to change or delete it (migration 0002)."""

    chain = models.CharField(max_length=40)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    act = models.CharField(max_length=60)
    dispute_code = models.CharField(max_length=8, blank=True, db_index=True)
    hearing_code = models.CharField(max_length=8, blank=True)
    payload = models.JSONField(default=dict)
    prev = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "journal entries"
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="journal_seq_once"),
            models.UniqueConstraint(fields=["chain", "prev"], name="journal_never_forks"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.act}"
