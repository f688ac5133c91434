from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.models.hearings import Hearing, Room
from cases.models.parties import Person


class Booking(models.Model):
    """A room or a person that a hearing has from one instant up to another.

    The database refuses two of one room or person that overlap and were not released: an
    exclusion constraint on PostgreSQL, a trigger under serialised writers on SQLite.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="bookings")
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(room=None, person__isnull=False)
                | Q(room__isnull=False, person=None),
                name="booking_of_a_room_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_ends_after_its_start"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "starts_at"], name="booking_of_person"),
            models.Index(fields=["room", "starts_at"], name="booking_of_room"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.hearing_id}"
