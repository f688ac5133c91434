"""Who opened a file that is not for everybody: written down once, and never changed."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from cases.domain.publication import Visibility
from cases.domain.readings import CameFrom, class_of
from cases.models import Document, FileReading
from cases.services import readings
from tests.brought import open_hall
from tests.hearing_room import NOW


@pytest.fixture
def hall(db):
    return open_hall()


def paper(hall, visibility):
    return Document.objects.create(
        code="BCDFGHJK",
        dispute=hall.dispute,
        kind="alat_bukti",
        title="Surat",
        visibility=visibility,
        requested_at=NOW,
    )


@pytest.mark.parametrize(
    ("visibility", "why"),
    [
        (Visibility.PUBLIC, None),
        (Visibility.PARTIES, None),
        (Visibility.INTERNAL, "internal"),
        (Visibility.SEALED, "sealed"),
    ],
)
def test_what_everybody_of_the_dispute_may_read_leaves_no_line(hall, visibility, why):
    row = readings.note_paper(
        paper(hall, visibility), by=hall.clerk, address="10.0.0.7", now=NOW
    )

    assert (row.why if row else None) == why
    assert [(one.user, one.came_from) for one in FileReading.objects.all()] == [
        (hall.clerk, "inside")
    ] * bool(why)


def test_lines_only_grow(hall):
    readings.note_closed(paper(hall, Visibility.PARTIES), by=hall.clerk, address="", now=NOW)

    with pytest.raises(DatabaseError), transaction.atomic():
        FileReading.objects.update(why="sealed")
    with pytest.raises(DatabaseError), transaction.atomic():
        FileReading.objects.all().delete()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("127.0.0.1", CameFrom.HERE),
        ("::1", CameFrom.HERE),
        ("10.1.2.3", CameFrom.INSIDE),
        ("fd00::1", CameFrom.INSIDE),
        ("8.8.8.8", CameFrom.OUTSIDE),
        ("", CameFrom.UNKNOWN),
        ("bukan alamat", CameFrom.UNKNOWN),
    ],
)
def test_of_an_address_only_its_class_is_kept(address, found):
    assert class_of(address) is found
