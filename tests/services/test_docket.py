"""The history of a dispute: appended, and moved only where the procedure leads."""

from __future__ import annotations

from datetime import date

import pytest

from cases.domain.stages import Stage, UnlawfulMove
from cases.models import DocketEntry, JournalEntry
from cases.services import docket
from tests.hearing_room import NOW, RECORDER, open_room

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}


@pytest.fixture
def dispute():
    return open_room().dispute


def test_a_line_keeps_its_day_its_sources_and_how_sure_it_is(dispute):
    docket.record(
        dispute,
        docket.Line(
            "hearing_held",
            "Sidang kedua",
            occurred_on=date(2024, 3, 13),
            sources=["kabar-1"],
            confidence="high",
        ),
        **WHO,
    )

    entry = DocketEntry.objects.get(kind="hearing_held")
    assert (entry.occurred_on, entry.sources, entry.confidence) == (
        date(2024, 3, 13), ["kabar-1"], "high",
    )  # fmt: skip
    assert JournalEntry.objects.filter(act="hearing_held").exists()


def test_a_line_without_a_known_day_keeps_what_is_told_of_it(dispute):
    docket.record(
        dispute,
        docket.Line("objection", "Keberatan", date_note="antara 16 dan 28 Februari 2024"),
        **WHO,
    )

    entry = DocketEntry.objects.get(kind="objection")
    assert (entry.occurred_on, entry.date_note) == (None, "antara 16 dan 28 Februari 2024")


def test_a_move_that_no_provision_knows_is_refused(dispute):
    with pytest.raises(UnlawfulMove):
        docket.move(dispute, Stage.DECISION_PRONOUNCED, **WHO)

    dispute.refresh_from_db()
    assert dispute.stage == Stage.REQUEST_SUBMITTED


def test_a_reported_history_names_the_steps_between_as_implied(dispute):
    docket.move(dispute, Stage.ADJUDICATION, along_path=True, **WHO)

    told = JournalEntry.objects.filter(act="stage_moved").latest("seq").payload
    assert (told["to"], told["implied"][-1]) == ("adjudication", "preliminary_examination")


def test_moving_to_where_it_stands_is_no_act(dispute):
    docket.move(dispute, Stage.REQUEST_SUBMITTED, **WHO)

    assert not JournalEntry.objects.filter(act="stage_moved").exists()
