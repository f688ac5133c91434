"""The public copies of recordings: ordered, made, withdrawn. Rows are only added."""

from __future__ import annotations

from django.db import models

from cases.models.recordings import Recording


class SoundRelease(models.Model):
    """That the registry let the public hear a recording.

    ``silenced``: [[start, end]] in milliseconds of the sound; ``offset_ms``: how far the clock
    of the hearing was ahead of it then. Once either would be told otherwise, the copy is off
    the shelf.
    """

    recording = models.ForeignKey(Recording, models.PROTECT, related_name="releases")
    no = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8, unique=True)
    silenced = models.JSONField(default=list)
    offset_ms = models.IntegerField()
    released_by = models.CharField(max_length=200)
    released_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recording", "no"], name="sound_release_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class SoundCopy(models.Model):
    """The copy that the worker made for a release."""

    release = models.OneToOneField(SoundRelease, models.PROTECT, related_name="copy")
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    duration_ms = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.sha256[:8]}"


class SoundWithdrawal(models.Model):
    """That a release was taken back, and why."""

    release = models.OneToOneField(SoundRelease, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300)
    withdrawn_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.release_id}"
