from __future__ import annotations

from django.db import models


class PublicExport(models.Model):
    """An export of the open data; the row stands before its work begins.

    It may be downloaded while it is finished and not withdrawn. It is withdrawn as soon as
    something of it may not be read any more, also while it is being made. ``told`` is the JSON
    of an ``Export`` of ``domain/open_data``; ``folder`` is where its files lie.
    """

    code = models.CharField(max_length=8, unique=True)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    folder = models.CharField(max_length=40, blank=True)
    told = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_at=None) | ~models.Q(told={}),
                name="export_finished_tells_itself",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.begun_at:%Y-%m-%d}"
