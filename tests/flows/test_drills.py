"""Short drills for real: processes that die, a clock that goes back, nothing lost."""

from __future__ import annotations

import pytest

from cases.management.drills import ground as grounds
from cases.management.drills.clocks import Clocks
from cases.management.drills.copies import Copies
from cases.management.drills.drill import Asked, finish
from cases.management.drills.ground import Ground
from tests.tables import empty_base

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    place = Ground(tmp_path_factory.mktemp("latihan"), tables=empty_base())
    place.prepare()
    yield place
    place.close()


def test_messages_and_calls_that_come_again_are_absorbed(ground):
    tally = Copies(ground, Asked(is_short=True)).run()

    assert tally.is_whole, tally.wrong
    assert tally.counts["permintaan ganda diserap"] == 3
    assert tally.counts["ganda diserap"] > tally.counts["pekerjaan"] == tally.counts["efek"]


def test_receipts_do_not_go_back_with_the_clock(ground):
    tally = Clocks(ground, Asked(is_short=True)).run()

    assert tally.is_whole, tally.wrong
    assert tally.counts["permohonan diterima"] == 6
    assert tally.counts["tanda terima mundur"] == 0


def test_what_is_ordered_while_a_drill_closes_is_done_before_it_is_verified(ground):
    house = ground.house()
    try:
        grounds.ask(house, "DELETE FROM cases_job WHERE kind <> 'render_deed'")
        assert grounds.open_jobs(house) > 0

        finish(house)

        assert grounds.open_jobs(house) == 0
    finally:
        house.close()
