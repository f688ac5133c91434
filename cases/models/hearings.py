from __future__ import annotations

from django.db import models

from cases.domain.hearings import CAUCUS, HearingState, Presence, Seat
from cases.domain.notices import PARTIES
from cases.models._choices import Sourced, one_of, term_of
from cases.models.disputes import Dispute, Participant
from cases.models.parties import Commission, Person


class Room(models.Model):
    """A hearing room of a commission."""

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commission", "name"], name="room_once")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class Hearing(Sourced):
    """One sitting (sidang); it may serve several disputes at once.

    ``held_on`` is the local date of the commission. Planned and actual times stand apart;
    empty means not reported, and the notes say what is.

    A moved hearing is a row of its own. ``event_code`` names what all of them are to a
    calendar, by the code of the first; ``sequence`` counts the versions that people are told
    of, ``announced_at`` is since when they may know this one (None: of a draft nobody knows).
    """

    code = models.CharField(max_length=8, unique=True)
    event_code = models.CharField(max_length=8)
    sequence = models.PositiveSmallIntegerField(default=0)
    announced_at = models.DateTimeField(null=True, blank=True)
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="hearings")
    disputes = models.ManyToManyField(
        Dispute, through="HearingDispute", related_name="hearings"
    )
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    agenda = models.TextField(blank=True)
    agenda_reported = models.CharField(max_length=300, blank=True)
    held_on = models.DateField(db_index=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    planned_until = models.DateTimeField(null=True, blank=True)
    planned_note = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_note = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_note = models.CharField(max_length=300, blank=True)
    is_public = models.BooleanField(default=True)
    mode = models.CharField(max_length=20, default="langsung")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=300, blank=True)
    # Of a caucus: the side of the one party with which it is held, the only one to know of it.
    caucus_with = models.CharField(max_length=10, blank=True)
    # Where one joins from afar: for whoever takes part, never on the shelf.
    link = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, default=HearingState.SET)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    registrar = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Why it is not held. While it is still set, its cancelling waits for the next release.
    void_reason = models.CharField(max_length=500, blank=True)
    # Why it was put off before it was done.
    adjourn_reason = models.CharField(max_length=500, blank=True)
    next_note = models.TextField(blank=True)
    recording_note = models.TextField(blank=True)
    results = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            term_of("kind", "hearing_kind", "hearing_kind_known"),
            term_of("mode", "hearing_mode", "hearing_mode_known"),
            one_of("state", HearingState, "hearing_state_known"),
            one_of("caucus_with", ["", *PARTIES], "caucus_side_known"),
            models.CheckConstraint(
                condition=models.Q(caucus_with="") | models.Q(kind=CAUCUS),
                name="only_a_caucus_is_with_one_side",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None)
                | models.Q(opened_at=None)
                | models.Q(closed_at__gte=models.F("opened_at")),
                name="hearing_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(planned_until=None)
                | models.Q(planned_until__gt=models.F("planned_at")),
                name="hearing_is_planned_to_end_after_its_start",
            ),
            models.UniqueConstraint(
                fields=["event_code", "sequence"], name="hearing_version_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(event_code=""), name="hearing_is_of_an_event"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class HearingDispute(models.Model):
    """One dispute served by a hearing; ``seq`` counts the hearings of that dispute."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="served")
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="hearing_places")
    seq = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "dispute"], name="hearing_serves_once"),
            models.UniqueConstraint(fields=["dispute", "seq"], name="hearing_seq_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.seq}"


class PanelSeat(models.Model):
    """Who led one hearing: the commissioners of the panel, or who mediated."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    seat = models.CharField(max_length=20)
    no = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            one_of("seat", Seat, "panel_seat_known"),
            models.UniqueConstraint(fields=["hearing", "person"], name="panel_seat_once"),
            models.UniqueConstraint(fields=["hearing", "no"], name="panel_seat_no_once"),
            models.UniqueConstraint(
                fields=["hearing"],
                condition=models.Q(seat="ketua_majelis"),
                name="hearing_has_one_chair",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.seat}"


class Appearance(models.Model):
    """Somebody before the panel (or absent from it), in a stated capacity."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="appearances")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="appearances"
    )
    role = models.CharField(max_length=20)
    capacity = models.CharField(max_length=300, blank=True)
    presence = models.CharField(max_length=12, default=Presence.PRESENT)
    note = models.TextField(blank=True)
    on_behalf_of = models.ManyToManyField(Participant, related_name="appearances", blank=True)

    class Meta:
        constraints = [
            term_of("role", "party_role", "appearance_role_known"),
            one_of("presence", Presence, "appearance_presence_known"),
            models.UniqueConstraint(
                fields=["hearing", "person", "role"], name="appearance_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role}"


class HearingSession(models.Model):
    """A stretch of a hearing on the record, open or closed to the public."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="sessions")
    no = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_public = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "no"], name="session_no_once"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None)
                | models.Q(opened_at=None)
                | models.Q(closed_at__gt=models.F("opened_at")),
                name="session_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.no}"
