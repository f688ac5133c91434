"""From the request to the application: items, replies, objections, receipt."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.domain.filing import UnknownGround
from cases.models import Document, Job
from cases.services import filing
from tests.hearing_room import NOW, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}


built, room = standing(open_room)


@pytest.fixture
def letter(room):
    return room.dispute.information_requests.get()


def test_each_thing_asked_for_is_an_item_with_a_number_of_its_own(letter):
    filing.add_item(letter, filing.ItemDetails("001-b", "Nilai kontrak"), **WHO)

    assert [(item.no, item.label) for item in letter.items.order_by("no")] == [
        (1, "001-a"), (2, "001-b"),
    ]  # fmt: skip


def test_an_item_is_asked_for_once_in_a_dispute(letter):
    with pytest.raises(IntegrityError), transaction.atomic():
        filing.add_item(letter, filing.ItemDetails("001-a", "Lagi"), **WHO)


def test_a_ground_outside_the_paragraph_is_refused_with_its_article(letter):
    """UU 14/2008 Pasal 35 ayat (1) has the letters a to g."""
    with pytest.raises(UnknownGround) as refusal:
        filing.object_to(letter, grounds=["a", "h"], **WHO)

    assert str(refusal.value.article) == "UU 14/2008 Pasal 35 ayat (1)"


def test_grounds_are_kept_in_the_order_of_the_act_each_once(letter):
    objection = filing.object_to(letter, grounds=["g", "a", "a"], **WHO)

    assert objection.grounds == ["a", "g"]


def test_an_answer_may_come_on_a_day_that_nobody_reported(letter):
    filing.record_reply(letter, reply="Informasi dikecualikan.", replied_on=None, **WHO)

    letter.refresh_from_db()
    assert (letter.reply, letter.replied_on) == ("Informasi dikecualikan.", None)


def test_a_filed_application_starts_its_clock_and_orders_its_form(room):
    """Perki 1/2019: 14 working days from 28 February 2024 end on 21 March, past Nyepi."""
    clock = filing.submit(room.dispute, received_on=date(2024, 2, 28), **WHO)

    assert (clock.rule, clock.due_on) == ("pemilu_complete_settlement", date(2024, 3, 21))
    assert Document.objects.get(kind="permohonan_sengketa").dispute == room.dispute
    assert Job.objects.filter(kind="render_application").count() == 1


def test_without_a_known_day_of_receipt_there_is_no_clock(room):
    assert filing.receive(room.dispute, received_on=None, **WHO) is None
    assert not room.dispute.deadlines.exists()


def test_a_late_application_is_received_all_the_same(room):
    filing.object_to(room.dispute.information_requests.get(), filed_on=date(2020, 1, 2), **WHO)

    clock = filing.receive(room.dispute, received_on=date(2024, 2, 28), **WHO)

    assert clock is not None
