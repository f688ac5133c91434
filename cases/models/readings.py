from __future__ import annotations

from django.db import models

from cases.domain.readings import CameFrom, ReadAs, ReadWhy
from cases.models._choices import one_of
from cases.models.disputes import Dispute


class FileReading(models.Model):
    """That somebody opened a file that is not for everybody; rows are only appended.

    ``code`` is that of an upload or of a paper, as ``read_as`` says; ``came_from`` is a class
    of addresses, never an address.
    """

    code = models.CharField(max_length=8, db_index=True)
    dispute = models.ForeignKey(
        Dispute, models.PROTECT, null=True, blank=True, related_name="file_readings"
    )
    read_as = models.CharField(max_length=10)
    why = models.CharField(max_length=10)
    user = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    came_from = models.CharField(max_length=10)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("read_as", ReadAs, "file_reading_as_known"),
            one_of("why", ReadWhy, "file_reading_why_known"),
            one_of("came_from", CameFrom, "file_reading_from_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"
