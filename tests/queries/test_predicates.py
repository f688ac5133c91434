"""What a person may see: the query is kept, the answer never."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from cases.domain.accounts import Role
from cases.models import Membership, User
from cases.queries import disputes, predicates, uploads
from cases.queries.predicates import built_once
from tests.hearing_room import open_room
from tests.people import TODAY, account, at
from tests.standing import standing

built, room = standing(open_room)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    predicates._built.cache_clear()


def memberships(build_with):
    """A query of that kind, which notes with whom it was built."""

    @built_once
    def kept(user, *roles):
        build_with.append((user, roles))
        return Membership.objects.filter(user=user.pk, role__in=roles or list(Role))

    return kept


def test_a_query_is_built_once_for_a_person_and_asked_anew_each_time(room):
    built_with = []
    kept = memberships(built_with)
    user = account("uji", room.respondent, Role.AGENCY)

    assert len(kept(user)) == 1
    Membership.objects.filter(user=user).update(starts_on=TODAY)
    assert [row.starts_on for row in kept(User.objects.get(pk=user.pk))] == [TODAY]
    assert len(built_with) == 1


def test_each_account_has_its_own_and_so_has_each_person_that_it_becomes():
    built_with = []
    kept = memberships(built_with)

    for user in (User(pk=1), User(pk=2), User(pk=1, person_id=3)):
        kept(user)

    assert [(user.pk, user.person_id) for user, _roles in built_with] == [
        (1, None),
        (2, None),
        (1, 3),
    ]


def test_what_else_is_given_is_part_of_the_question(room):
    kept, user = memberships([]), account("uji", room.applicant, Role.OWNER)

    assert kept(user, Role.OWNER).exists()
    assert not kept(user, Role.OFFICER).exists()


def test_a_query_is_built_with_no_more_than_it_is_kept_by():
    built_with = []

    memberships(built_with)(User(pk=1, person_id=2, is_superuser=True))

    [(user, _roles)] = built_with
    assert (user.pk, user.person_id, user.is_superuser) == (1, 2, False)


def test_who_has_left_sees_nothing_from_that_moment(room):
    user = account("uji", room.respondent, Role.AGENCY)

    with at(TODAY):
        assert room.dispute in disputes.visible_to(user)
        Membership.objects.filter(user=user).update(ends_on=TODAY)
        assert room.dispute not in disputes.visible_to(user)


def test_what_begins_tomorrow_is_seen_tomorrow(room):
    tomorrow = TODAY + timedelta(days=1)
    user = account("uji", room.applicant, Role.OWNER)
    Membership.objects.filter(user=user).update(starts_on=tomorrow)

    with at(TODAY):
        assert room.dispute not in disputes.visible_to(user)
    with at(tomorrow):
        assert room.dispute in disputes.visible_to(user)


@pytest.mark.postgresql
def test_what_a_person_may_see_is_carried_out_and_not_compiled(room):
    user = account("uji", room.applicant, Role.OWNER)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit_above_cost = 0")  # PostgreSQL would compile every plan

    told = uploads.visible_to(user).explain(analyze=True)

    assert "Execution Time" in told
    assert "JIT" not in told
