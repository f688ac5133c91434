"""How a summons was served: noted by the registry with its proof, or said by the party."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cases.domain import summons as rules
from cases.domain.correspondence import AlreadySent
from cases.domain.errors import ReasonNeeded
from cases.domain.notices import Side
from cases.domain.rights import Right
from cases.domain.summons import ServiceResult, ServiceWay
from cases.domain.uploads import NotAParty
from cases.models import Attachment, Dispute, Summons, SummonsService, Upload, User
from cases.queries import summons as queries
from cases.services import (
    accounts,
    hearings,
    journal,
    notices,
    publication,
    rights,
    sittings,
    uploads,
)
from cases.services.rights import right


@dataclass(frozen=True, slots=True)
class Record:
    """How a summons was served, as the registry notes it. Day and hour are local."""

    way: ServiceWay
    result: ServiceResult
    served_on: date
    served_at: time | None = None
    received_by: str = ""
    capacity: str = ""
    place: str = ""
    tracking: str = ""
    server: str = ""
    note: str = ""
    proof: Upload | None = None
    corrects: SummonsService | None = None


@right(Right.REGISTRY)
@publication.one_act
def record_service(
    summons: Summons, told: Record, *, by: User, now: datetime
) -> SummonsService:
    """Note how a summons was served, with its proof; an error is corrected by another record.

    Raises:
        SummonsWithdrawn: its hearing was moved or cancelled.
        WrongServiceDay, RecipientNeeded: as the rules say.
        ReasonNeeded: it was refused or came back, and no reason is given.
        WrongCorrection: what is corrected is of another summons, of the party, or was already.
        NotAParty, AlreadySent: the proof was brought by somebody else, or serves elsewhere.
    """
    row = _locked(summons)
    rules.check_service(
        on=told.served_on,
        written_on=row.letter_date,
        today=notices.today(row.dispute, now),
        result=told.result,
        received_by=told.received_by,
    )
    needs_reason = {ServiceResult.REFUSED, ServiceResult.RETURNED}
    if told.result in needs_reason and not told.note.strip():
        raise ReasonNeeded("Tuliskan alasan penolakan, atau mengapa surat kembali.")
    _check_correction(row, told.corrects)
    if told.proof is not None:
        _take_proof(told.proof, row.dispute)
    return enter(row, told, "", by, now)


@publication.one_act
def acknowledge(summons: Summons, side: Side, *, by: User, now: datetime) -> SummonsService:
    """A party says that it has received a summons: served by the desk on that local day.

    Raises:
        NotTheirSide: ``by`` does not write for that party.
        SummonsWithdrawn: its hearing was moved or cancelled.
        AlreadyReceived: it was said before, or the hearing is over.
    """
    rights.check_side(by, summons.dispute, side)
    row = _locked(summons)
    if not queries.may_be_acknowledged(row):
        raise rules.AlreadyReceived("Penerimaan panggilan ini sudah dicatat.")
    at = now.astimezone(ZoneInfo(row.dispute.commission.time_zone))
    told = Record(
        way=ServiceWay.DESK,
        result=ServiceResult.RECEIVED,
        served_on=at.date(),
        served_at=at.time().replace(second=0, microsecond=0),
        received_by=by.name or by.email,
    )
    return enter(row, told, side.value, by, now)


def _check_correction(row: Summons, corrected: SummonsService | None) -> None:
    if corrected is None:
        return
    is_done = SummonsService.objects.filter(corrects=corrected).exists()
    if corrected.summons_id != row.pk or corrected.by_party or is_done:
        raise rules.WrongCorrection("Catatan itu tidak dapat diganti; muat ulang halaman ini.")


def _take_proof(upload: Upload, dispute: Dispute) -> None:
    if upload.commission_id != dispute.commission_id:
        raise NotAParty("Bukti penyampaian dibawa oleh Kepaniteraan.")
    is_used = SummonsService.objects.filter(proof=upload).exists()
    if is_used or upload.document_id or Attachment.objects.filter(upload=upload).exists():
        raise AlreadySent("Berkas ini sudah dipakai.")
    uploads.bring_into(upload, dispute)


def enter(row: Summons, told: Record, side: str, by: User, now: datetime) -> SummonsService:
    """Append a record of service; ``side``: the party that says so itself, or empty."""
    made = SummonsService.objects.create(
        summons=row,
        way=told.way,
        result=told.result,
        served_on=told.served_on,
        served_at=told.served_at,
        received_by=told.received_by.strip(),
        capacity=told.capacity.strip(),
        place=told.place.strip(),
        tracking=told.tracking.strip(),
        server=told.server.strip(),
        note=told.note.strip(),
        by_party=side,
        proof=told.proof,
        corrects=told.corrects,
        recorded_by=by,
        recorded_at=now,
    )
    payload = {
        "summons": row.paper.code,
        "way": made.way,
        "result": made.result,
        "on": made.served_on.isoformat(),
        "by_party": side,
        "told_sha256": hashlib.sha256(
            f"{made.received_by}\n{made.capacity}\n{made.place}\n{made.note}".encode()
        ).hexdigest(),
        "proof": told.proof.sha256 if told.proof else "",
        "corrects": told.corrects.pk if told.corrects else None,
    }
    journal.record(
        "summons_served",
        actor=accounts.as_actor(by),
        at=now,
        dispute=row.dispute,
        hearing=row.hearing,
        payload=payload,
    )
    return made


def _locked(summons: Summons) -> Summons:
    """The summons with its dispute and hearing locked; refused where it calls to nothing."""
    sittings.locked([summons.dispute])
    hearings.locked(summons.hearing)
    row = Summons.objects.select_related(*queries.NAMED).get(pk=summons.pk)
    if queries.is_withdrawn(row):
        raise rules.SummonsWithdrawn(
            "Sidangnya dipindahkan atau dibatalkan; panggilan ini tidak berlaku lagi."
        )
    return row
