"""Corrections that parties propose in a window of days; the registrar accepts or refuses them.

No provision that we read gives such a window or its length: the registrar says how many days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.domain import correcting as rules
from cases.domain.correcting import Act
from cases.domain.errors import ReasonNeeded
from cases.domain.notices import PARTIES, Event, NoticeKind, Side
from cases.domain.rights import Right
from cases.models import (
    CorrectionWindow,
    Dispute,
    Hearing,
    ProposalDecision,
    ProposalWithdrawal,
    TurnProposal,
    User,
    Utterance,
    UtteranceRevision,
)
from cases.queries import calendars, drafts_shown
from cases.queries import notices as concerns
from cases.queries import transcripts as records
from cases.services import journal, notices, publication, rights
from cases.services.accounts import as_actor
from cases.services.rights import right
from cases.services.transcripts.correcting.bulk import Voicing
from cases.services.transcripts.correcting.pen import seen
from cases.services.transcripts.correcting.turns import correct, telling_of
from cases.services.transcripts.turns import open_record


@right(Right.REGISTRY)
@publication.one_act
def open_window(hearing: Hearing, days: int, *, by: User, now: datetime) -> CorrectionWindow:
    """Let the parties read the draft and propose corrections for so many working days.

    A window that is opened anew takes the place of the one before.

    Raises:
        DraftNotOpen: the hearing was closed to the public, or a dispute of it is sealed.
        DaysNeeded, CalendarDoesNotReach: there is no such last day.
        AlreadyFrozen, MediationIsClosed: there is no draft.
    """
    hearing = open_record(hearing)
    if not drafts_shown.may_be_shown(hearing):
        raise rules.DraftNotOpen("Draf sidang tertutup tidak diperlihatkan kepada para pihak.")
    opened_on = drafts_shown.today_of(hearing, now)
    calendar = calendars.working_calendar(hearing.commission.region)
    working = rules.counted(opened_on, days, calendar)
    window = CorrectionWindow.objects.create(
        hearing=hearing,
        no=hearing.correction_windows.count() + 1,
        opened_on=opened_on,
        days=days,
        last_on=working.last_on,
        working=working.told(),
        opened_by=by,
        opened_at=now,
    )
    journal.record(
        "correction_window_opened",
        actor=as_actor(by),
        at=now,
        hearing=hearing,
        payload={"no": window.no, "days": days, "last_on": str(window.last_on)},
    )
    _tell(window, now)
    return window


@publication.one_act
def propose(
    revision: UtteranceRevision,
    text: str,
    *,
    voicing: Voicing | None = None,
    dispute: Dispute,
    side: Side,
    reason: str,
    by: User,
    now: datetime,
) -> TurnProposal:
    """Propose other words for a turn, or another speaker, as a party of a dispute.

    Raises:
        NotTheirSide: ``by`` does not write for that party.
        NoWindow: the registrar takes no proposals of this hearing.
        NotCorrectable: the turn is closed, withdrawn, or of another dispute.
        ChangedMeanwhile: the wording that was read does not stand any more.
        NothingChanged: the turn says so already. ReasonNeeded: no reason was given.
    """
    rights.check_side(by, dispute, side)
    if not reason.strip():
        raise ReasonNeeded("Sebutkan alasan usulan ini.")
    hearing = open_record(revision.utterance.hearing)
    window, turn = _window(hearing, now), revision.utterance
    is_ours = hearing.disputes.filter(pk=dispute.pk).exists()
    if not is_ours or not drafts_shown.readable(hearing).filter(pk=turn.pk).exists():
        raise rules.NotCorrectable("Giliran ini tidak dapat diusulkan koreksinya.")
    latest = seen(turn, revision.pk)
    speaker, role = _other_voice(turn, voicing)
    if text == latest.text and not (speaker or role):
        raise rules.NothingChanged("Usulan itu sama dengan yang tertulis.")
    proposal = TurnProposal.objects.create(
        window=window,
        revision=latest,
        dispute=dispute,
        side=side,
        text=text,
        speaker=speaker,
        role=role,
        reason=reason,
        proposed_by=by,
        proposed_at=now,
    )
    _note(proposal)
    return proposal


@right(Right.REGISTRY)
@publication.one_act
def accept(
    proposal: TurnProposal,
    text: str,
    *,
    voicing: Voicing | None = None,
    seen_revision: int,
    reason: str = "",
    by: User,
    now: datetime,
) -> ProposalDecision:
    """Let a proposal become a revision that names it; ``text`` is how the registrar writes it.

    Raises:
        Touched: it was decided before, or taken back.
        ChangedMeanwhile, NothingChanged, AlreadyFrozen: as ``correct``.
    """
    hearing = open_record(proposal.window.hearing)
    _check_open(proposal)
    turn = proposal.revision.utterance
    telling = replace(telling_of(turn, seen(turn, seen_revision)), text=text)
    if voicing is not None:
        telling = replace(
            telling,
            person=voicing.person,
            speaker=voicing.speaker,
            role=voicing.role,
            side=voicing.side,
        )
    made = correct(
        turn,
        telling,
        seen_revision=seen_revision,
        reason=reason.strip() or proposal.reason,
        by=by,
        now=now,
        act=Act.PROPOSAL,
    )
    return _decide(hearing, proposal, made, reason, by, now)


@right(Right.REGISTRY)
@publication.one_act
def refuse(proposal: TurnProposal, *, reason: str, by: User, now: datetime) -> ProposalDecision:
    """Refuse a proposal, with the reason; it stays on record.

    Raises:
        Touched: it was decided before, or taken back. ReasonNeeded: no reason was given.
        AlreadyFrozen, MediationIsClosed: there is no draft.
    """
    if not reason.strip():
        raise ReasonNeeded("Sebutkan alasan penolakan.")
    hearing = open_record(proposal.window.hearing)
    _check_open(proposal)
    return _decide(hearing, proposal, None, reason, by, now)


@publication.one_act
def take_back(
    proposal: TurnProposal, *, dispute: Dispute, side: Side, by: User, now: datetime
) -> ProposalWithdrawal:
    """Take back what one's own side proposed; it stays on record as taken back.

    Raises:
        NotCorrectable: another side, or a side of another dispute, proposed it.
        Touched: it was decided, or taken back before.
        AlreadyFrozen, MediationIsClosed: there is no draft.
        NotTheirSide: ``by`` does not write for that side.
    """
    rights.check_side(by, dispute, side)
    hearing = open_record(proposal.window.hearing)
    if (proposal.dispute_id, proposal.side) != (dispute.pk, side):
        raise rules.NotCorrectable("Usulan ini bukan usulan pihak Anda.")
    _check_open(proposal)
    taken = ProposalWithdrawal.objects.create(
        proposal=proposal, withdrawn_by=by, withdrawn_at=now
    )
    journal.record(
        "correction_taken_back",
        actor=as_actor(by),
        at=now,
        dispute=dispute,
        hearing=hearing,
        payload={"proposal": proposal.pk, "side": str(side)},
    )
    return taken


def _window(hearing: Hearing, now: datetime) -> CorrectionWindow:
    window = drafts_shown.window_of(hearing)
    if window is None or not drafts_shown.is_open(window, now=now):
        raise rules.NoWindow("Masa usulan koreksi sidang ini tidak sedang berjalan.")
    return window


def _other_voice(turn: Utterance, voicing: Voicing | None) -> tuple[str, str]:
    """Who spoke according to a proposal; nobody where the turn says so already."""
    told = (voicing.speaker, voicing.role) if voicing else ("", "")
    return ("", "") if told == (turn.speaker, turn.role) else told


def _note(proposal: TurnProposal) -> None:
    revision = proposal.revision
    journal.record(
        "correction_proposed",
        actor=as_actor(proposal.proposed_by),
        at=proposal.proposed_at,
        dispute=proposal.dispute,
        hearing=proposal.window.hearing,
        payload={
            "proposal": proposal.pk,
            "position": str(revision.utterance.position),
            "rev": revision.rev,
            "side": str(proposal.side),
        },
    )


def _check_open(proposal: TurnProposal) -> None:
    if ProposalDecision.objects.filter(proposal=proposal).exists():
        raise rules.Touched("Usulan ini sudah diputus.")
    if ProposalWithdrawal.objects.filter(proposal=proposal).exists():
        raise rules.Touched("Usulan ini sudah dicabut pihak yang mengusulkannya.")


def _decide(
    hearing: Hearing,
    proposal: TurnProposal,
    revision: UtteranceRevision | None,
    reason: str,
    by: User,
    now: datetime,
) -> ProposalDecision:
    decision = ProposalDecision.objects.create(
        proposal=proposal,
        revision=revision,
        reason=reason.strip(),
        decided_by=by,
        decided_at=now,
    )
    journal.record(
        "correction_decided",
        actor=as_actor(by),
        at=now,
        dispute=proposal.dispute,
        hearing=hearing,
        payload={"proposal": proposal.pk, "is_accepted": revision is not None},
    )
    return decision


def _tell(window: CorrectionWindow, now: datetime) -> None:
    """Tell both sides until when they may read the draft."""
    hearing = window.hearing
    disputes = records.disputes_of(hearing)
    told = {
        "hearing_kind": hearing.kind,
        "held_on": hearing.held_on,
        "last_on": window.last_on,
    }
    notices.tell_parties(
        disputes,
        PARTIES,
        NoticeKind.DRAFT_OPEN,
        event=Event(f"draft:{hearing.code}:{window.no}", window.opened_on),
        payload=lambda mine: {
            **told,
            **concerns.about(mine),
            "address": f"/meja/perkara/{mine[0].code}/risalah/{hearing.code}/",
        },
        now=now,
    )
