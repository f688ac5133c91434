"""Every cell of the table of permissions holds, and no address is without its row."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import override_settings

from cases.management.small_world.addresses import routes
from tests.permissions.blank import without_words
from tests.permissions.table import answer as answered
from tests.permissions.table import methods_of, rows
from tests.permissions.world import open_stage

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ROWS = list(rows())
WRITTEN = {route.name: route.written for route in routes()}
# The parts of the house of which every address has its row; others have some, or none yet.
AREAS = (
    *("kepaniteraan/", "kalender/", "undangan/", "pihak/", "akun/", "jadwal", "verifikasi/"),
    *("sidang/<str:code>/rekam", "sidang/<str:code>/risalah/sunting/"),
    *("sidang/<str:code>/risalah/impor/", "sidang/<str:code>/risalah/sahkan/"),
)
BEGINNINGS = sorted({row.address.split("/")[1] for row in ROWS})


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    elsewhere = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), transaction.atomic(), elsewhere:
        yield open_stage()
        transaction.set_rollback(True)


@pytest.fixture
def stage(world, db):
    return world


def test_every_address_and_method_of_an_area_has_a_row():
    there = {
        (route.written, verb)
        for route in routes()
        if route.written.startswith(AREAS)
        for verb in methods_of(route)
    }
    told = {(WRITTEN[row.name], row.method) for row in ROWS}

    assert len(there) > 150
    assert there - told == set()


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_everybody_gets_the_answer_that_the_table_says(stage, beginning):
    with without_words():
        wrong = {
            (row.address, row.method, who): f"{right}, but is {got}"
            for row in ROWS
            if row.address.split("/")[1] == beginning
            for who, right in row.cells.items()
            if (got := answered(stage, who, row.method, row.address)) != right
        }

    assert wrong == {}
