"""How the shelf stands around one case: what belongs to it changes it, nothing else does."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from cases.domain.calendars import DayKind
from cases.models import (
    Holiday,
    PublicChange,
    PublicDispute,
    PublicFingerprint,
    PublicHearing,
)
from cases.queries import public
from cases.services import publication
from tests.public_record import WHO, publish

TOUCHED = import_module("cases.migrations.0043_touched").TOUCHED
OF_CASES = [table for table, columns in TOUCHED.items() if any("'" not in c for c in columns)]
SLUG = "001-KIP-PSIP-II-2024"

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(record):
    in_another_transaction()
    return record.room


def in_another_transaction():
    """PostgreSQL tells once in a transaction, and a test is one."""
    PublicChange.objects.update(act=-F("pk"))


def states(room):
    """Of the first dispute by its address and by its code, and of their hearing."""
    return (
        public.state_of_address(room.commission.code, SLUG),
        public.state_of_dispute(room.dispute.code),
        public.state_of_hearing(room.hearing.code),
    )


def have_all_changed(before, after):
    return all(old != new for old, new in zip(before, after, strict=True))


def rows_of(table, room):
    """The rows of a table that are not those of the other dispute alone."""
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    other = room.disputes[1].code
    return [
        row
        for row in model._default_manager.all()
        if other not in {row.pk, getattr(row, "dispute_id", None)}
    ]


def done_and_taken_back(act, room):
    """How the case stands after an act that does not stay."""
    with transaction.atomic():
        in_another_transaction()
        act()
        told = states(room)
        transaction.set_rollback(True)
    return told


@pytest.mark.parametrize("table", OF_CASES)
def test_every_row_of_a_case_is_in_its_state(room, table):
    before = states(room)

    for row in rows_of(table, room):
        key = row._meta.pk.column
        again = f"UPDATE {table} SET {key} = {key} WHERE {key} = %s"  # noqa: S608 -- names of ours
        written = done_and_taken_back(
            lambda row=row, again=again: connection.cursor().execute(again, [row.pk]), room
        )
        gone = done_and_taken_back(row.delete, room)

        assert have_all_changed(before, written), (table, row)
        assert have_all_changed(before, gone), (table, row)
    assert states(room) == before


def test_what_another_case_says_leaves_it(room):
    before, whole = states(room), public.state()

    other = publish(name="jabar").room

    assert states(room) == before
    assert public.state() != whole
    assert not set(states(other)) & set(before)


def test_a_day_off_is_in_every_state(room):
    before = states(room)
    Holiday.objects.create(day=timezone.localdate(), kind=DayKind.NATIONAL, name="Libur")

    assert have_all_changed(before, states(room))


def test_a_printed_code_is_in_no_state_of_a_case(room):
    before, whole = states(room), public.state()
    PublicFingerprint.objects.create(
        code="ZZZZZZZZ", kind="lain", commission="KI", made_on=timezone.localdate(), sha256=""
    )

    assert states(room) == before
    assert public.state() != whole


def test_what_is_sealed_stands_otherwise_even_long_after_its_last_change(room):
    PublicChange.objects.all().delete()
    before = states(room)

    with transaction.atomic():
        publication.seal(room.dispute, **WHO)
        PublicChange.objects.all().delete()

    assert have_all_changed(before, states(room))


def test_a_hearing_that_comes_or_goes_changes_its_dispute(room):
    before = states(room)
    row = PublicHearing.objects.get(code=room.hearing.code)
    moved = PublicHearing.objects.get(code=room.hearing.code)
    moved.pk, moved.sequence, moved.version = "ZZZZZZZZ", row.sequence + 1, "x"
    moved.save(force_insert=True)
    came = states(room)
    in_another_transaction()
    PublicHearing.objects.filter(code="ZZZZZZZZ").delete()

    assert have_all_changed(before, came)
    assert have_all_changed(came, states(room))
    assert have_all_changed(before, states(room))


@pytest.mark.postgresql  # SQLite keeps one row for each code
def test_a_change_is_known_for_a_day(room):
    now = timezone.now()
    old = PublicChange.objects.filter(at__lt=now - timedelta(hours=1))
    PublicChange.objects.update(at=now - timedelta(hours=23))
    before = old.count()
    PublicDispute.objects.update(subject="Pokok yang lain")
    assert old.count() == before > 0

    old.update(at=now - timedelta(hours=25))
    PublicDispute.objects.update(subject="Pokok semula")
    assert not old.exists()


@pytest.mark.postgresql
def test_a_statement_that_touches_very_many_changes_every_case(room):
    before = states(room)
    row = PublicHearing.objects.get(code=room.hearing.code)
    PublicHearing.objects.bulk_create(_copies(row, 60))

    assert have_all_changed(before, states(room))


def _copies(row, count):
    """As many hearings of events of their own."""
    for no in range(count):
        copy = PublicHearing.objects.get(pk=row.pk)
        copy.pk, copy.event_code = f"ZZZZZZ{no:02}", f"YYYYYY{no:02}"
        yield copy
