"""Who of the registry handles a dispute: changed with its history, and counted."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.domain.accounts import Role
from cases.domain.rights import NotTheRegistry
from cases.domain.worklists import NotInTheRegistry
from cases.models import JournalEntry, Membership
from cases.queries import worklists as held
from cases.services import accounts, worklists
from tests.brought import account
from tests.filed import FILED, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db
TODAY = FILED.date()


built, room = standing(open_room)


@pytest.fixture
def deputy(room):
    return account("dewi@kip.test", room.commission, Role.SUBSTITUTE_REGISTRAR)


def assign(room, person, *, by=None):
    return worklists.assign(room.dispute, person, by=by or room.clerk, now=FILED)


def board(room):
    return held.board([room.commission], today=TODAY)


def test_who_handles_it_stands_beside_it_and_is_counted(room, deputy):
    assign(room, deputy)

    found = board(room)
    assert found.handlers[room.dispute.pk].name == deputy.name
    assert found.load == {deputy.pk: 1}
    assert set(found.people) == {room.clerk.pk, deputy.pk}


def test_the_latest_stands_and_the_history_stays(room, deputy):
    assign(room, room.clerk)
    assign(room, deputy)
    assign(room, None)

    assert board(room).handlers == {}
    assert [row.person for row in held.assignments(room.dispute)] == [None, deputy, room.clerk]
    assert JournalEntry.objects.filter(act="registry_assigned").count() == 3


@pytest.mark.parametrize("who", ["commissioner", "applicant", "stranger"])
def test_nobody_outside_the_registry_is_named(room, who):
    with pytest.raises(NotInTheRegistry):
        assign(room, getattr(room, who))


@pytest.mark.parametrize("who", ["commissioner", "applicant", "agency"])
def test_nobody_outside_the_registry_names_anybody(room, who):
    with pytest.raises(NotTheRegistry):
        assign(room, room.clerk, by=getattr(room, who))


def test_who_has_left_is_named_no_more_and_said_to_have_left(room, deputy):
    assign(room, deputy)
    Membership.objects.filter(user=deputy).update(ends_on=timezone.localdate())

    assert board(room).handlers[room.dispute.pk].has_left
    with pytest.raises(NotInTheRegistry):
        assign(room, deputy)


def test_the_clerk_of_another_commission_is_nobody_here(room):
    elsewhere = accounts.open_account  # the account alone gives no part in anything
    other = elsewhere("lain@kip.test", name="Lain", password="rahasia-sekali",
                      actor=accounts.as_actor(room.clerk), now=FILED)  # fmt: skip
    with pytest.raises(NotInTheRegistry):
        assign(room, other)


def test_the_database_keeps_an_assignment_as_it_was_made(room, deputy):
    assign(room, deputy)
    words = "UPDATE cases_registryassignment SET person_id = NULL"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words)
