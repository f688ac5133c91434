"""Rooms and people are taken once: whoever comes second is told by whom, where and when."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.domain.bookings import DoubleBooked, WrongHours
from cases.domain.hearings import AnotherChair, HearingState
from cases.models import Booking, Hearing, Room
from cases.services import hearings, parties, registry
from cases.services.hearings import Bench, HearingDetails
from cases.services.registry import DisputeDetails
from tests.hearing_room import NOW, RECORDER, open_room

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
ON = date(2024, 3, 18)  # a Monday after Nyepi


@pytest.fixture
def room():
    return open_room()


def at(hour, minute=0):
    """That hour of Jakarta on the day of the hearing, as an instant."""
    return datetime(2024, 3, 18, hour - 7, minute, tzinfo=UTC)


def members(names=("Sari Dua", "Teguh Dua")):
    return [parties.add_person(name, **WHO) for name in names]


def plan(starts, ends=None, **more):
    hours = {"planned_at": starts, "planned_until": ends}
    return HearingDetails(ON, "pembuktian", ordinal=3, **hours, **more)


def another(room):
    """A dispute of the same commission before other commissioners."""
    details = DisputeDetails(natural_key="lain", regime="umum", subject="Anggaran")
    return registry.open_file(room.commission, details, **WHO)


def schedule(room, details, seated, registrar=None):
    bench = Bench(chair=room.chair, members=seated, registrar=registrar)
    return hearings.schedule(room.disputes, details, bench=bench, **WHO)


def test_a_commissioner_sits_in_one_hearing_at_a_time(room):
    seated = members()
    schedule(room, plan(at(9), at(11), place="Ruang Satu"), seated)
    with pytest.raises(DoubleBooked) as refused:
        schedule(room, plan(at(10), at(12)), seated)
    said = str(refused.value)
    assert "Ketua Wibowo sudah bersidang Senin, 18 Maret 2024 pukul 09.00–11.00 WIB" in said
    assert "(Ruang Satu, 001, 002/KIP-PSIP/II/2024)" in said
    assert Hearing.objects.filter(state=HearingState.SET).count() == 1


def test_a_hearing_that_begins_when_another_ends_clashes_with_nothing(room):
    seated = members()
    schedule(room, plan(at(9), at(11)), seated)
    schedule(room, plan(at(11), at(12)), seated)
    assert Booking.objects.count() == 6


def test_a_room_holds_one_hearing_at_a_time(room):
    hall = Room.objects.create(commission=room.commission, name="Ruang Utama")
    other = parties.add_person("Ketua Kedua", **WHO)
    schedule(room, plan(at(9), room=hall), members())
    bench = Bench(chair=other, members=members(("A", "B")))
    with pytest.raises(DoubleBooked, match="Ruang Utama sudah dipakai"):
        hearings.schedule([another(room)], plan(at(10), room=hall), bench=bench, **WHO)


def test_the_registrar_is_needed_as_well(room):
    schedule(room, plan(at(9)), members(), registrar=room.registrar)
    bench = Bench(
        chair=parties.add_person("Ketua Kedua", **WHO),
        members=members(("A", "B")),
        registrar=room.registrar,
    )
    with pytest.raises(DoubleBooked, match="Bu Ratna"):
        hearings.schedule([another(room)], plan(at(9, 30)), bench=bench, **WHO)


def test_a_hearing_without_an_hour_takes_nobody(room):
    schedule(room, plan(None), members())
    assert not Booking.objects.exists()


def test_a_moved_hearing_gives_its_old_hour_back(room):
    seated = members()
    old = schedule(room, plan(at(9), at(11)), seated)
    bench = Bench(chair=room.chair, members=seated)
    new = hearings.move(old, plan(at(10), at(12)), bench=bench, **WHO)
    assert new.state == HearingState.SET
    schedule(room, plan(at(9), at(10)), seated)
    assert old.bookings.filter(released_at=None).count() == 0


def test_a_move_that_is_refused_leaves_the_old_hour_taken(room):
    seated = members()
    old = schedule(room, plan(at(9), at(10)), seated)
    schedule(room, plan(at(13), at(14)), seated)
    bench = Bench(chair=room.chair, members=seated)
    with pytest.raises(DoubleBooked):
        hearings.move(old, plan(at(13), at(14)), bench=bench, **WHO)
    old.refresh_from_db()
    assert (old.state, old.bookings.filter(released_at=None).count()) == ("set", 3)


def test_a_move_under_another_chair_than_that_of_the_panel_is_refused_in_words(room):
    seated = members()
    old = schedule(room, plan(at(9), at(10)), seated)
    stranger = parties.add_person("Ketua Kedua", **WHO)
    bench = Bench(chair=stranger, members=seated)
    with pytest.raises(AnotherChair, match=f"diketuai {room.chair.name}, bukan Ketua Kedua"):
        hearings.move(old, plan(at(13), at(14)), bench=bench, **WHO)
    old.refresh_from_db()
    assert (old.state, old.bookings.filter(released_at=None).count()) == ("set", 3)
    assert not room.disputes[0].panel.filter(person=stranger).exists()


@pytest.mark.parametrize("ends", [at(9), at(8), at(9) + timedelta(days=1)])
def test_a_hearing_ends_after_it_begins_on_the_same_day(room, ends):
    with pytest.raises((WrongHours, IntegrityError)), transaction.atomic():
        schedule(room, plan(at(9), ends), members())


def test_the_database_itself_refuses_two_of_one_person_at_one_time(room):
    hearing = schedule(room, plan(at(9), at(11)), members())
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(
            hearing=hearing, person=room.chair, starts_at=at(10), ends_at=at(12)
        )


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(hours=st.lists(st.tuples(st.integers(8, 16), st.integers(1, 3)), min_size=1, max_size=8))
def test_whatever_is_asked_for_in_whatever_order_no_two_bookings_overlap(room, hours):
    with transaction.atomic():
        seated = members((f"X{len(hours)}", f"Y{len(hours)}"))
        for starts, length in hours:
            try:
                with transaction.atomic():
                    schedule(
                        room, plan(at(starts), at(starts) + timedelta(hours=length)), seated
                    )
            except DoubleBooked:
                continue
        kept = sorted(
            Booking.objects.filter(person=room.chair).values_list("starts_at", "ends_at")
        )
        assert kept
        assert all(before[1] <= after[0] for before, after in pairwise(kept))
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_of_two_clerks_at_the_same_moment_one_books_and_the_other_is_told(close_connections):
    room = open_room()
    seated, outcomes, together = members(), [], threading.Barrier(2)
    disputes = {9: another(room), 10: room.dispute}

    def work(hour):
        try:
            together.wait()
            bench = Bench(chair=room.chair, members=seated)
            hours = plan(at(hour), at(hour + 2))
            hearings.schedule([disputes[hour]], hours, bench=bench, **WHO)
            outcomes.append("tercatat")
        except DoubleBooked as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=partial(work, hour)) for hour in (9, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = next(one for one in outcomes if one != "tercatat")
    assert "tercatat" in outcomes
    assert "Ketua Wibowo sudah bersidang Senin, 18 Maret 2024" in told
    assert Hearing.objects.filter(state=HearingState.SET).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_two_clerks_set_hearings_of_one_dispute_at_once_and_each_has_its_own_number(
    close_connections,
):
    room = open_room()
    benches = [
        Bench(chair=room.chair, members=members(names)) for names in (("A", "B"), ("C", "D"))
    ]
    faults, together = [], threading.Barrier(2)

    def work(bench, hour):
        try:
            together.wait()
            hearings.schedule(room.disputes, plan(at(hour), at(hour + 1)), bench=bench, **WHO)
        except Exception as fault:  # noqa: BLE001 -- told after the threads
            faults.append(fault)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=partial(work, bench, hour))
        for bench, hour in zip(benches, (9, 13), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sorted(room.dispute.hearing_places.values_list("seq", flat=True)) == [1, 2, 3]
