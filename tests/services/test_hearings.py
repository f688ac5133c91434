"""Hearings: lawful when they are set, as reported when they were held."""

from __future__ import annotations

from datetime import date

import pytest

from cases.domain.hearings import HearingOnDayOff, HearingState, Presence, UnlawfulPanel
from cases.models import Hearing, HearingDispute
from cases.services import hearings, parties
from cases.services.hearings import Bench, HearingDetails
from tests.hearing_room import NOW, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}


built, room = standing(open_room)


def bench(room, members=2):
    seated = [parties.add_person(f"Anggota {no}", **WHO) for no in range(members)]
    return Bench(chair=room.chair, members=seated, registrar=room.registrar)


def details(held_on=date(2024, 3, 18), **more):
    return HearingDetails(held_on, "pembuktian", ordinal=3, **more)


def test_a_hearing_is_set_with_an_odd_panel_on_a_working_day(room):
    hearing = hearings.schedule(room.disputes, details(), bench=bench(room), **WHO)

    assert hearing.state == HearingState.SET
    assert [seat.seat for seat in hearing.seats.order_by("no")] == [
        "ketua_majelis", "anggota_majelis", "anggota_majelis",
    ]  # fmt: skip


@pytest.mark.parametrize("members", [0, 1, 3])
def test_a_small_or_even_panel_is_refused(room, members):
    """UU 14/2008 Pasal 43 ayat (1): at least three, an odd number."""
    with pytest.raises(UnlawfulPanel):
        hearings.schedule(room.disputes, details(), bench=bench(room, members), **WHO)

    assert Hearing.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "name"), [(date(2024, 3, 11), "Nyepi"), (date(2024, 3, 16), "Sabtu")]
)
def test_a_day_off_is_refused_by_its_name(room, day, name):
    with pytest.raises(HearingOnDayOff, match=name):
        hearings.schedule(room.disputes, details(day), bench=bench(room), **WHO)


def test_one_hearing_serves_several_disputes_and_counts_in_each(room):
    hearing = hearings.record_held(room.disputes, details(), bench=bench(room), **WHO)

    places = HearingDispute.objects.filter(hearing=hearing)
    assert {place.dispute for place in places} == set(room.disputes)
    assert {place.seq for place in places} == {2}


def test_a_reported_hearing_keeps_its_gaps(room):
    hearing = hearings.record_held(
        room.disputes, details(date(2024, 3, 17)), bench=Bench(chair=room.chair), **WHO
    )

    assert (hearing.seats.count(), hearing.registrar, hearing.planned_at) == (1, None, None)


def test_who_stayed_away_is_recorded_with_the_reason(room):
    hearings.record_appearance(
        room.hearing,
        None,
        role="termohon",
        presence=Presence.ABSENT,
        note="rekapitulasi",
        **WHO,
    )

    absent = room.hearing.appearances.get(presence=Presence.ABSENT)
    assert (absent.person, absent.note) == (None, "rekapitulasi")


def test_the_position_of_the_respondent_is_kept_item_by_item_and_hearing_by_hearing(room):
    hearings.note_position(room.item(), room.hearing, text="Dikecualikan", **WHO)

    position = room.item().positions.get()
    assert (position.hearing, position.text) == (room.hearing, "Dikecualikan")
