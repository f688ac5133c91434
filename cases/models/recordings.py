"""The sound of a hearing, and the words that came into its record from elsewhere."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.domain.captions import Format
from cases.domain.recordings import ImportState
from cases.models._choices import one_of
from cases.models.hearings import Hearing, HearingSession
from cases.models.uploads import Upload


class Recording(models.Model):
    """The sound of a hearing or of one session of it. Never public; a copy of it may be.

    File, fingerprint, kind and length are those of ``upload``. Where its clock stands beside
    that of the hearing is the latest ``RecordingOffset``. ``retention_until`` is a local day;
    without a known rule it is empty, and so is ``retention_source``.
    """

    code = models.CharField(max_length=8, unique=True)
    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="recordings")
    session = models.ForeignKey(
        HearingSession, models.PROTECT, null=True, blank=True, related_name="recordings"
    )
    upload = models.OneToOneField(Upload, models.PROTECT, related_name="recording")
    retention_until = models.DateField(null=True, blank=True)
    retention_source = models.CharField(max_length=300, blank=True)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(retention_until=None, retention_source="")
                | Q(retention_until__isnull=False) & ~Q(retention_source=""),
                name="retention_has_its_source",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class RecordingOffset(models.Model):
    """How far the clock of the hearing is ahead of that of the sound, in milliseconds; only
    added to, the highest ``no`` stands.
    """

    recording = models.ForeignKey(Recording, models.PROTECT, related_name="offsets")
    no = models.PositiveSmallIntegerField()
    offset_ms = models.IntegerField()
    reason = models.CharField(max_length=300, blank=True)
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recording", "no"], name="recording_offset_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.offset_ms}"


class ClosedPart(models.Model):
    """A stretch of sound that was closed to the public; only added to."""

    recording = models.ForeignKey(Recording, models.PROTECT, related_name="closed_parts")
    start_ms = models.PositiveIntegerField()
    end_ms = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end_ms__gt=F("start_ms")), name="closed_part_has_length"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.start_ms}"


class TranscriptImport(models.Model):
    """Words that came into the draft of a hearing, and what became of each of them.

    They come from a file (``upload``; none where the command brought it) or were heard by the
    worker in a ``recording``. ``sha256`` is of the file, or of the sound and who listened: what
    is written once is not written twice.
    """

    code = models.CharField(max_length=8, unique=True)
    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="imports")
    upload = models.ForeignKey(
        Upload, models.PROTECT, null=True, blank=True, related_name="transcript_imports"
    )
    recording = models.ForeignKey(
        Recording, models.PROTECT, null=True, blank=True, related_name="imports"
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    form = models.CharField(max_length=10, blank=True)
    keep_cues = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=ImportState.WAITING)
    cues = models.PositiveIntegerField(default=0)
    turns = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    created_by = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("state", ImportState, "transcript_import_state_known"),
            one_of("form", ["", *Format], "transcript_import_form_known"),
            models.UniqueConstraint(
                fields=["hearing", "sha256"],
                condition=Q(state=ImportState.DONE),
                name="words_are_imported_once",
            ),
            models.CheckConstraint(
                condition=Q(upload=None) | Q(recording=None),
                name="words_come_from_one_place",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, state=ImportState.WAITING)
                | ~Q(sha256="") & Q(finished_at__isnull=False) & ~Q(state=ImportState.WAITING),
                name="transcript_import_ends_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class HeardPart(models.Model):
    """What the worker heard up to a point of the sound; kept until the whole is written down,
    so that a worker that was killed goes on and hears nothing twice.
    """

    batch = models.ForeignKey(TranscriptImport, models.CASCADE, related_name="heard")
    no = models.PositiveIntegerField()
    until_ms = models.PositiveIntegerField()
    cues = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "no"], name="heard_part_once")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.no}"
