"""Decisions: an operative part, and the fate of each item."""

from __future__ import annotations

from datetime import date

import pytest

from cases.domain.rulings import AccessMode, Fate, NotOfThisDispute
from cases.models import Decision
from cases.services import filing, rulings
from cases.services.rulings import DecisionDetails, Disposition
from tests.hearing_room import NOW, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
GRANTED = DecisionDetails(
    "putusan_ajudikasi",
    date(2024, 4, 3),
    disposition="dikabulkan",
    result="dikabulkan",
    orders=["Memberi salinan kontrak", "Mengumumkan nilai"],
)


built, room = standing(open_room)


def test_each_item_gets_its_own_fate_and_manner(room):
    rulings.pronounce(
        room.dispute,
        GRANTED,
        dispositions=[Disposition(room.item(), Fate.OPEN, AccessMode.SHOWN)],
        **WHO,
    )

    given = room.item().dispositions.get()
    assert (room.item().fate, given.mode) == (Fate.OPEN, AccessMode.SHOWN)


def test_orders_are_numbered_as_they_were_read(room):
    decision = rulings.pronounce(room.dispute, GRANTED, **WHO)

    assert [(order.no, order.text) for order in decision.orders.order_by("no")] == [
        (1, "Memberi salinan kontrak"),
        (2, "Mengumumkan nilai"),
    ]


def test_a_decision_that_ends_the_dispute_stops_its_clock(room):
    clock = filing.receive(room.dispute, received_on=date(2024, 2, 28), **WHO)

    rulings.pronounce(room.dispute, GRANTED, **WHO)

    clock.refresh_from_db()
    room.dispute.refresh_from_db()
    assert (clock.met_on, room.dispute.disposition) == (date(2024, 4, 3), "dikabulkan")


def test_a_decision_on_a_part_leaves_the_clock_running(room):
    clock = filing.receive(room.dispute, received_on=date(2024, 2, 28), **WHO)

    rulings.pronounce(
        room.dispute,
        DecisionDetails("putusan_mediasi", date(2024, 3, 27), ends_the_dispute=False),
        **WHO,
    )

    clock.refresh_from_db()
    assert clock.met_on is None


def test_the_items_of_another_dispute_are_not_disposed_of(room):
    foreign = room.disputes[1].items.get()

    with pytest.raises(NotOfThisDispute):
        rulings.pronounce(
            room.dispute, GRANTED, dispositions=[Disposition(foreign, Fate.OPEN)], **WHO
        )

    assert not Decision.objects.exists()
