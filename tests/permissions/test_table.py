"""Every cell of the table of permissions holds, and no address is without its row."""

from __future__ import annotations

import pytest

from cases.management.small_world.addresses import routes
from tests.permissions.blank import without_words
from tests.permissions.table import HOLE, answers, methods_of, route_of, rows

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ROWS = list(rows())
BEGINNINGS = sorted({row.address.split("/")[1] for row in ROWS})


def test_every_address_and_method_has_a_row(stage):
    there = {(route.written, verb) for route in routes() for verb in methods_of(route)}
    told = {(route_of(stage, row.address), row.method) for row in ROWS}

    assert len(there) > 450
    assert {(_plain(route), verb) for route, verb in there} == {
        (_plain(route), verb) for route, verb in told
    }


def _plain(route):
    """Django leaves out where a pattern within another begins."""
    return route.replace("^", "")


def test_every_row_is_told_once():
    told = [(row.method, row.address) for row in ROWS]

    assert sorted(told) == sorted(set(told))


def test_a_table_names_nothing_that_is_not_in_the_world(stage):
    words = {word for row in ROWS for word in HOLE.findall(row.address)}

    assert words <= stage.words.keys()


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_everybody_gets_the_answer_that_the_table_says(stage, beginning):
    with without_words():
        wrong = {
            (row.address, row.method, who): f"{right}, but is {got}"
            for row in ROWS
            if row.address.split("/")[1] == beginning
            for who, got in answers(stage, row).items()
            if got != (right := row.cells[who])
        }

    assert wrong == {}
