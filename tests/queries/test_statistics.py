"""Figures over the shelf: what they count, what they leave out, and what stays unreported."""

from __future__ import annotations

from datetime import date

import pytest

from cases.domain.admissions import LegalEffect, Stance
from cases.domain.parties import PartyRole
from cases.domain.rulings import Fate
from cases.domain.stages import Stage
from cases.models import Decision, Dispute, PublicParty, PublicPromise
from cases.queries import public
from cases.services import (
    admissions,
    compliance,
    deadlines,
    filing,
    publication,
    rulings,
    transcripts,
)
from tests.hearing_room import HELD_ON, READER, open_room
from tests.public_record import NOW, WHO, admit, exchange, freeze, judge
from tests.standing import standing

pytestmark = pytest.mark.django_db

TODAY = date(2024, 6, 3)
FILED, DECIDED = date(2024, 2, 28), date(2024, 4, 3)
ALL = public.Slice()


def _room():
    """Two disputes of one body: the first decided and in court, the second waiting."""
    room = open_room()
    asked, answered = exchange(room)
    judge(asked)
    edition = freeze(room)
    _undertake(room, admit(room, answered), answered)
    transcripts.publish(edition, **WHO)
    first, second = room.disputes
    _claim(first, ["17b", "17j"])
    _claim(second, [])
    clock = deadlines.start(first, "pemilu_complete_settlement", triggered_on=FILED, **WHO)
    deadlines.meet(clock, met_on=DECIDED, **WHO)
    silent = deadlines.start(second, "pemilu_complete_settlement", triggered_on=FILED, **WHO)
    deadlines.leave_unreported(silent, **WHO)
    _decide(first)
    publication.release_all(room.disputes, **WHO)
    return room


built, room = standing(_room)


def _claim(dispute, grounds):
    details = filing.ExemptionDetails("Dikecualikan", grounds=grounds)
    filing.claim_exemption(dispute, details, **WHO)


def _undertake(room, proposition, answer):
    details = admissions.StanceDetails(
        Stance.AFFIRMS, HELD_ON, effect=LegalEffect.UNDERTAKING, participant=room.party(),
        utterance=answer,
    )  # fmt: skip
    stance = admissions.take_stance(proposition, details, **WHO)
    admissions.review(stance, reviewer=READER, now=NOW)
    admissions.undertake(stance, what="Menyerahkan kontrak", due_on=date(2024, 3, 20), **WHO)


def _decide(dispute):
    details = rulings.DecisionDetails(
        "putusan_ajudikasi", DECIDED, disposition="dikabulkan", orders=["Serahkan.", "Umumkan."]
    )
    given = [rulings.Disposition(dispute.items.get(), Fate.OPEN)]
    rulings.pronounce(dispute, details, dispositions=given, **WHO)
    court = compliance.CourtDetails("PTUN Jakarta", court="ptun", brought_by="termohon")
    compliance.record_court_stage(dispute, court, **WHO)
    Dispute.objects.filter(pk=dispute.pk).update(stage=Stage.DECISION_PRONOUNCED)


@pytest.mark.usefixtures("room")
def test_disputes_are_counted_once_by_how_they_stand():
    told = public.statistics(ALL, TODAY)

    assert (told.disputes, told.decided, told.open) == (2, 1, 1)
    assert dict(told.outcomes) == {"dikabulkan": 1}
    assert [(one.year, one.total, one.ended) for one in told.years] == [(2024, 2, 0)]


@pytest.mark.usefixtures("room")
def test_a_duration_counts_what_is_reported_and_says_how_much_is_not():
    """28 February to 3 April 2024 are 22 working days, of 14 (see test_deadlines)."""
    (told,) = public.statistics(ALL, TODAY).durations

    assert (told.rule, told.length) == ("pemilu_complete_settlement", 14)
    assert (told.total, told.met, told.late, told.unreported) == (2, 1, 1, 1)
    assert (told.spread.least, told.spread.median, told.spread.most) == (22, 22, 22)


