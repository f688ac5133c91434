"""What was keyed in the hearing room, and what was made of it. All of it only grows."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cases.domain.capture import EntryKind, MarkKind
from cases.models._choices import one_of
from cases.models.documents import Exhibit
from cases.models.hearings import Appearance, Hearing
from cases.models.transcripts import Utterance


class CaptureDevice(models.Model):
    """A device that records a hearing for one account; ``taken`` counts what was made of its
    entries without a gap. Locked with the hearing.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="capture_devices")
    device = models.CharField(max_length=36)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    no = models.PositiveSmallIntegerField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "device"], name="capture_device_once"),
            models.UniqueConstraint(fields=["hearing", "no"], name="capture_device_no_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.no}"


class CaptureEntry(models.Model):
    """One entry of a device's log: the truth of what was keyed.

    ``made_at`` is the clock of the device; ``clock_offset_ms`` what the clock of the house was
    ahead of it when the entry was sent.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="capture_entries")
    device = models.ForeignKey(CaptureDevice, models.PROTECT, related_name="entries")
    n = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    payload = models.JSONField()
    made_at = models.DateTimeField()
    clock_offset_ms = models.BigIntegerField(default=0)
    received_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "capture entries"
        constraints = [
            models.UniqueConstraint(fields=["device", "n"], name="capture_entry_once"),
            models.CheckConstraint(condition=models.Q(n__gte=1), name="capture_entry_from_one"),
            one_of("kind", EntryKind, "capture_entry_kind_known"),
        ]
        indexes = [models.Index(fields=["hearing", "kind"], name="capture_entry_of_kind")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.device_id}:{self.n}"


class CapturedTurn(models.Model):
    """The turn that an entry made. ``ref`` names it on every device, ``said_at`` is the instant
    by the clock of the house, by which turns of several devices are put in order.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="captured_turns")
    entry = models.OneToOneField(CaptureEntry, models.PROTECT, related_name="turn")
    utterance = models.OneToOneField(Utterance, models.PROTECT, related_name="captured")
    ref = models.CharField(max_length=50)
    said_at = models.DateTimeField()
    key = models.CharField(max_length=1)  # of the table of keys
    speaker = models.CharField(max_length=60, blank=True)  # as the cast names them
    addressee = models.CharField(max_length=60, blank=True)
    register = models.CharField(max_length=8, blank=True)  # code of the dispute it is about
    was_closed = models.BooleanField(default=False)  # keyed as said behind closed doors

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "ref"], name="captured_ref_once")
        ]
        indexes = [models.Index(fields=["hearing", "said_at"], name="captured_in_order")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.ref}"


class CapturedSpeaker(models.Model):
    """Somebody whom an entry put on the list of who speaks."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="captured_speakers")
    entry = models.OneToOneField(CaptureEntry, models.PROTECT, related_name="speaker")
    appearance = models.ForeignKey(Appearance, models.PROTECT, related_name="captured")
    ref = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "ref"], name="captured_speaker_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.ref}"


class TurnWithdrawal(models.Model):
    """A turn that was taken back; its words stay, and no transcript has it.

    The recorder did so by an ``entry``, or somebody at the correcting desk; ``into`` is the
    turn that holds its words now, if they were joined.
    """

    utterance = models.OneToOneField(Utterance, models.PROTECT, related_name="withdrawal")
    entry = models.OneToOneField(
        CaptureEntry, models.PROTECT, null=True, blank=True, related_name="withdrawal"
    )
    reason = models.CharField(max_length=300, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    into = models.ForeignKey(
        Utterance, models.PROTECT, null=True, blank=True, related_name="joined"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entry__isnull=False, withdrawn_by=None, withdrawn_at=None)
                | models.Q(
                    ~models.Q(reason=""),
                    entry=None,
                    withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                ),
                name="somebody_withdrew_the_turn",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.utterance_id}"


class TurnMark(models.Model):
    """A turn marked as an admission, an undertaking, an order, an exhibit shown."""

    utterance = models.ForeignKey(Utterance, models.PROTECT, related_name="marks")
    entry = models.ForeignKey(CaptureEntry, models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=12)
    what = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    exhibit = models.ForeignKey(
        Exhibit, models.PROTECT, null=True, blank=True, related_name="marks"
    )

    class Meta:
        constraints = [one_of("kind", MarkKind, "turn_mark_kind_known")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class MarkConfirmation(models.Model):
    """A mark put on the record by the word of the chair, and what it became."""

    mark = models.OneToOneField(TurnMark, models.PROTECT, related_name="confirmation")
    entry = models.ForeignKey(CaptureEntry, models.PROTECT, related_name="confirmations")
    word = models.ForeignKey(  # the turn in which the chair said so, where one was keyed
        Utterance, models.PROTECT, null=True, blank=True, related_name="+"
    )
    became = models.CharField(
        max_length=60, blank=True
    )  # code of a proposition, or of an order

    def __str__(self) -> str:
        return f"#{self.pk} {self.became}"


class CaptureTrouble(models.Model):
    """What could not be made of an entry; the entry itself is kept, and a person decides."""

    entry = models.ForeignKey(CaptureEntry, models.PROTECT, related_name="troubles")
    code = models.CharField(max_length=40)
    text = models.TextField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"
