"""What is counted of the shelf stays right, whoever changes it; at night it is put together."""

from __future__ import annotations

import threading

import pytest
from django.db import close_old_connections, transaction
from django.utils import timezone

from cases.domain.publication.counts import Key
from cases.domain.stages import Stage
from cases.models import PublicCount
from cases.queries import public
from cases.services import docket, publication
from cases.services.publication import counting
from cases.tasks import counting as door
from tests.hearing_room import NOW, READER, RECORDER
from tests.public_record import publish

WHO = {"actor": RECORDER, "now": NOW}
ONE = Key("dispute", "", "2024", "decided", "final", "")


def sums():
    """What is counted, by key."""
    return counting._standing()


@pytest.mark.django_db
def test_what_is_released_is_counted_and_what_is_sealed_leaves_no_key_behind():
    record = publish()
    there = public.figures()
    publication.seal(record.room.dispute, actor=READER, now=NOW)
    for other in record.room.disputes[1:]:
        publication.seal(other, actor=READER, now=NOW)

    assert (there.disputes, there.hearings, there.admissions) == (2, 1, 1)
    assert public.figures() == public.Figures(0, 0, 0, 0)
    assert not PublicCount.objects.exists()


@pytest.mark.django_db
def test_a_case_that_goes_on_is_taken_from_one_key_and_added_to_another():
    dispute = publish().room.dispute
    before = sums()
    docket.move(dispute, Stage.REGISTERED, along_path=True, **WHO)
    after = sums()

    moved = {key for key in {*before, *after} if before[key] != after[key]}
    assert {key.kind for key in moved} == {"dispute", "party"}
    assert sum(after[key] - before[key] for key in moved) == 0
    assert list(counting.verify()) == []


@pytest.mark.django_db
def test_at_night_one_row_of_each_key_stays_and_no_figure_changes():
    publish()
    for _time in range(3):
        counting.add({ONE: 2, Key("hearing", ""): 1})
        counting.add({ONE: -1})
    before = sums()
    door.put_together()

    assert sums() == before
    assert PublicCount.objects.count() == len(before)


@pytest.mark.django_db
def test_what_adds_up_to_nothing_goes_at_night():
    counting.add({ONE: 2})
    counting.add({ONE: -2})

    assert counting.put_together() == 2
    assert not PublicCount.objects.exists()


@pytest.mark.django_db
def test_a_wrong_count_is_told_and_put_right():
    publish()
    counting.add({ONE: 5})
    told = [str(one) for one in publication.verify()]
    mended = publication.rebuild(now=timezone.now())

    assert told == ["PublicCount dispute//2024/decided/final/ changed: often"]
    assert mended == 1
    assert list(publication.verify()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_nothing_that_is_counted_meanwhile_is_lost_when_rows_are_put_together():
    counting.add({ONE: 1})
    begun, may_end = threading.Event(), threading.Event()

    def change():
        with transaction.atomic():
            counting.add({ONE: 10})
            begun.set()
            may_end.wait(10)
        close_old_connections()

    def put_together():
        counting.put_together()
        close_old_connections()

    both = [threading.Thread(target=one) for one in (change, put_together)]
    both[0].start()
    assert begun.wait(10)
    both[1].start()
    may_end.set()
    for one in both:
        one.join(10)

    assert sums() == {ONE: 11}
    assert PublicCount.objects.count() == 1