@pytest.mark.usefixtures("room")
def test_courts_are_counted_by_who_went_there():
    told = public.statistics(ALL, TODAY)

    assert told.appealed == 1
    assert [(one.court, one.brought_by, one.disputes) for one in told.courts] == [
        ("ptun", "termohon", 1)
    ]


@pytest.mark.usefixtures("room")
def test_a_promise_is_kept_overdue_or_waiting():
    order = Decision.objects.get().orders.first()
    compliance.record_compliance(order, complied_on=DECIDED, outcome="Diserahkan", **WHO)

    orders, undertakings = public.statistics(ALL, TODAY).promises

    assert (orders.total, orders.kept, orders.waiting) == (2, 1, 1)
    assert (undertakings.total, undertakings.overdue) == (1, 1)
    assert [row.text for row in public.promises(TODAY, state="overdue")] == [
        "Menyerahkan kontrak"
    ]
    assert public.promises(TODAY, kind="undertaking")[0].address.startswith("/r/")


@pytest.mark.usefixtures("room")
def test_each_letter_leads_to_the_disputes_in_which_it_was_claimed():
    told = public.exemption_map(ALL, ground="17b")

    assert {row.key: dict(row.outcomes) for row in told.letters} == {
        "17b": {"annulled": 1},
        "17j": {"annulled": 1},
        "": {"running": 1},
    }
    assert [row.key for row in told.letters][-1] == ""  # what is not reported comes last
    assert [dict(row.outcomes) for row in told.bodies] == [{"annulled": 1}]
    assert [row.register for row in told.disputes] == ["001/KIP-PSIP/II/2024"]
    assert public.exemption_map(ALL, outcome="upheld").found == 0


def test_a_part_of_the_shelf_is_counted_by_itself(room):
    other = open_room(name="jabar")
    publication.release_all(other.disputes, **WHO)

    assert public.statistics(ALL, TODAY).disputes == 4
    assert public.statistics(public.Slice(commission="jabar"), TODAY).disputes == 2
    assert public.statistics(public.Slice(year=2019), TODAY).disputes == 0
    mine = public.Slice(body=room.respondent.slug)
    assert public.statistics(mine, TODAY).appealed == 1


def test_the_record_of_a_party_is_that_of_its_own_disputes(room):
    told = public.record(PartyRole.RESPONDENT, room.respondent.slug, TODAY)

    assert (told.figures.disputes, told.admissions, told.questions) == (2, 1, 1)
    assert sum(row.total for row in told.claims) == 3
    assert len(told.latest) == 2


def test_what_is_sealed_leaves_every_figure(room):
    publication.seal(room.disputes[0], **WHO)

    told = public.statistics(ALL, TODAY)

    assert (told.disputes, told.appealed, told.promises) == (1, 0, ())
    assert not PublicPromise.objects.exists()


def test_who_takes_part_in_nothing_public_has_no_record(room):
    for dispute in room.disputes:
        publication.seal(dispute, **WHO)

    with pytest.raises(PublicParty.DoesNotExist):
        public.record(PartyRole.RESPONDENT, room.respondent.slug, TODAY)
    assert public.listing(PartyRole.RESPONDENT).rows == ()


@pytest.mark.usefixtures("room")
def test_decisions_are_narrowed_by_year_result_and_body():
    body = public.listing(PartyRole.RESPONDENT).rows[0].slug
    asked = public.DecisionsAsked("pusat", 2024, "dikabulkan", body)

    assert public.decisions(1, asked).total == 1
    assert public.decisions(1, public.DecisionsAsked(year=2023)).total == 0
    assert public.decision_choices().years == (2024,)


@pytest.mark.parametrize(
    ("counts", "quarters"),
    [
        ([(5, 1)], (5, 5, 5, 5, 5)),
        ([(30, 1), (10, 1), (20, 1)], (10, 10, 20, 20, 30)),
        ([(1, 99), (1000, 1)], (1, 1, 1, 1, 1000)),
    ],
)
def test_a_spread_names_days_that_really_occurred(counts, quarters):
    told = public.spread(counts)

    assert (
        told.least, told.quarter, told.median, told.three_quarters, told.most
    ) == quarters  # fmt: skip


def test_of_nothing_there_is_no_spread():
    assert public.spread([]) is None
