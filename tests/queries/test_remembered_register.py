"""The register from its beginning is read once, and anew as soon as the shelf has changed."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.http import QueryDict

from cases.models import PublicDispute
from cases.queries import public
from tests.hearing_room import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shelved():
    """One bare dispute."""
    return PublicDispute.objects.create(
        code="XXXXXXXX", commission_code="pusat", slug="x", regime="umum", stage="x",
        phase="x", subject="x", version="x", shelved_at=NOW, body={},
    )  # fmt: skip


def search(told: str = "") -> public.Results:
    return public.find(public.Search.from_query(QueryDict(told)))


@pytest.mark.usefixtures("shelved")
def test_the_register_is_read_once_until_it_changes(django_assert_num_queries):
    assert search().total == 1
    with django_assert_num_queries(2):
        assert search().total == 1

    PublicDispute.objects.filter(pk="XXXXXXXX").update(traits="\nyear\t2024\t")

    assert {facet.name: len(facet.values) for facet in search().facets}["year"] == 1


@pytest.mark.usefixtures("shelved")
def test_what_is_taken_off_the_shelf_is_not_remembered():
    assert search().total == 1
    PublicDispute.objects.all().delete()

    assert search().total == 0


@pytest.mark.usefixtures("shelved")
def test_what_an_unfinished_transaction_sees_is_not_remembered():
    with transaction.atomic():
        PublicDispute.objects.all().delete()
        assert search().total == 0
        transaction.set_rollback(True)

    assert search().total == 1
