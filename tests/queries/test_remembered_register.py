"""The register from its beginning is read once; what was touched since is read again."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from django.http import QueryDict

from cases.domain.calendars import DayKind
from cases.domain.publication import traits
from cases.models import Holiday, PublicChange, PublicDispute
from cases.queries import public
from cases.queries.public.search import register
from tests.hearing_room import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shelved():
    """One bare dispute."""
    return dispute("XXXXXXXX")


def dispute(code, **more):
    return PublicDispute.objects.create(
        code=code, commission_code="pusat", slug=code, regime="umum", stage="x",
        phase="x", subject="x", version="x", shelved_at=NOW, body={}, **more,
    )  # fmt: skip


def search(told: str = "") -> public.Results:
    return public.find(public.Search.from_query(QueryDict(told)))


@pytest.mark.usefixtures("shelved")
def test_the_register_is_read_once_until_it_changes(django_assert_num_queries):
    assert search().total == 1
    with django_assert_num_queries(1):
        again = search()
        assert (again.total, len(again.facets)) == (1, 11)
    with django_assert_num_queries(1):
        assert [hit.dispute.pk for hit in again.hits] == ["XXXXXXXX"]

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


@pytest.mark.embedded
@pytest.mark.usefixtures("shelved")
def test_of_another_base_nothing_is_taken_for_known():
    for letter in "BCDF":
        dispute(letter * 8)
    assert search().total == 5

    PublicDispute.objects.filter(pk="XXXXXXXX").delete()
    PublicChange.objects.all().delete()  # as in a copy from before, which counts anew
    PublicDispute.objects.filter(pk="BBBBBBBB").update(subject="y")

    assert search().total == 4


ACTS = ("add", "take", "move", "decide", "mark", "touch", "all")
DAYS = (None, date(2024, 3, 13), date(2024, 3, 14), date(2025, 1, 2))


def act(chance: Random, number: int) -> None:
    """One of the things that can become of a dispute on the shelf."""
    rows = PublicDispute.objects.order_by("pk")
    told, one = chance.choice(ACTS), chance.choice([*rows.values_list("pk", flat=True), ""])
    day, other = chance.choice(DAYS), chance.choice(DAYS)
    if told == "add" or not one:
        dispute(f"{chance.choice('BX')}{number:07}", last_event_on=day, received_on=other)
    elif told == "take":
        rows.filter(pk=one).delete()
    elif told == "all":
        day = date(2030, 1, 1) + timedelta(number)
        Holiday.objects.create(day=day, kind=DayKind.NATIONAL, name="Libur")
    else:
        change = {
            "move": {"last_event_on": day, "due_on": day, "year": chance.choice([None, 2024])},
            "decide": {"decided_on": day},
            "mark": {"traits": chance.choice(["", "\nyear\t2024\t", "\nphase\thearing\t"])},
            "touch": {"subject": "y"},
        }
        rows.filter(pk=one).update(**change[told])


@pytest.mark.parametrize("order", ["terbaru", "putusan", "masuk", "tenggat"])
def test_whatever_is_touched_the_remembered_register_is_what_the_base_would_tell(
    order, monkeypatch
):
    monkeypatch.setattr(register, "LISTED", 4)
    monkeypatch.setattr(register, "TOLD", 6)
    chance = Random(order)  # noqa: S311 -- the same on every run
    for number in range(150):
        act(chance, number)
        if chance.random() < 0.7:  # several things at once between two who ask
            continue
        told, fresh = register.register(order), register._read(order, {})
        assert told.disputes.cases == fresh.disputes.cases
        assert in_no_order(told.disputes.counts) == in_no_order(
            traits.counted(fresh.disputes.properties)
        )
        assert told.is_capped == fresh.is_capped


def in_no_order(counts):
    return {name: sorted(values) for name, values in counts.items()}
