"""What the installation itself has to remember."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FirstRun(models.Model):
    """The one-time code with which the first visitor sets an empty installation up.

    One row at most; once ``used_at`` stands, the door is closed for ever. ``code_hash``: the
    code itself is kept nowhere.
    """

    slot = models.PositiveSmallIntegerField(primary_key=True, default=1)
    code_hash = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(slot=1), name="one_first_run")]

    def __str__(self) -> str:
        return f"{self.drawn_at:%Y-%m-%d}"


class SelfCheck(models.Model):
    """What the look of one night found; appended only. ``findings`` are the first sentences of
    ``count``; none: everything adds up.
    """

    day = models.DateField(unique=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    count = models.PositiveIntegerField()
    findings = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.day}: {self.count}"
