"""How the reason of an absence was judged, and what the whole record then suggests."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from cases.domain.absences import Consequence, NoAbsence, Uncounted
from cases.domain.errors import ReasonNeeded
from cases.domain.hearings import Presence
from cases.domain.parties import PartyRole
from cases.domain.stages import Stage
from cases.domain.summons import ServiceResult
from cases.models import AbsenceExcuse, JournalEntry
from cases.queries import absences as queries
from cases.services import absences, hearings, publication
from tests.bench import WHO, appoint, open_registry
from tests.standing import standing
from tests.summoned import AFTER, announce, attorney, held_without, issue, of, serve

pytestmark = pytest.mark.django_db
APPLICANT, RESPONDENT = PartyRole.APPLICANT, PartyRole.RESPONDENT
SECOND = date(
    2024, 4, 22
)  # a Monday after Lebaran: three clear working days before are 16 to 19


def _held():
    found = open_registry()
    appoint(found)
    publication.release_all([found.dispute], **WHO)
    return found


built, held = standing(_held)


def record(held, role):
    found = queries.of([held.dispute])[held.dispute.pk]
    return next(one for one in found if one.participant.role == role)


def judge(held, absence, *, accepted=False, reason="Tidak ada alasan."):
    told = {"is_accepted": accepted, "reason": reason, "decided_by": "Majelis, dalam sidang"}
    return absences.judge(absence, **told, by=held.clerk, now=AFTER)


def once(held, role, *, on=None, served=True, note=""):
    """A hearing to which a party was properly summoned, and did not come."""
    hearing = announce(held, on=on) if on else announce(held)
    issue(held, hearing)
    if served:
        serve(held, of(role, hearing))
    return held_without(hearing, role, note=note)


def test_an_applicant_absent_twice_may_lapse_and_nothing_is_decided(held):
    once(held, APPLICANT)
    assert record(held, APPLICANT).suggestion is None
    once(held, APPLICANT, on=SECOND)
    found = record(held, APPLICANT).suggestion
    assert (found.consequence, str(found.article)) == (
        Consequence.LAPSE,
        "Perki 1/2013 Pasal 30",
    )
    assert found.is_consecutive
    assert held.dispute.stage == Stage.SUMMONED


def test_without_the_respondent_the_panel_may_go_on(held):
    once(held, RESPONDENT)
    found = record(held, RESPONDENT).suggestion
    assert (found.consequence, found.is_first) == (Consequence.GO_ON, True)


def test_an_unproven_service_does_not_count_and_says_so(held):
    once(held, RESPONDENT, served=False)
    (line,) = record(held, RESPONDENT).lines
    assert line.judged.why is Uncounted.UNPROVEN
    assert record(held, RESPONDENT).suggestion is None


def test_what_was_received_after_the_last_day_does_not_count(held):
    hearing = announce(held)
    issue(held, hearing)
    # The last day by the chosen count is Monday 25 March (three clear working days).
    late = datetime(2024, 3, 26, 2, 0, tzinfo=UTC)
    serve(held, of(RESPONDENT), on=date(2024, 3, 26), now=late)
    held_without(hearing, RESPONDENT)
    assert record(held, RESPONDENT).lines[0].judged.why is Uncounted.LATE


def test_a_refused_summons_does_not_count(held):
    hearing = announce(held)
    issue(held, hearing)
    serve(held, of(RESPONDENT), result=ServiceResult.REFUSED, note="Menolak")
    held_without(hearing, RESPONDENT)
    assert record(held, RESPONDENT).lines[0].judged.why is Uncounted.REFUSED


def test_of_a_hearing_without_summons_on_record_nothing_counts(held):
    held_without(announce(held), RESPONDENT)
    assert record(held, RESPONDENT).lines[0].judged.why is Uncounted.NOT_SUMMONED


def test_a_party_whose_attorney_came_was_there(held):
    speaker = attorney(held)
    hearing = announce(held)
    held_without(hearing, APPLICANT)
    hearings.record_appearance(
        hearing,
        speaker.person,
        role=PartyRole.APPLICANT_COUNSEL,
        presence=Presence.PRESENT,
        on_behalf_of=[speaker.participant],
        **WHO,
    )
    assert not record(held, APPLICANT).has_absences


def test_a_reason_waits_to_be_judged_and_the_latest_judgement_stands(held):
    absence = once(held, RESPONDENT, note="rekapitulasi")
    assert record(held, RESPONDENT).lines[0].judged.why is Uncounted.UNJUDGED
    judge(held, absence, accepted=True, reason="Rekapitulasi nasional")
    assert record(held, RESPONDENT).lines[0].judged.why is Uncounted.ACCEPTED
    judge(held, absence)
    assert record(held, RESPONDENT).lines[0].judged.counts
    assert AbsenceExcuse.objects.count() == 2
    entry = JournalEntry.objects.filter(act="absence_judged").first()
    assert "Rekapitulasi" not in str(entry.payload)


def test_only_an_absence_is_judged_and_with_a_reason(held):
    absence = once(held, RESPONDENT)
    with pytest.raises(ReasonNeeded):
        judge(held, absence, reason=" ")
    came = hearings.record_appearance(absence.hearing, None, role="saksi", **WHO)
    with pytest.raises(NoAbsence):
        judge(held, came)


def test_a_judgement_stays_as_it_was_written(held):
    judge(held, once(held, RESPONDENT))
    with pytest.raises(DatabaseError), transaction.atomic():
        AbsenceExcuse.objects.update(is_accepted=True)


def test_as_many_queries_for_three_disputes_as_for_one(held, django_assert_num_queries):
    once(held, RESPONDENT)
    with django_assert_num_queries(9):
        queries.of([held.dispute])
    once(held, RESPONDENT, on=SECOND)
    with django_assert_num_queries(9):
        queries.of([held.dispute])
