"""The base tells by itself that the shelf is another one."""

from __future__ import annotations

import pytest

from cases.domain.calendars import DayKind
from cases.models import Holiday
from cases.queries import public


@pytest.mark.django_db(transaction=True)
def test_each_transaction_that_changes_the_shelf_is_another_state():
    states = [public.state()]
    for name in ("Satu", "Dua", "Tiga"):
        day = f"2031-01-0{len(states)}"
        Holiday.objects.create(day=day, name=name, kind=DayKind.NATIONAL)
        states.append(public.state())
    Holiday.objects.all().delete()
    states.append(public.state())

    assert len(set(states)) == len(states)
