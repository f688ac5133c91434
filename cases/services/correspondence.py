"""Writing between the sides of a dispute and the registry: appended, told, never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cases.domain import correspondence as rules
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.notices import Event, NoticeKind, Side
from cases.models import (
    Attachment,
    Correspondence,
    Deadline,
    Dispute,
    Document,
    Upload,
    User,
)
from cases.queries import codes as free_codes
from cases.queries import notices as concerns
from cases.services import accounts, journal, notices, rights, uploads


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written, and what goes with it; see ``Correspondence`` for each column."""

    kind: CorrespondenceKind
    text: str = ""
    enclosed: Sequence[Upload] = ()
    missing: Sequence[str] = ()
    reply_to: Correspondence | None = None
    paper: Document | None = None
    deadline: Deadline | None = None


@transaction.atomic
def write(
    dispute: Dispute,
    writing: Writing,
    *,
    sender: Side,
    to: Sequence[Side],
    by: User,
    now: datetime,
) -> Correspondence:
    """Put a piece of writing into a dispute, and tell the sides that read it.

    ``to``: the sides that read it besides the sender and the registry.

    Raises:
        NotTheirSide, NotTheRegistry: ``by`` does not write in the name of the sender.
        NotTheirWriting: the kind does not belong to that side.
        EmptyWriting: a message without words and without a file.
        AlreadySent: one of the files went with another piece of writing.
    """
    rights.check_side(by, dispute, sender)
    return tell(dispute, writing, sender=sender, to=to, by=by, now=now)


@transaction.atomic
def tell(
    dispute: Dispute,
    writing: Writing,
    *,
    sender: Side,
    to: Sequence[Side],
    by: User,
    now: datetime,
) -> Correspondence:
    """Write what an act brings with it, whoever did it: its right was asked there.

    Raises: as ``write`` does, but for who may.
    """
    rules.check_sender(writing.kind, sender)
    if not writing.text.strip() and not writing.enclosed and not writing.missing:
        raise rules.EmptyWriting("Tulislah sesuatu, atau sertakan berkas.")
    dispute = Dispute.objects.select_for_update().get(pk=dispute.pk)
    if Attachment.objects.filter(upload__in=writing.enclosed).exists():
        raise rules.AlreadySent("Berkas ini sudah dikirim.")
    readers = {sender, *to}
    row = _row(dispute, writing, sender, readers, by, now)
    for upload in writing.enclosed:
        uploads.bring_into(upload, dispute)
        Attachment.objects.create(correspondence=row, upload=upload)
    journal.record(
        "correspondence_sent",
        actor=accounts.as_actor(by),
        at=now,
        dispute=dispute,
        payload={
            "code": row.code,
            "kind": row.kind,
            "sender": sender.value,
            "text_sha256": hashlib.sha256(row.text.encode()).hexdigest(),
            "files": [upload.sha256 for upload in writing.enclosed],
        },
    )
    _tell_sides(row, sender, readers, now)
    return row


def _row(
    dispute: Dispute,
    writing: Writing,
    sender: Side,
    readers: set[Side],
    by: User,
    now: datetime,
) -> Correspondence:
    return Correspondence.objects.create(
        code=free_codes.drawn(Correspondence),
        dispute=dispute,
        kind=writing.kind,
        sender=sender,
        for_applicant=Side.APPLICANT in readers,
        for_respondent=Side.RESPONDENT in readers,
        text=writing.text.strip(),
        missing=list(writing.missing),
        reply_to=writing.reply_to,
        paper=writing.paper,
        deadline=writing.deadline,
        sent_by=by,
        sent_at=now,
    )


def _tell_sides(row: Correspondence, sender: Side, readers: set[Side], now: datetime) -> None:
    """Tell everybody who reads it, but for the side that wrote it."""
    due_on = row.deadline.due_on if row.deadline else None
    told = {"what": row.kind, "sender": sender, "due_on": due_on}
    notices.tell_parties(
        [row.dispute],
        [side for side in (*readers, Side.COMMISSION) if side is not sender],
        NoticeKind.LETTER,
        event=Event(f"letter:{row.code}", notices.today(row.dispute, now)),
        payload=lambda mine: {
            **told,
            **concerns.about(mine),
            "address": f"/meja/perkara/{row.dispute.code}/",
        },
        now=now,
    )
