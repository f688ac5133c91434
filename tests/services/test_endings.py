"""Ends before an examination: not registered, and stopped; each on its provision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cases.domain.checking import Verdict
from cases.domain.documents import Paper
from cases.domain.endings import (
    Criterion,
    NotRefusable,
    NotStoppable,
    StillTime,
)
from cases.domain.errors import ReasonNeeded
from cases.domain.rights import NotTheRegistry
from cases.domain.rulings import Fate
from cases.domain.stages import Stage
from cases.models import Deadline, Dispute, Document
from cases.queries import correspondence as read
from cases.queries import deadlines as clocks
from cases.queries import papers
from cases.services import checking, completeness, endings, journal, registry
from cases.services.checking import Found
from tests.filed import FILED, WHO, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db
# Told on Thursday 14 March 2024: the seventh working day is Monday the 25th (Pasal 17).
AFTER = FILED + timedelta(days=30)
WHY = "Akta pendirian tidak dibawa sampai batas waktu."


built, room = standing(open_room)


def told(room, *missing):
    completeness.notify(room.dispute, missing or ["identity"], by=room.clerk, now=FILED)
    return room


def refuse(room, *, by=None, now=AFTER, reason=WHY):
    return endings.refuse_registration(room.dispute, reason, by=by or room.clerk, now=now)


def stop(room, *, by=None, facts="Seratus permintaan serupa dalam sebulan."):
    criterion = Criterion.PURPOSELESS
    return endings.stop(room.dispute, criterion, facts, by=by or room.clerk, now=FILED)


def running(dispute):
    return clocks.running().filter(dispute=dispute)


def test_without_identity_after_the_last_day_it_is_not_registered_and_both_are_told(room):
    row = refuse(told(room))

    dispute = room.again()
    assert (dispute.stage, dispute.disposition) == (Stage.NOT_REGISTERED, "tidak_diregistrasi")
    assert not running(dispute).exists()
    for one in (room.applicant, room.agency):
        assert read.visible_to(one).filter(pk=row.pk).exists()
    assert dispute.docket.get(kind="tidak_diregistrasi").visibility == "parties"
    assert journal.verify() == ()


def test_what_ends_is_not_met_and_what_was_asked_for_is_not_running(room):
    """Nobody completed anything: the clock ended with the process, on the day it ended."""
    refuse(told(room))

    dispute = room.again()
    rows = Deadline.objects.filter(dispute=dispute)
    assert {(row.met_on, row.ended_on) for row in rows} == {(None, date(2024, 4, 13))}
    assert {item.fate for item in dispute.items.all()} == {Fate.LAPSED}


def test_the_paper_says_what_was_missing_until_when_and_why(room):
    paper = papers.registration_refusal(refuse(told(room)).paper)

    assert paper.missing == ("Bukti identitas Pemohon",)
    assert paper.notified_on == date(2024, 3, 14)
    assert paper.complete_by == date(2024, 3, 25)
    assert (paper.reason, paper.registrar) == (WHY, room.clerk.name)
    assert paper.application == room.dispute.code


def test_on_the_last_day_the_applicant_may_complete_yet(room):
    with pytest.raises(StillTime):
        refuse(told(room), now=FILED + timedelta(days=11))  # Monday, 25 March


@pytest.mark.parametrize("missing", ["request", "objection"])
def test_what_lacks_only_a_proof_is_not_refused(room, missing):
    """Perki 1/2013 Pasal 18: it is registered all the same, or waits for the registrar."""
    with pytest.raises(NotRefusable):
        refuse(told(room, missing))


def test_what_nobody_was_told_is_missing_is_not_refused(room):
    with pytest.raises(NotRefusable):
        refuse(room)


def test_an_identity_that_was_found_in_the_meantime_is_not_missing(room):
    told(room)
    now = FILED + timedelta(days=1)
    checking.find(room.dispute, {"identity": Found(Verdict.VALID)}, by=room.clerk, now=now)
    with pytest.raises(NotRefusable):
        refuse(room)


def test_it_is_refused_once(room):
    refuse(told(room))
    with pytest.raises(NotRefusable):
        refuse(room)
    assert Document.objects.filter(kind=Paper.REGISTRATION_REFUSAL).count() == 1


@pytest.mark.parametrize("who", ["applicant", "agency", "commissioner", "stranger"])
def test_nobody_but_the_registry_ends_a_process(room, who):
    told(room)
    with pytest.raises(NotTheRegistry):
        refuse(room, by=getattr(room, who))
    with pytest.raises(NotTheRegistry):
        stop(room, by=getattr(room, who))


@pytest.mark.parametrize("registered", [False, True])
def test_a_process_is_stopped_with_its_criterion_and_facts(room, registered):
    """Perki 1/2013 Pasal 4; before registration and after it."""
    if registered:
        registry.register(
            room.dispute, "001/KIP-PSI/III/2024", registered_on=date(2024, 3, 14), **WHO
        )

    row = stop(room)

    dispute = room.again()
    assert (dispute.stage, dispute.disposition) == (Stage.PROCESS_STOPPED, "penghentian_proses")
    assert not running(dispute).exists()
    paper = papers.process_stop(row.paper)
    assert "tanpa tujuan" in paper.facts
    assert "Seratus permintaan" in paper.facts
    assert paper.register_number == ("001/KIP-PSI/III/2024" if registered else "")


@pytest.mark.parametrize("stage", [Stage.INCOMPLETE_NOTIFIED, Stage.SUMMONED, Stage.WITHDRAWN])
def test_at_another_stage_nothing_is_stopped_on_that_ground(room, stage):
    Dispute.objects.update(stage=stage)
    with pytest.raises(NotStoppable):
        stop(room)


def test_who_ends_a_process_says_why(room):
    with pytest.raises(ReasonNeeded):
        stop(room, facts="  ")
    with pytest.raises(ReasonNeeded):
        refuse(told(room), reason=" ")
    assert room.again().stage == Stage.INCOMPLETE_NOTIFIED


def test_the_worker_makes_both_papers(room, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        stop(room)
    Dispute.objects.update(stage=Stage.COMPLETENESS_CHECK)
    with django_capture_on_commit_callbacks(execute=True):
        refuse(told(room))

    kinds = [Paper.REGISTRATION_REFUSAL, Paper.PROCESS_STOP]
    made = Document.objects.filter(kind__in=kinds).exclude(file="")
    assert {one.kind for one in made} == {kind.value for kind in kinds}
