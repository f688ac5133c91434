"""Marks on turns, and what they become once the chair has put them on the record."""

from __future__ import annotations

from collections.abc import Sequence

from cases.domain.admissions import LegalEffect, NobodyBound, NotTheChair, Stance
from cases.domain.capture import MarkKind
from cases.domain.errors import CaseError
from cases.domain.parties import PartyRole
from cases.domain.threads import CLAIMS
from cases.models import (
    CaptureEntry,
    Dispute,
    Exhibit,
    Hearing,
    MarkConfirmation,
    Participant,
    TurnMark,
    Utterance,
)
from cases.queries import capture as queries
from cases.queries import threads as waiting
from cases.services import admissions, threads
from cases.services.admissions import PanelOrderDetails, PropositionDetails, StanceDetails
from cases.services.capture.log import Log, TurnUnknown


class NobodyRules(CaseError):
    """An order of the panel is given by somebody who sits on it."""

    code = "nobody_rules"


def exhibit(disputes: Sequence[Dispute], told: str) -> Exhibit | None:
    """The exhibit that is called so in one of the disputes: P-1, T-2."""
    side, _dash, no = told.strip().upper().partition("-")
    if not no.isdecimal():
        return None
    return Exhibit.objects.filter(dispute__in=disputes, side=side, no=int(no)).first()


def find(hearing: Hearing, ref: str) -> TurnMark:
    """The mark that an entry made, on a turn that stands.

    Raises:
        TurnUnknown: there is none.
    """
    device, _colon, n = ref.rpartition(":")
    rows = TurnMark.objects.filter(
        utterance__hearing=hearing,
        utterance__withdrawal=None,
        entry__device__device=device,
        entry__n=int(n or 0),
    )
    found = rows.select_related("utterance__captured", "entry").first()
    if found is None:
        raise TurnUnknown("Tanda yang dikukuhkan tidak ada, atau gilirannya sudah ditarik.")
    return found


def put_on_record(
    log: Log, mark: TurnMark, entry: CaptureEntry, *, word: Utterance | None
) -> None:
    """Let a mark become what it says, once. ``word``: the turn in which the chair said so.

    Raises:
        NotTheChair: the word is somebody else's.
        NobodyBound: it binds no party. NobodyRules: an order that nobody of the panel gave.
    """
    if MarkConfirmation.objects.filter(mark=mark).exists():
        return  # two recorders heard the chair
    if word is not None and word is not mark.utterance:
        _check_chair(log, word)
    became = _become(log, mark)
    MarkConfirmation.objects.create(mark=mark, entry=entry, word=word, became=became)


def _check_chair(log: Log, word: Utterance) -> None:
    speaker = log.speaker(word.captured.speaker)
    if speaker is None or not speaker.is_chair:
        raise NotTheChair("Tanda dikukuhkan dengan kata ketua majelis.")


def _become(log: Log, mark: TurnMark) -> str:
    if mark.kind == MarkKind.ADMISSION:
        return _admit(log, mark)
    if mark.kind == MarkKind.UNDERTAKING:
        party = _bound(log, mark)
        made = threads.promise(
            mark.utterance,
            party,
            what=mark.what or waiting.label_of(mark.utterance),
            due_on=mark.due_on,
            actor=log.actor,
            now=log.now,
        )
        return made.assertion.proposition.code
    if mark.kind == MarkKind.ORDER:
        return _order(log, mark)
    return ""


def _admit(log: Log, mark: TurnMark) -> str:
    """A neutral claim, as the recorder worded it or as it was asked, and the party's stance."""
    party, said = _bound(log, mark), mark.utterance
    asked = said.replies_to
    proposition = admissions.propose(
        party.dispute,
        PropositionDetails(
            waiting.next_code(party.dispute, CLAIMS),
            mark.what or waiting.label_of(asked or said),
        ),
        items=[one for one in said.items.all() if one.dispute_id == party.dispute_id],
        actor=log.actor,
        now=log.now,
    )
    admissions.take_stance(
        proposition,
        StanceDetails(
            Stance.AFFIRMS,
            log.hearing.held_on,
            effect=LegalEffect.ADMISSION,
            participant=party,
            person=said.person,
            capacity=said.role,
            utterance=said,
        ),
        actor=log.actor,
        now=log.now,
    )
    return proposition.code


def _order(log: Log, mark: TurnMark) -> str:
    dispute = log.dispute(mark.utterance.captured.register)
    speaker = log.speaker(mark.utterance.captured.speaker)
    bench = [one for one in queries.cast(log.hearing) if one.is_bench]
    giver = speaker if speaker is not None and speaker.is_bench else next(iter(bench), None)
    if giver is None or giver.person is None:
        raise NobodyRules("Tidak ada anggota majelis yang memberi perintah itu.")
    respondents = queries.parties_on([dispute], PartyRole.RESPONDENT)
    body = next((one.public_body for one in respondents if one.public_body), None)
    made = admissions.order_by_panel(
        log.hearing,
        PanelOrderDetails(
            f"{log.hearing.code}-{log.hearing.panel_orders.count() + 1}",
            mark.what or waiting.label_of(mark.utterance),
            due_on=mark.due_on,
        ),
        disputes=[dispute],
        given_by=giver.person,
        to_body=body,
        utterance=mark.utterance,
        actor=log.actor,
        now=log.now,
    )
    return made.key


def _bound(log: Log, mark: TurnMark) -> Participant:
    captured = mark.utterance.captured
    speaker = log.speaker(captured.speaker)
    party = speaker.party_in(log.dispute(captured.register)) if speaker else None
    if party is None:
        raise NobodyBound("Penutur giliran ini tidak mengikat pihak mana pun.")
    return party
