"""Corrections that parties propose: while a window is open, and never of what is closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.domain.correcting import (
    ChangedMeanwhile,
    DaysNeeded,
    DraftNotOpen,
    NotCorrectable,
    NothingChanged,
    NoWindow,
    Touched,
)
from cases.domain.errors import ReasonNeeded
from cases.domain.hearings import MediationIsClosed
from cases.domain.notices import Side
from cases.domain.publication import Visibility
from cases.domain.rights import NotTheirSide
from cases.domain.transcripts import AlreadyFrozen, UtteranceKind
from cases.models import (
    CorrectionWindow,
    Hearing,
    JournalEntry,
    Notice,
    ProposalDecision,
    ProposalWithdrawal,
    TurnCorrection,
    TurnProposal,
)
from cases.queries import correcting as queries
from cases.queries import drafts_shown
from cases.services import journal
from cases.services.transcripts import correcting
from cases.services.transcripts.correcting import Voicing
from tests.hearing_room import NOW, open_room
from tests.people import people_of
from tests.public_record import freeze, say
from tests.standing import standing

pytestmark = pytest.mark.django_db
SPEECH = UtteranceKind.SPEECH
LATER = NOW + timedelta(days=30)


built, room = standing(open_room)


@pytest.fixture
def people(room):
    return people_of(room)


@pytest.fixture
def turn(room):
    return say(room, SPEECH, "Kami tidak bekerja sama.", speaker="Pak Darma", role="Termohon")


@pytest.fixture
def window(room, people, turn):
    return correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)


def latest(turn):
    return queries.latest_revision(turn)


def propose(room, user, turn, text="Kami bekerja sama.", *, side=Side.RESPONDENT, **more):
    told = {"dispute": room.dispute, "side": side, "reason": "salah dengar", "by": user,
            "now": NOW}  # fmt: skip
    return correcting.propose(latest(turn), text, **told | more)


def accept(people, proposal, text=None, **more):
    seen = latest(proposal.revision.utterance).pk
    told = {"seen_revision": seen, "by": people.ratna, "now": NOW}
    return correcting.accept(proposal, text or proposal.text, **told | more)


def test_a_window_shows_its_last_day_with_the_working_and_tells_both_sides(
    room, people, window
):
    assert (window.opened_on, window.last_on) == (date(2024, 3, 14), date(2024, 3, 19))
    assert len(window.working["counted"]) == 3
    told = Notice.objects.filter(kind="draft_open")
    assert {one.user for one in told} == {people.lestari, people.darma}
    assert told[0].payload["last_on"] == "2024-03-19"


def test_a_window_is_open_until_the_end_of_its_last_day(room, window):
    def are_open(days):
        found = drafts_shown.open_windows(room.dispute, now=NOW + timedelta(days=days))
        return [one.no for one in found]

    assert [are_open(days) for days in (0, 5, 6)] == [[1], [1], []]


def test_a_window_that_is_opened_anew_takes_the_place_of_the_first(room, people, window):
    again = correcting.open_window(room.hearing, 10, by=people.ratna, now=NOW)

    assert drafts_shown.open_windows(room.dispute, now=NOW) == [again]
    assert not drafts_shown.is_open(window, now=NOW)


@pytest.mark.parametrize("days", [0, -3, 4000])
def test_a_window_lasts_some_days(room, people, days):
    with pytest.raises(DaysNeeded):
        correcting.open_window(room.hearing, days, by=people.ratna, now=NOW)


def test_no_draft_is_shown_of_what_is_closed(room, people):
    def change(**how):
        Hearing.objects.filter(pk=room.hearing.pk).update(**how)

    change(kind="mediasi")
    with pytest.raises(MediationIsClosed):
        correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)
    change(kind="pembuktian", is_public=False)
    with pytest.raises(DraftNotOpen):
        correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)
    change(is_public=True)
    room.disputes[1].visibility = Visibility.SEALED
    room.disputes[1].save(update_fields=["visibility"])
    with pytest.raises(DraftNotOpen):
        correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)


def test_a_window_closes_when_the_hearing_is_closed_after_all(room, people, turn, window):
    Hearing.objects.filter(pk=room.hearing.pk).update(is_public=False)

    assert drafts_shown.open_windows(room.dispute, now=NOW) == []
    with pytest.raises(NoWindow):
        propose(room, people.darma, turn)


def test_a_proposal_changes_nothing_until_it_is_accepted(room, people, turn, window):
    proposal = propose(room, people.darma, turn)

    assert latest(turn).text == "Kami tidak bekerja sama."
    assert list(queries.open_proposals(room.hearing)) == [proposal]
    assert journal.verify() == ()


def test_an_accepted_proposal_becomes_a_revision_that_names_it(room, people, turn, window):
    proposal = propose(room, people.darma, turn)

    decision = accept(people, proposal)

    made = latest(turn)
    assert (made.text, made.reason) == ("Kami bekerja sama.", "salah dengar")
    assert made.accepted_proposal == decision
    assert TurnCorrection.objects.get().act == "proposal"
    assert list(queries.open_proposals(room.hearing)) == []
    with pytest.raises(Touched):
        accept(people, proposal, "Lain lagi.")


def test_the_registrar_may_write_it_otherwise_and_name_the_speaker(room, people, turn, window):
    proposal = propose(room, people.lestari, turn, side=Side.APPLICANT)
    chair = Voicing(room.chair, "Ketua Wibowo", "Ketua Majelis", "majelis")

    accept(people, proposal, "Kami bekerja sama?", voicing=chair, reason="menurut rekaman")

    turn.refresh_from_db()
    assert (turn.speaker, turn.person) == ("Ketua Wibowo", room.chair)
    assert latest(turn).text == "Kami bekerja sama?"


def test_a_refusal_has_its_reason_and_stays_on_record(room, people, turn, window):
    proposal = propose(room, people.darma, turn)

    with pytest.raises(ReasonNeeded):
        correcting.refuse(proposal, reason=" ", by=people.ratna, now=NOW)
    correcting.refuse(proposal, reason="rekaman jelas", by=people.ratna, now=NOW)

    told = drafts_shown.proposals_by(room.dispute, Side.RESPONDENT, room.hearing).get()
    assert (told.decision.reason, told.decision.revision) == ("rekaman jelas", None)
    assert latest(turn).text == "Kami tidak bekerja sama."


def test_what_changed_since_is_decided_on_what_stands(room, people, turn, window):
    proposal = propose(room, people.darma, turn)
    before = latest(turn).pk
    other = propose(room, people.lestari, turn, "Kami sama.", side=Side.APPLICANT)
    accept(people, other)

    with pytest.raises(ChangedMeanwhile):
        accept(people, proposal, seen_revision=before)
    accept(people, proposal)
    assert latest(turn).text == "Kami bekerja sama."


@pytest.mark.parametrize("closed", [True, False])
def test_nothing_is_proposed_of_closed_or_withdrawn_words(room, people, turn, window, closed):
    if closed:
        turn.is_closed = True
        turn.save(update_fields=["is_closed"])
    else:
        correcting.withdraw(turn, seen_revision=latest(turn).pk, reason="x", by=people.ratna,
                            now=NOW)  # fmt: skip
    with pytest.raises(NotCorrectable):
        propose(room, people.darma, turn)
    assert not drafts_shown.readable(room.hearing).exists()


def test_nothing_is_proposed_too_late_or_without_a_window(room, people, turn):
    with pytest.raises(NoWindow):
        propose(room, people.darma, turn)
    correcting.open_window(room.hearing, 3, by=people.ratna, now=NOW)
    with pytest.raises(NoWindow):
        propose(room, people.darma, turn, now=LATER)


def test_a_proposal_says_something_else_and_why(room, people, turn, window):
    with pytest.raises(NothingChanged):
        propose(room, people.darma, turn, "Kami tidak bekerja sama.")
    with pytest.raises(ReasonNeeded):
        propose(room, people.darma, turn, reason="")
    same = "Kami tidak bekerja sama."
    voicing = Voicing(None, "", "Pemohon", "pemohon")
    assert propose(room, people.darma, turn, same, voicing=voicing).role == "Pemohon"


def test_nothing_is_proposed_for_a_dispute_that_was_not_heard(room, people, turn, window):
    other = open_room(name="jabar")

    with pytest.raises(NotCorrectable):
        propose(room, people.darma, turn, dispute=other.dispute)


def test_a_frozen_record_has_no_window_any_more(room, turn, window):
    freeze(room)

    assert drafts_shown.open_windows(room.dispute, now=NOW) == []


def take_back(room, user, proposal, **more):
    told = {"dispute": room.dispute, "side": Side.RESPONDENT, "by": user, "now": NOW}
    return correcting.take_back(proposal, **told | more)


def test_a_side_takes_its_proposal_back_and_it_waits_for_nobody_any_more(
    room, people, turn, window
):
    proposal = propose(room, people.darma, turn)

    take_back(room, people.darma, proposal)

    assert list(queries.open_proposals(room.hearing)) == []
    assert [one.proposals for one in queries.rows_of(room.hearing, [turn])] == [0]
    assert list(queries.proposals_of(room.hearing)) == [proposal]
    told = JournalEntry.objects.get(act="correction_taken_back").payload
    assert told == {"proposal": proposal.pk, "side": "termohon"}


def test_what_was_taken_back_is_not_decided_and_what_was_decided_is_not_taken_back(
    room, people, turn, window
):
    first, second = (propose(room, people.darma, turn, text) for text in ("Satu.", "Dua."))
    take_back(room, people.darma, first)
    correcting.refuse(second, reason="terdengar jelas", by=people.ratna, now=NOW)

    with pytest.raises(Touched):
        accept(people, first)
    with pytest.raises(Touched):
        correcting.refuse(first, reason="sudah dicabut", by=people.ratna, now=NOW)
    for one in (first, second):
        with pytest.raises(Touched):
            take_back(room, people.darma, one)
    assert ProposalWithdrawal.objects.count() == 1


def test_nobody_takes_back_what_another_side_proposed(room, people, turn, window):
    proposal = propose(room, people.darma, turn)
    other = open_room(name="jabar")

    for user, side in ((people.lestari, Side.APPLICANT), (people.lestari, Side.RESPONDENT)):
        with pytest.raises((NotCorrectable, NotTheirSide)):
            take_back(room, user, proposal, side=side)
    with pytest.raises((NotCorrectable, NotTheirSide)):
        take_back(room, people.darma, proposal, dispute=other.dispute)
    assert list(queries.open_proposals(room.hearing)) == [proposal]


def test_nothing_is_taken_back_once_the_record_is_frozen(room, people, turn, window):
    proposal = propose(room, people.darma, turn)
    freeze(room)

    with pytest.raises(AlreadyFrozen):
        take_back(room, people.darma, proposal)


def test_that_it_was_taken_back_only_grows(room, people, turn, window):
    row = take_back(room, people.darma, propose(room, people.darma, turn))

    for act in (lambda: ProposalWithdrawal.objects.update(withdrawn_at=LATER), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize("model", [CorrectionWindow, TurnProposal, ProposalDecision])
def test_what_was_proposed_and_decided_only_grows(room, people, turn, window, model):
    accept(people, propose(room, people.darma, turn))
    row = model.objects.get()

    for act in (lambda: model.objects.filter(pk=row.pk).update(id=row.pk + 99), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
