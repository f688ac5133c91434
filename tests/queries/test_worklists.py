"""What waits for a registry is read off the record: in which list, why, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.domain.checking import Verdict
from cases.domain.hearings import HearingState
from cases.domain.publication import Visibility
from cases.domain.stages import Stage
from cases.domain.transcripts import UtteranceKind
from cases.domain.worklists import Why, WorkList
from cases.models import Dispute, Hearing, PanelMember
from cases.queries import worklists as held
from cases.services import checking, completeness, drafts, registration, registry, withdrawals
from cases.services.checking import Found
from cases.services.completeness import Brought
from cases.services.withdrawals import Withdrawing
from tests import filed, hearing_room
from tests.filed import APPLICATION, FILED, WHO
from tests.public_record import say
from tests.standing import standing

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 14)
PLACES = ("identity", "request", "objection")
built, room = standing(filed.open_room)


@pytest.fixture
def hall():
    return hearing_room.open_room()


def listed(place, *, today=TODAY, clocks=False):
    """Every list that is not empty, with why; clocks only where asked for."""
    rows = held.board([place.commission], today=today).rows
    return [
        (row.list, row.why) for row in rows if clocks or row.list is not WorkList.CLOCK
    ]  # fmt: skip


def find(room, *, now=FILED, **verdicts):
    told = {place: Found(Verdict(one)) for place, one in verdicts.items()}
    checking.find(room.dispute, told, by=room.clerk, now=now)


def notify(room, *missing):
    return completeness.notify(room.dispute, missing, by=room.clerk, now=FILED)


def put(hall, stage, *, sits=True):
    Dispute.objects.filter(pk=hall.dispute.pk).update(stage=stage)
    if sits:
        PanelMember.objects.create(
            dispute=hall.dispute, person=hall.chair, seat="ketua_majelis"
        )


def hearing(hall, *, held_on, state, sources=()):
    Hearing.objects.filter(pk=hall.hearing.pk).update(
        held_on=held_on, state=state, sources=list(sources)
    )


# --- before the number ----------------------------------------------------------------------


def test_what_was_just_filed_waits_to_be_verified(room):
    assert listed(room) == [(WorkList.VERIFY, Why.NEW)]


def test_a_check_that_was_begun_names_what_nobody_has_looked_at(room):
    find(room, identity="valid")

    (row, *_clocks) = [
        one for one in held.board([room.commission], today=TODAY).rows
        if one.list is WorkList.VERIFY
    ]  # fmt: skip
    assert (row.why, row.places) == (Why.PARTLY, ("request", "objection"))


def test_what_was_found_incomplete_waits_for_its_notice(room):
    find(room, identity="absent", request="valid", objection="valid")
    assert listed(room) == [(WorkList.VERIFY, Why.FOUND_LACKING)]


def test_what_is_complete_waits_for_its_number(room):
    find(room, **dict.fromkeys(PLACES, "valid"))
    assert listed(room) == [(WorkList.REGISTER, Why.COMPLETE)]


@pytest.mark.parametrize(
    ("missing", "why"),
    [
        (["identity", "request"], Why.LAPSED_IDENTITY),
        (["request", "objection"], Why.LAPSED_PROOF),
        (["attorney"], Why.LAPSED_OTHER),
    ],
)
def test_after_the_last_day_the_row_says_what_may_follow(room, missing, why):
    """Seven working days from Thursday 14 March 2024 end on Monday the 25th (Pasal 17)."""
    notify(room, *missing)

    assert listed(room, today=date(2024, 3, 25)) == [(WorkList.COMPLETE, Why.AWAITED)]
    assert listed(room, today=date(2024, 3, 26)) == [(WorkList.COMPLETE, why)]


def test_what_the_applicant_completed_is_checked_again(room):
    find(room, identity="absent", request="valid", objection="valid")
    notice = notify(room, "identity")
    later = FILED + timedelta(hours=2)
    brought = Brought(text="Menyusul lewat pos.")
    completeness.complete(notice, brought, house=room.house, by=room.applicant, now=later)

    assert listed(room) == [(WorkList.VERIFY, Why.COMPLETED)]


def test_a_withdrawal_waits_to_be_noted_and_for_nothing_else(room):
    told = Withdrawing("Sudah dijawab.", "Jakarta", "Sari")
    by = {"by": room.applicant, "now": FILED}
    withdrawals.file(room.dispute, told, organisation=room.house, **by)

    assert listed(room) == [(WorkList.WITHDRAWAL, Why.WITHDRAWN)]
    withdrawals.confirm(room.dispute, by=room.clerk, now=FILED)
    assert listed(room, clocks=True) == []


def test_an_application_that_was_only_reported_says_so(room):
    details = registry.DisputeDetails(natural_key="x", regime="umum", subject="Kontrak")
    dispute = registry.open_file(room.commission, details, **WHO)
    Dispute.objects.filter(pk=dispute.pk).update(stage=Stage.DISPUTE_FILED)
    assert (WorkList.VERIFY, Why.REPORTED) in listed(room)


# --- after it -------------------------------------------------------------------------------


def test_what_is_registered_waits_for_a_panel(room):
    registration.open_series(
        room.commission,
        regime="umum",
        pattern="{seq}/PSI/{year}",
        starts_on=TODAY,
        **WHO,
    )
    registration.register_checked(room.dispute, by=room.clerk, now=FILED)
    assert listed(room) == [(WorkList.PANEL, Why.NO_PANEL)]


def test_who_was_replaced_is_no_panel(hall):
    put(hall, Stage.REGISTERED)
    PanelMember.objects.update(ends_on=TODAY)
    hearing(hall, held_on=date(2023, 1, 2), state=HearingState.MOVED)
    assert listed(hall) == [(WorkList.PANEL, Why.NO_PANEL)]


@pytest.mark.parametrize(
    ("stage", "why"),
    [
        (Stage.PANEL_APPOINTED, Why.FIRST_HEARING),
        (Stage.ADJUDICATION, Why.NEXT_HEARING),
        (Stage.DELIBERATION, Why.DECISION_HEARING),
    ],
)
def test_a_panel_without_a_hearing_ahead_has_one_to_set(hall, stage, why):
    put(hall, stage)
    hearing(hall, held_on=date(2023, 1, 2), state=HearingState.MOVED)
    assert listed(hall) == [(WorkList.SCHEDULE, why)]


def test_a_hearing_that_is_set_is_told_once_for_both_disputes(hall):
    put(hall, Stage.ADJUDICATION)
    hearing(hall, held_on=TODAY + timedelta(days=4), state=HearingState.SET)

    assert listed(hall) == [
        (WorkList.HEARING, Why.HEARING_SET),
        (WorkList.SUMMON, Why.UNSUMMONED),
    ]
    for row in held.board([hall.commission], today=TODAY).rows:
        assert len(row.disputes) == 2


def test_a_hearing_far_ahead_is_not_yet_work(hall):
    put(hall, Stage.ADJUDICATION)
    hearing(hall, held_on=TODAY + timedelta(days=15), state=HearingState.SET)
    assert WorkList.HEARING not in dict(listed(hall))


def test_a_hearing_calls_for_summonses_by_the_day_that_is_in_time_by_every_count(hall):
    """Before Wednesday 27 March 2024: 26, 25, 22; the day of service not counted, the 21st."""
    put(hall, Stage.ADJUDICATION)
    Dispute.objects.update(regime="umum")
    hearing(hall, held_on=date(2024, 3, 27), state=HearingState.SET)
    (row,) = [
        one for one in held.board([hall.commission], today=TODAY).rows
        if one.list is WorkList.SUMMON
    ]  # fmt: skip
    assert (row.due_on, row.due_on_other_reading) == (date(2024, 3, 21), date(2024, 3, 21))
    assert (row.rule, row.people) == ("umum_summons", ("Yayasan Lestari", "Badan Darma"))


@pytest.mark.parametrize("kind", ["musyawarah_majelis", "kaukus"])
def test_to_what_is_not_announced_nobody_is_summoned(hall, kind):
    put(hall, Stage.DELIBERATION)
    hearing(hall, held_on=TODAY + timedelta(days=15), state=HearingState.SET)
    Hearing.objects.update(kind=kind)
    assert listed(hall) == []


def test_a_day_that_has_passed_unnoted_is_to_be_noted(hall):
    put(hall, Stage.CONCLUSIONS)
    hearing(hall, held_on=TODAY - timedelta(days=1), state=HearingState.SET)
    assert listed(hall) == [(WorkList.RECORD, Why.UNNOTED)]


def test_a_session_of_a_mediation_that_has_passed_is_noted_there(hall):
    put(hall, Stage.CONCLUSIONS)
    hearing(hall, held_on=TODAY - timedelta(days=1), state=HearingState.SET)
    Hearing.objects.update(kind="mediasi")
    assert listed(hall) == [(WorkList.MEDIATE, Why.UNNOTED)]


def test_a_held_hearing_waits_for_its_transcript_and_then_for_its_certificate(hall):
    put(hall, Stage.CONCLUSIONS)
    hearing(hall, held_on=TODAY - timedelta(days=1), state=HearingState.CLOSED)
    assert listed(hall) == [(WorkList.RECORD, Why.UNRECORDED)]

    say(hall, UtteranceKind.SPEECH, "Sidang dibuka.")
    assert listed(hall) == [(WorkList.CERTIFY, Why.UNCERTIFIED)]


def test_of_a_reported_hearing_nobody_here_writes_a_transcript(hall):
    put(hall, Stage.CONCLUSIONS)
    hearing(hall, held_on=date(2020, 1, 2), state=HearingState.CLOSED, sources=["kabar-1"])
    assert listed(hall) == []


# --- clocks, and whose ----------------------------------------------------------------------


def test_the_clocks_of_the_commission_are_told_under_each_reading_the_soonest_first(room):
    """Received on 14 March 2024: begin within 14 working days (29 March is Good Friday),
    finish within 100 (Pasal 38); a day of joint leave that counts brings the last day nearer.
    """
    rows = [
        row
        for row in held.board([room.commission], today=TODAY).rows
        if row.list is WorkList.CLOCK
    ]

    assert [row.rule for row in rows] == ["umum_start_settlement", "umum_complete_settlement"]
    assert rows[0].due_on == date(2024, 4, 4)
    assert rows[1].due_on_other_reading < rows[1].due_on
    late = held.board([room.commission], today=date(2024, 4, 5)).rows
    assert [row.why for row in late if row.list is WorkList.CLOCK] == [Why.RUNNING, Why.OVERDUE]


def test_the_clock_of_the_applicant_is_not_the_commissions(room):
    notify(room, "identity")
    rows = held.board([room.commission], today=TODAY).rows
    clocks = [row.rule for row in rows if row.list is WorkList.CLOCK]
    assert "umum_complete_documents" not in clocks


def test_what_is_over_or_sealed_waits_for_nobody(room):
    Dispute.objects.update(stage=Stage.WITHDRAWN)
    assert listed(room, clocks=True) == []
    Dispute.objects.update(stage=Stage.DISPUTE_FILED, visibility=Visibility.SEALED)
    assert listed(room, clocks=True) == []


def test_the_registry_of_another_commission_sees_nothing_of_it(room):
    other = hearing_room.open_room(name="jabar")
    mine = {
        row.dispute.commission_id for row in held.board([room.commission], today=TODAY).rows
    }
    assert mine == {room.commission.pk}
    assert held.commissions(room.clerk) == (room.commission,)
    assert held.commissions(room.commissioner) == ()
    assert other.commission not in held.commissions(room.clerk)


def test_the_oldest_waits_first(room):
    other = drafts.start(room.house, **WHO)
    second = drafts.file(other, replace(APPLICATION), **WHO)
    Dispute.objects.filter(pk=second.pk).update(received_on=date(2024, 3, 1))
    rows = held.board([room.commission], today=TODAY).rows
    waiting = [row.dispute.pk for row in rows if row.list is WorkList.VERIFY]
    assert waiting == [second.pk, room.dispute.pk]
