"""An act is written whole or not at all, and the shelf is derived once, as its last step."""

from __future__ import annotations

import pytest
from django.db import transaction

from cases.models import PublicDispute, PublicHearing
from cases.services import publication, registry
from cases.services.publication import deriving
from tests.hearing_room import NOW, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db

WHO = {"actor": RECORDER, "now": NOW}


def _room():
    room = open_room()
    publication.release_all(room.disputes, **WHO)
    return room


built, room = standing(_room)


def two_numbers(room, *, now):
    for raw in ("901/I/KIP-PS/2024", "902/I/KIP-PS/2024"):
        registry.give_number(room.dispute, kind="register", raw=raw, actor=RECORDER, now=now)


@publication.one_act
def broken(room, *, now):
    two_numbers(room, now=now)
    raise LookupError


@pytest.fixture
def derived(monkeypatch):
    """Which disputes were derived, each time."""
    told = []
    refresh = deriving.refresh

    def counting(ids, *, now):
        told.append(sorted(ids))
        refresh(ids, now=now)

    monkeypatch.setattr(deriving, "refresh", counting)
    return told


def test_acts_within_an_act_derive_the_shelf_once(room, derived):
    publication.one_act(two_numbers)(room, now=NOW)

    assert derived == [[room.dispute.pk]]
    assert PublicDispute.objects.get(code=room.dispute.code).register == "902/I/KIP-PS/2024"


def test_each_act_of_its_own_derives_it(room, derived):
    two_numbers(room, now=NOW)

    assert derived == [[room.dispute.pk]] * 2


def test_an_act_that_fails_leaves_record_and_shelf_as_they_were(room, derived):
    before = PublicDispute.objects.get(code=room.dispute.code).version

    with pytest.raises(LookupError):
        broken(room, now=NOW)
    assert derived == []
    assert PublicDispute.objects.get(code=room.dispute.code).version == before
    assert not room.dispute.numbers.filter(raw__startswith="90").exists()


def test_after_a_failure_the_next_act_begins_anew(room, derived):
    with pytest.raises(LookupError), transaction.atomic():
        broken(room, now=NOW)

    publication.one_act(two_numbers)(room, now=NOW)
    assert len(derived) == 1


def test_what_is_sealed_in_an_act_is_gone_at_its_end(room):
    @publication.one_act
    def sealed(*, now):
        two_numbers(room, now=now)
        publication.seal(room.dispute, actor=RECORDER, now=now)

    sealed(now=NOW)
    assert not PublicDispute.objects.filter(code=room.dispute.code).exists()
    assert not PublicHearing.objects.filter(title__contains="902").exists()
