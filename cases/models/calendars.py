from __future__ import annotations

from django.db import models

from cases.domain.calendars import DayKind
from cases.models._choices import one_of


class Holiday(models.Model):
    """A decreed day on which offices are closed, with its decree or its source."""

    day = models.DateField()
    kind = models.CharField(max_length=12)
    region = models.CharField(max_length=80, blank=True, default="")
    name = models.CharField(max_length=200)
    decree = models.CharField(max_length=200, blank=True)
    source = models.TextField(blank=True)
    is_estimated = models.BooleanField(default=False)

    class Meta:
        constraints = [
            one_of(
                "kind", [k for k in DayKind if k is not DayKind.WEEKEND], "holiday_kind_known"
            ),
            models.UniqueConstraint(fields=["day", "region"], name="holiday_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class CalendarVersion(models.Model):
    """A state of the calendar by which deadlines were counted; appended at every change."""

    number = models.PositiveIntegerField(unique=True)
    digest = models.CharField(max_length=12)
    last_decreed_day = models.DateField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.number} {self.digest}"
