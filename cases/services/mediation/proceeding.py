"""A mediation goes on: begun, met in, lengthened once, noted, an agreement drafted.

No word of it is in the journal, and none in the correspondence of the dispute: both are read by
people who are no part of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cases.domain import mediation as rules
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.deadlines import RULES
from cases.domain.errors import ReasonNeeded
from cases.domain.hearings import MEDIATED, MEDIATION, MediatorNeeded, Presence
from cases.domain.mediation import FileKind
from cases.domain.notices import PARTIES, Side
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.rights import Right
from cases.domain.sources import uu_kip
from cases.domain.stages import Stage
from cases.domain.wording import listing, long_date
from cases.models import (
    Attachment,
    Dispute,
    Hearing,
    InformationItem,
    Mediation,
    MediationAgreement,
    MediationExtension,
    MediationFile,
    MediationNote,
    Upload,
    User,
)
from cases.queries import codes as free_codes
from cases.queries import mediation as queries
from cases.queries import panels
from cases.services import (
    accounts,
    correspondence,
    deadlines,
    docket,
    hearings,
    journal,
    notices,
    publication,
    rights,
    sittings,
)
from cases.services.correspondence import Writing
from cases.services.rights import right

ROLES = {Side.APPLICANT: PartyRole.APPLICANT, Side.RESPONDENT: PartyRole.RESPONDENT}


@right(Right.REGISTRY)
@publication.one_act
def begin(
    dispute: Dispute,
    items: Sequence[InformationItem],
    *,
    adjourned_on: date,
    by: User,
    now: datetime,
) -> Mediation:
    """Begin to mediate items of a dispute, after adjudication was adjourned for it on a day.

    Of a dispute whose first hearing nobody noted yet the stages between are implied.

    Raises:
        NotTheTime: no hearing was held, the day lies ahead, or a mediation goes on.
        NotMediable: an item is objected to as exempt, or none is chosen (Pasal 40 ayat (2)).
        MediatorNeeded: nobody has the seat of mediator (Pasal 41).
    """
    dispute = locked(dispute)
    rules.check_begin(
        Stage(dispute.stage),
        is_running=queries.is_running(dispute),
        day=adjourned_on,
        today=notices.today(dispute, now),
    )
    grounds = {one.label: told for one, told in queries.grounds_of(dispute).items()}
    chosen = [one.label for one in items]
    rules.check_items(chosen, grounds)
    if panels.of(dispute).mediator is None:
        raise MediatorNeeded("Mediator belum ditetapkan; isi kursinya.", article=uu_kip(41))
    mediation = Mediation.objects.create(
        code=free_codes.drawn(Mediation), dispute=dispute, begun_on=adjourned_on, begun_by=by
    )
    mediation.items.set(items)
    docket.move(dispute, Stage.MEDIATION, along_path=True, **who(by, now))
    mediation.dispute = dispute
    enter("mediation_begun", mediation, by, now, items=chosen, on=str(adjourned_on))
    until = _start_clock(mediation, adjourned_on, by, now)
    text = f"Mediasi dimulai untuk butir {listing(chosen)}."
    tell(mediation, f"{text}{until}", by, now)
    line = docket.Line(
        kind="mediasi_dimulai",
        text="Mediasi dimulai",
        text_en="Mediation began",
        occurred_on=adjourned_on,
        visibility=Visibility.PARTIES,
    )
    docket.record(dispute, line, **who(by, now))
    return mediation


@right(Right.REGISTRY)
@publication.one_act
def meet(
    mediation: Mediation,
    hearing: Hearing,
    presence: Mapping[Side, Presence],
    *,
    by: User,
    now: datetime,
) -> Hearing:
    """Note that a session took place, and which sides came.

    With the first joint one the length of the mediation begins to run, where its figure is
    known.

    Raises:
        MediationOver: it has ended.
        NotAMeeting: the session is not one of this mediation.
        HearingNotSet: the session was not released, is noted already, or lies ahead.
    """
    sittings.locked(sittings.served(hearing))
    mediation = open_one(mediation)
    if not queries.sessions_of(mediation, MEDIATED).filter(pk=hearing.pk).exists():
        raise rules.NotAMeeting("Sidang itu bukan pertemuan mediasi ini.")
    is_first = hearing.kind == MEDIATION and not queries.has_met(mediation)
    held = sittings.note_held(hearing, by=by, now=now)
    for side, told in presence.items():
        hearings.record_appearance(held, None, role=ROLES[side], presence=told, **who(by, now))
    if is_first:
        _first_meeting(mediation, held.held_on, by, now)
    return held


@right(Right.REGISTRY)
@publication.one_act
def extend(mediation: Mediation, *, reason: str, by: User, now: datetime) -> MediationExtension:
    """Lengthen a mediation once, by what its rule allows (Perki 1/2013 Pasal 41).

    Raises:
        MediationOver: it has ended.
        ExtendedAlready: it was lengthened, or no length runs: before the first session, or in a
            regime whose figure is not known.
        ReasonNeeded: no reason is given.
    """
    mediation = open_one(mediation)
    dispute = mediation.dispute
    clock = queries.clock_of(mediation, rules.LENGTH[dispute.regime])
    if clock is None or clock.met_on or hasattr(mediation, "extension"):
        raise rules.ExtendedAlready("Mediasi diperpanjang satu kali, selagi waktunya dihitung.")
    if not reason.strip():
        raise ReasonNeeded("Tuliskan alasan perpanjangan.")
    row = MediationExtension.objects.create(
        mediation=mediation,
        decided_on=notices.today(dispute, now),
        reason=reason.strip(),
        decided_by=by,
        decided_at=now,
    )
    longer = deadlines.extend(clock, **who(by, now))
    enter("mediation_extended", mediation, by, now, due=str(longer.due_on))
    tell(mediation, f"Mediasi diperpanjang sampai {long_date(longer.due_on)}.", by, now)
    return row


@right(Right.NOTES)
@publication.one_act
def note(
    mediation: Mediation,
    text: str,
    *,
    hearing: Hearing | None = None,
    is_caucus: bool = False,
    by: User,
    now: datetime,
) -> MediationNote:
    """Keep a note of those who lead it; one of a caucus is for the mediator alone.

    Raises:
        ReasonNeeded: nothing is written.
    """
    if is_caucus:
        rights.check(Right.CAUCUS, mediation, by)
    if not text.strip():
        raise ReasonNeeded("Tuliskan catatannya.")
    row = MediationNote.objects.create(
        mediation=mediation,
        hearing=hearing,
        is_caucus=is_caucus,
        text=text.strip(),
        written_by=by,
        written_at=now,
    )
    enter("mediation_noted", mediation, by, now, text_sha256=_print_of(row.text))
    return row


@right(Right.LEADING)
@publication.one_act
def draft_agreement(
    mediation: Mediation, text: str, *, by: User, now: datetime
) -> MediationAgreement:
    """Write the text of an agreement for both sides to read; the last one stands.

    Raises:
        MediationOver: it has ended.
        ReasonNeeded: nothing is written.
    """
    mediation = open_one(mediation)
    if not text.strip():
        raise ReasonNeeded("Tuliskan isi kesepakatan.")
    row = MediationAgreement.objects.create(
        mediation=mediation,
        no=mediation.agreements.count() + 1,
        text=text.strip(),
        written_by=by,
        written_at=now,
    )
    enter("mediation_agreement_drafted", mediation, by, now, text_sha256=_print_of(row.text))
    return row


@publication.one_act
def take(mediation: Mediation, files: Sequence[Upload], kind: FileKind, now: datetime) -> None:
    """Let files belong to a mediation; from then on they serve nowhere else.

    Raises:
        Confidential: one of them serves somewhere already.
    """
    for upload in Upload.objects.select_for_update().filter(pk__in=[one.pk for one in files]):
        mine = MediationFile.objects.filter(upload=upload).first()
        if mine is not None and mine.mediation_id == mediation.pk:
            continue
        is_sent = Attachment.objects.filter(upload=upload).exists()
        if mine or is_sent or upload.document_id or upload.tendered_side:
            raise rules.Confidential("Berkas ini sudah dipakai di tempat lain.")
        MediationFile.objects.create(
            mediation=mediation, upload=upload, kind=kind, added_at=now
        )


def open_one(mediation: Mediation) -> Mediation:
    """The row of a mediation that goes on, its dispute locked before it.

    Raises:
        MediationOver: it has ended, or the dispute went on without it.
    """
    dispute = locked(mediation.dispute)
    row = Mediation.objects.select_for_update().get(pk=mediation.pk)
    row.dispute = dispute
    rules.check_open(outcome=row.outcome, stage=Stage(dispute.stage))
    return row


def locked(dispute: Dispute) -> Dispute:
    """The row of a dispute, locked until the caller's transaction ends."""
    return sittings.locked([dispute])[0]


