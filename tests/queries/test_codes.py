"""Codes meet by chance: whoever comes second takes the next one."""

from __future__ import annotations

import pytest
from django.db.models import Q

from cases.domain import codes
from cases.models import Dispute, Document, Hearing, InformationRequest
from cases.queries import codes as free_codes
from cases.services import registry
from tests.hearing_room import NOW, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db

built, room = standing(open_room)


def test_a_code_that_nobody_bears_is_the_derived_one(room):
    code = free_codes.derived(Dispute, "dispute", "kip", "X")

    assert code == codes.derive("dispute", "kip", "X")


def test_who_comes_second_takes_the_next_code(room):
    first = codes.derive("dispute", room.commission.code, "X")
    Dispute.objects.filter(pk=room.dispute.pk).update(code=first)

    second = registry.open_file(
        room.commission,
        registry.DisputeDetails("X", "umum", "Kontrak"),
        actor=RECORDER,
        now=NOW,
    )

    assert second.code == codes.derive("dispute", room.commission.code, "X", attempt=1)


def test_no_two_things_that_are_printed_with_a_code_share_one(room):
    wanted = codes.derive("document", "X")
    Hearing.objects.filter(pk=room.hearing.pk).update(code=wanted)

    assert free_codes.derived(Document, "document", "X") != wanted
    assert free_codes.derived(InformationRequest, "document", "X") == wanted


def test_the_code_of_its_own_row_is_found_again(room):
    first = codes.derive("hearing", "X")
    Hearing.objects.filter(pk=room.hearing.pk).update(code=first)

    own, foreign = Q(pk=room.hearing.pk), Q(pk=room.hearing.pk + 1)
    assert free_codes.derived(Hearing, "hearing", "X", own=own) == first
    assert free_codes.derived(Hearing, "hearing", "X", own=foreign) != first


def test_of_many_codes_none_is_taken_and_none_comes_twice(room):
    Dispute.objects.filter(pk=room.dispute.pk).update(code=codes.derive("dispute", "B"))
    keys = [("dispute", "A"), ("dispute", "B"), ("dispute", "A")]

    told = free_codes.derived_each(Dispute, keys)

    assert told == [
        codes.derive("dispute", "A"),
        codes.derive("dispute", "B", attempt=1),
        codes.derive("dispute", "A", attempt=1),
    ]


def test_many_codes_cost_as_many_queries_as_one(room, django_assert_num_queries):
    with django_assert_num_queries(1):
        free_codes.derived_each(Dispute, [("dispute", "A")])
    with django_assert_num_queries(1):
        free_codes.derived_each(Dispute, [("dispute", str(no)) for no in range(30)])


def test_a_drawn_code_is_drawn_again_where_it_is_taken(room, monkeypatch):
    drawn = iter([room.dispute.code, "33333334"])
    monkeypatch.setattr(codes, "draw", lambda: next(drawn))

    assert free_codes.drawn(Dispute) == "33333334"
