"""What the installation found when it checked itself, night by night; rows only grow."""

from __future__ import annotations

from django.db import models


class SelfCheck(models.Model):
    """The report of one day: ``told`` is a list of {check, checked, broken, first}.

    ``day`` is the local day of the installation (``TIME_ZONE``).
    """

    day = models.DateField(unique=True)
    made_at = models.DateTimeField()
    told = models.JSONField(default=list)
    broken = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.day} {self.broken}"
