"""What a person may see: the query is kept, the answer never."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from cases.domain.accounts import Role
from cases.domain.parties import PartyRole
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


def test_it_is_written_once_as_well(room, monkeypatch):
    user = account("uji", room.respondent, Role.AGENCY)
    assert room.dispute in disputes.visible_to(user)
    monkeypatch.setattr(predicates, "_keys", None)

    assert disputes.visible_to(user).filter(code=room.dispute.code).count() == 1


def test_who_can_see_nothing_of_a_kind_sees_none_of_it():
    @built_once
    def nothing(_user):
        return Membership.objects.filter(pk__in=[])

    @built_once
    def all_but_nothing(user):
        return Membership.objects.exclude(pk__in=nothing(user))

    assert not nothing(User(pk=1)).exists()
    assert all_but_nothing(User(pk=1)).count() == Membership.objects.count()


def test_a_part_stands_in_the_whole_however_often_it_is_asked(room):
    user = account("uji", room.respondent, Role.AGENCY)
    mine = Membership.objects.get(user=user)
    part = memberships([])

    @built_once
    def whole(asked):
        rows = Membership.objects.filter(pk__in=part(asked).values("pk"))
        return rows.filter(pk__in=part(asked)).exclude(pk__in=part(asked, Role.OWNER))

    assert list(whole(user)) == [mine]
    assert list(whole(user).filter(organisation=None).order_by("-pk")) == [mine]
    assert not whole(User(pk=user.pk + 1)).exists()


def test_whoever_takes_part_twice_sees_a_dispute_once(room):
    user = account("uji", room.respondent, Role.AGENCY)
    account_too = Membership.objects.get(user=user)
    again = room.dispute.participants.get(public_body=account_too.public_body)
    again.pk = None
    again.role = PartyRole.RELATED
    again.save()

    assert disputes.visible_to(user).filter(pk=room.dispute.pk).count() == 1
