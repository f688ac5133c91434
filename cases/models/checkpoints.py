"""Checkpoints of the journal; the database refuses to change them (migration 0033)."""

from __future__ import annotations

from django.db import models

A_HASH = "^[0-9a-f]{64}$"


class JournalCheckpoint(models.Model):
    """The state of a chain when a local day of its commission was over.

    ``root`` is that of the Merkle tree over the first ``size`` entries; ``tip`` is the digest
    of the last of them, which stays inside. ``note`` is what was signed and published, ``key``
    the public key as one line, ``consistency`` the proof from the checkpoint before, as a list
    of hexadecimal.
    """

    chain = models.CharField(max_length=40)
    day = models.DateField()
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    tip = models.CharField(max_length=64)
    note = models.TextField()
    key = models.CharField(max_length=400)
    consistency = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "day"], name="checkpoint_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(size__gt=0), name="checkpoint_of_a_begun_chain"
            ),
            models.CheckConstraint(
                condition=models.Q(root__regex=A_HASH), name="checkpoint_keeps_a_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.day} {self.size}"


class JournalNode(models.Model):
    """A node of the tree that is kept: over a complete group of 256 nodes of the level below.

    Level 1 stands over 256 entries, level 2 over 65,536, and so on.
    """

    chain = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    place = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "level", "place"], name="journal_node_once"
            ),
            models.CheckConstraint(
                condition=models.Q(level__gt=0), name="journal_node_over_a_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.level}/{self.place}"


class JournalLeaf(models.Model):
    """Where a paper that bears a code is told in the journal: public, without a word of it."""

    code = models.CharField(max_length=16, unique=True)
    chain = models.CharField(max_length=40)
    seq = models.PositiveBigIntegerField()
    leaf = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "journal leaves"

    def __str__(self) -> str:
        return f"{self.code} {self.chain} {self.seq}"
