"""Rooms stand once under a name; absences have two ends."""

from __future__ import annotations

from datetime import date

import pytest

from cases.models import Absence, Room
from cases.services import rooms
from cases.services.rooms import RoomKnown, WrongAbsence
from tests.bench import hall, open_registry
from tests.standing import standing

pytestmark = pytest.mark.django_db


built, held = standing(open_registry)


def test_a_room_of_one_name_is_there_once(held):
    hall(held)
    with pytest.raises(RoomKnown):
        hall(held, " Ruang Utama ")
    assert Room.objects.count() == 1


def test_an_absence_does_not_end_before_it_begins(held):
    days = {"starts_on": date(2024, 4, 2), "ends_on": date(2024, 4, 1)}
    with pytest.raises(WrongAbsence):
        rooms.note_absence(
            held.room.commission, held.judges[0], reason="Cuti", **days, **held.who
        )
    assert not Absence.objects.exists()
