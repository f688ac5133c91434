"""What an organisation records before there is a dispute."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.domain.filing import UnknownGround
from cases.domain.information_requests import (
    Act,
    Channel,
    ImpossibleOrder,
    NotYourTurn,
    ReplyKind,
    Side,
    TurnState,
)
from cases.models import InformationRequest, JournalEntry, ObjectionGround
from cases.queries import information_requests as held
from cases.services import information_requests as services
from cases.services import parties
from cases.services.information_requests import Answer, Letter, Objecting
from tests.hearing_room import NOW, RECORDER

pytestmark = pytest.mark.django_db
SENT, TODAY = date(2024, 3, 4), date(2024, 3, 14)
WHO = {"actor": RECORDER, "now": NOW}
DAY = {**WHO, "today": TODAY}


@pytest.fixture
def ngo():
    return parties.add_organisation("Yayasan Lestari", short="Lestari", **WHO)


@pytest.fixture
def body():
    return parties.add_public_body("Dinas Darma", short="Darma", **WHO)


def letter(**more):
    return Letter(
        **{
            "items": ["Kontrak", "Anggaran"],
            "submitted_on": SENT,
            "channel": Channel.EMAIL,
            **more,
        }
    )


@pytest.fixture
def asked(ngo, body):
    return services.send(ngo, [body], letter(), **DAY)[0]


def standing(row, today=TODAY):
    return held.standings(InformationRequest.objects.filter(pk=row.pk), today=today)[0]


def test_one_letter_to_several_bodies_is_as_many_requests_with_their_own_items(ngo, body):
    other = parties.add_public_body("Dinas Wibawa", **WHO)

    made = services.send(ngo, [body, other], letter(), **DAY)

    assert len({row.code for row in made}) == 2
    assert [[item.label for item in row.items.order_by("no")] for row in made] == [
        ["a", "b"]
    ] * 2
    assert JournalEntry.objects.filter(act="request_sent").count() == 2


def test_the_twenty_seventh_item_has_two_letters(ngo, body):
    (row,) = services.send(
        ngo, [body], letter(items=[f"Butir {no}" for no in range(28)]), **DAY
    )

    assert [item.label for item in row.items.order_by("no")][25:] == ["z", "aa", "ab"]


def test_an_e_mail_starts_the_clock_and_a_letter_by_post_waits_for_its_receipt(ngo, body):
    by_mail, by_post = (
        services.send(ngo, [body], letter(channel=channel), **DAY)[0]
        for channel in (Channel.EMAIL, Channel.POST)
    )

    assert standing(by_mail).turns[0].due_on == date(2024, 3, 20)
    assert standing(by_post).turns[0].state is TurnState.AHEAD

    services.note_receipt(by_post, received_on=date(2024, 3, 6), number="12/PPID", **DAY)

    # 7-8 March 1-2; 11 Nyepi, 12 joint leave; 13-15 March 3-5; 18-22 March 6-10.
    assert standing(by_post).turns[0].due_on == date(2024, 3, 22)


def test_silence_then_an_objection_then_an_answer(asked):
    late = {**WHO, "today": date(2024, 7, 1)}
    items = list(asked.items.all())
    objection = services.object_to(
        asked,
        Objecting(
            date(2024, 4, 1),
            {items[0].pk: ["c"], items[1].pk: ["c", "f"]},
            channel=Channel.IN_PERSON,
        ),
        **late,
    )
    services.note_answer(
        objection, Answer(date(2024, 5, 6), ReplyKind.REFUSED, "Rahasia"), **late
    )

    found = standing(asked, date(2024, 5, 7))

    assert objection.grounds == ["c", "f"]
    assert ObjectionGround.objects.filter(item=items[1]).count() == 2
    assert (found.next.act, found.next.side) == (Act.FILE, Side.APPLICANT)
    # 7-8 May 1-2; 9 Ascension, 10 joint leave; 13-17 May 3-7; 20-22 May 8-10; 23 Waisak,
    # 24 joint leave; 27-30 May 11-14.
    assert found.next.due_on == date(2024, 5, 30)


def test_an_early_objection_is_recorded_like_any_other(asked):
    (item, *_rest) = asked.items.all()

    services.object_to(asked, Objecting(date(2024, 3, 13), {item.pk: ["c"]}), **DAY)

    assert standing(asked).objection.grounds == ["c"]


def test_every_fact_is_recorded_once(asked):
    answer = Answer(date(2024, 3, 13), ReplyKind.PARTLY)
    services.note_extension(asked, extended_on=date(2024, 3, 8), **DAY)
    services.note_reply(asked, answer, **DAY)
    (item, *_rest) = asked.items.all()
    objecting = Objecting(date(2024, 3, 14), {item.pk: ["e"]}, channel=Channel.EMAIL)
    objection = services.object_to(asked, objecting, **DAY)
    services.note_answer(objection, Answer(TODAY, ReplyKind.REFUSED), **DAY)

    again = [
        lambda: services.note_extension(asked, extended_on=TODAY, **DAY),
        lambda: services.note_receipt(asked, received_on=SENT, **DAY),
        lambda: services.note_reply(asked, answer, **DAY),
        lambda: services.object_to(asked, objecting, **DAY),
        lambda: services.note_objection_received(objection, received_on=TODAY, **DAY),
        lambda: services.note_answer(objection, answer, **DAY),
    ]
    for act in again:
        with pytest.raises(NotYourTurn):
            act()


def test_a_closed_request_takes_nothing_more(asked):
    services.close(asked, closed_on=TODAY, note="Seluruhnya diterima", **DAY)

    with pytest.raises(NotYourTurn):
        services.note_reply(asked, Answer(TODAY, ReplyKind.GRANTED), **DAY)
    assert standing(asked).next is None


@pytest.mark.parametrize("day", [date(2024, 3, 3), date(2024, 3, 15)])
def test_a_day_before_the_request_or_after_today_is_refused_and_nothing_written(asked, day):
    with pytest.raises(ImpossibleOrder):
        services.note_reply(asked, Answer(day, ReplyKind.GRANTED), **DAY)

    asked.refresh_from_db()
    assert asked.replied_on is None
    assert not JournalEntry.objects.filter(act="request_replied").exists()


def test_an_objection_needs_a_ground_of_the_act(asked):
    (item, *_rest) = asked.items.all()
    for letters in ({item.pk: []}, {item.pk: ["h"]}):
        with pytest.raises(UnknownGround):
            services.object_to(asked, Objecting(TODAY, letters), **DAY)


def test_grounds_of_another_request_are_not_taken_over(asked, ngo, body):
    (other,) = services.send(ngo, [body], letter(), **DAY)
    mine, foreign = asked.items.first(), other.items.first()

    objection = services.object_to(
        asked, Objecting(TODAY, {mine.pk: ["c"], foreign.pk: ["a"]}), **DAY
    )

    assert [ground.item for ground in objection.item_grounds.all()] == [mine]


def test_the_database_refuses_a_reply_without_a_day_and_a_receipt_before_the_letter(asked):
    rows = InformationRequest.objects.filter(pk=asked.pk)

    for wrong in ({"reply_kind": "granted"}, {"received_on": date(2024, 3, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(
    ngo, body, count, django_assert_num_queries
):
    services.send(ngo, [body] * count, letter(), **DAY)
    rows = InformationRequest.objects.filter(organisation=ngo)

    with django_assert_num_queries(4):
        assert len(held.standings(rows, today=TODAY)) == count
