"""Stepping through an index gives what reading the whole table would."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import PublicDispute, PublicParty
from cases.queries.public.stepping import distinct
from tests.hearing_room import NOW

pytestmark = pytest.mark.django_db
WORDS = ["", "a", "ab", "b", "kip", "kip-1", "z"]


def stand(rows):
    """Parties of one dispute, with a role and a slug each."""
    dispute = PublicDispute.objects.create(
        code="ABCDEFGH", slug="x", hearing_count=0, shelved_at=NOW, body={}
    )
    PublicParty.objects.bulk_create(
        PublicParty(dispute=dispute, no=no, role=role, slug=slug, name=f"{role} {slug}")
        for no, (role, slug) in enumerate(rows)
    )


@pytest.mark.parametrize("count", [0, 1, 3, 40, 400])
def test_each_pair_is_told_once_with_what_stands_beside_it(count):
    chance = random.Random(count)  # noqa: S311 -- no secret
    rows = [(chance.choice(WORDS), chance.choice(WORDS)) for _ in range(count)]
    stand(rows)

    told = distinct(PublicParty, "role", "slug", beside="name")

    assert len(told) == len(set(told))
    assert set(told) == {(role, slug, f"{role} {slug}") for role, slug in rows}


def test_what_has_no_value_is_not_told():
    stand([])

    assert PublicDispute.objects.get().year is None
    assert distinct(PublicDispute, "year") == []


def test_no_table_is_read_from_end_to_end():
    stand([(role, slug) for role in WORDS for slug in WORDS])
    with CaptureQueriesContext(connection) as caught, connection.cursor() as cursor:
        distinct(PublicParty, "role", "slug", beside="name")
        (query,) = [one["sql"] for one in caught]
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {query}")
            told = [line[3] for line in cursor.fetchall()]
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")  # of fifty rows it reads all
            cursor.execute(f"EXPLAIN {query}")
            told = [line for (line,) in cursor.fetchall()]

    ours = [line for line in told if "cases_publicparty" in line]
    assert ours
    assert all("public_party_of_role" in line for line in ours)
