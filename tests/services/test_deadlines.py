"""The clocks of a dispute: started with their working, met, never edited."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.domain.deadlines import NoKnownFigure, UnknownRule
from cases.models import Deadline, JournalEntry
from cases.queries import deadlines as held
from cases.services import deadlines
from tests.hearing_room import NOW, RECORDER, open_room

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}


@pytest.fixture
def dispute():
    return open_room().dispute


def test_a_clock_keeps_each_day_that_was_counted_and_skipped(dispute):
    """UU 14/2008 Pasal 38 ayat (1): 14 working days from 19 February 2024 end on 8 March."""
    clock = deadlines.start(
        dispute, "umum_start_settlement", triggered_on=date(2024, 2, 19), **WHO
    )

    counted = clock.working["counted"]
    assert clock.due_on == date(2024, 3, 8)
    assert (counted[0], counted[-1]) == (["2024-02-20", 1], ["2024-03-08", 14])
    assert [row[0] for row in clock.working["skipped"]] == [
        "2024-02-24", "2024-02-25", "2024-03-02", "2024-03-03",
    ]  # fmt: skip


def test_both_readings_of_joint_leave_are_kept(dispute):
    """UU 14/2008 Pasal 38 ayat (2): 100 working days from 19 February 2024."""
    clock = deadlines.start(
        dispute, "umum_complete_settlement", triggered_on=date(2024, 2, 19), **WHO
    )

    assert clock.due_on == date(2024, 7, 30)
    assert clock.due_on_other_reading == date(2024, 7, 18)


def test_the_general_regime_has_two_clocks_and_the_election_one(dispute):
    """UU 14/2008 Pasal 38 ayat (1) and (2); Perki 1/2019: 14 working days for everything."""
    dispute.regime = "umum"
    deadlines.start_proceedings(dispute, triggered_on=date(2024, 2, 19), **WHO)
    other = open_room(name="jabar").dispute
    other.regime = "pemilu"
    deadlines.start_proceedings(other, triggered_on=date(2024, 2, 19), **WHO)

    assert dispute.deadlines.count() == 2
    assert [clock.rule for clock in other.deadlines.all()] == ["pemilu_complete_settlement"]


def test_a_clock_of_one_rule_runs_once_from_one_day(dispute):
    deadlines.start(dispute, "umum_start_settlement", triggered_on=date(2024, 2, 19), **WHO)

    with pytest.raises(IntegrityError), transaction.atomic():
        deadlines.start(dispute, "umum_start_settlement", triggered_on=date(2024, 2, 19), **WHO)


@pytest.mark.parametrize(
    ("rule", "refusal"), [("pemilu_summons", NoKnownFigure), ("tidak_ada", UnknownRule)]
)
def test_what_is_not_known_is_not_counted(dispute, rule, refusal):
    with pytest.raises(refusal):
        deadlines.start(dispute, rule, triggered_on=date(2024, 2, 19), **WHO)

    assert not Deadline.objects.exists()


def test_a_late_act_is_noted_and_never_refused(dispute):
    clock = deadlines.start(
        dispute, "umum_start_settlement", triggered_on=date(2024, 2, 19), **WHO
    )

    deadlines.meet(clock, met_on=date(2024, 4, 3), **WHO)

    clock.refresh_from_db()
    assert (clock.due_on, clock.met_on) == (date(2024, 3, 8), date(2024, 4, 3))
    assert JournalEntry.objects.get(act="deadline_met").payload["due"] == "2024-03-08"


def test_the_end_of_the_proceedings_stops_their_clocks_and_no_others(dispute):
    """When they began nobody noted; that they took until 3 April is known."""
    dispute.regime = "umum"
    deadlines.start_proceedings(dispute, triggered_on=date(2024, 2, 19), **WHO)
    deadlines.start(dispute, "umum_decision_copy", triggered_on=date(2024, 4, 3), **WHO)

    deadlines.end_proceedings(dispute, ended_on=date(2024, 4, 3), **WHO)

    assert [clock.rule for clock in held.running()] == ["umum_decision_copy"]
    begin, finish = dispute.deadlines.order_by("pk")[:2]
    assert (begin.met_on, begin.is_unreported) == (None, True)
    assert (finish.met_on, finish.is_unreported) == (date(2024, 4, 3), False)


def test_an_end_without_a_day_is_left_unreported_and_told_in_the_journal(dispute):
    dispute.regime = "umum"
    deadlines.start_proceedings(dispute, triggered_on=date(2024, 2, 19), **WHO)

    deadlines.end_proceedings(dispute, ended_on=None, **WHO)

    assert not held.running().exists()
    assert JournalEntry.objects.filter(act="deadline_unreported").count() == 2


def test_a_clock_that_began_before_the_end_keeps_its_own_day(dispute):
    dispute.regime = "umum"
    deadlines.start_proceedings(dispute, triggered_on=date(2024, 2, 19), **WHO)
    begin = dispute.deadlines.get(rule="umum_start_settlement")
    deadlines.meet(begin, met_on=date(2024, 3, 5), **WHO)

    deadlines.end_proceedings(dispute, ended_on=date(2024, 4, 3), **WHO)

    begin.refresh_from_db()
    assert (begin.met_on, begin.is_unreported) == (date(2024, 3, 5), False)


def test_a_met_clock_cannot_be_unreported_as_well(dispute):
    clock = deadlines.start(
        dispute, "umum_start_settlement", triggered_on=date(2024, 2, 19), **WHO
    )
    deadlines.meet(clock, met_on=date(2024, 3, 5), **WHO)

    with pytest.raises(IntegrityError), transaction.atomic():
        deadlines.leave_unreported(clock, **WHO)
