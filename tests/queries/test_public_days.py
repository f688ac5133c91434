"""The days off beside a case are read once, and anew as soon as one of them has changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from cases.domain.calendars import DayKind
from cases.models import Holiday
from cases.queries import public

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2024, 3, 20)


def keep(name="Hari baru", region=""):
    return Holiday.objects.create(
        day=DAY, kind=DayKind.NATIONAL, name=name, region=region, decree="Keppres", source="uji"
    )


def told(region=""):
    off = public.working_calendar(region).reason_off(DAY)
    return off.name if off else ""


def test_days_off_are_read_once_until_one_changes(django_assert_num_queries):
    kept = keep()
    assert told() == "Hari baru"
    with django_assert_num_queries(1):
        assert told() == "Hari baru"

    Holiday.objects.filter(pk=kept.pk).update(name="Hari lain")

    assert told() == "Hari lain"


def test_each_region_has_its_own_days():
    keep(name="Hari jadi", region="Aceh")

    assert (told("Aceh"), told()) == ("Hari jadi", "")


def test_what_an_unfinished_transaction_sees_of_days_off_is_not_remembered():
    keep()
    assert told() == "Hari baru"
    with transaction.atomic():
        Holiday.objects.update(name="Hari lain")
        assert told() == "Hari lain"
        transaction.set_rollback(True)

    assert told() == "Hari baru"