def who(by: User, now: datetime) -> dict[str, Any]:
    """Who acts, and when, as services are told."""
    return {"actor": accounts.as_actor(by), "now": now}


def enter(act: str, mediation: Mediation, by: User, now: datetime, **told: Any) -> None:
    """Enter an act in the journal: codes, days and fingerprints, and no word of anybody."""
    journal.record(
        act,
        actor=accounts.as_actor(by),
        at=now,
        dispute=mediation.dispute,
        payload={"mediation": mediation.code, **told},
    )


def tell(
    mediation: Mediation, text: str, by: User, now: datetime, files: Sequence[Upload] = ()
) -> None:
    """Write to both sides what everybody of the dispute may know."""
    writing = Writing(CorrespondenceKind.MESSAGE, text, files)
    correspondence.tell(
        mediation.dispute, writing, sender=Side.COMMISSION, to=PARTIES, by=by, now=now
    )


def _start_clock(mediation: Mediation, day: date, by: User, now: datetime) -> str:
    """The clock of the first session, and what a letter says of it."""
    rule = rules.START.get(mediation.dispute.regime)
    if rule is None:
        return ""
    note = "pemeriksaan ditunda untuk mediasi"
    clock = deadlines.start(
        mediation.dispute, rule, triggered_on=day, trigger_note=note, **who(by, now)
    )
    return (
        f" Pertemuan pertama pada hari itu juga, atau yang disepakati paling lambat "
        f"{long_date(clock.due_on)}."
    )


def _first_meeting(mediation: Mediation, day: date, by: User, now: datetime) -> None:
    """The clock of the beginning is met; that of the length starts, where one is known."""
    dispute = mediation.dispute
    start = queries.clock_of(mediation, rules.START.get(dispute.regime, ""))
    if start is not None and start.met_on is None:
        deadlines.meet(start, met_on=day, **who(by, now))
    rule = RULES[rules.LENGTH[dispute.regime]]
    if rule.is_known:
        note = "pertemuan mediasi pertama"
        deadlines.start(dispute, rule.key, triggered_on=day, trigger_note=note, **who(by, now))


def _print_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
