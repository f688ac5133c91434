"""Writing down who opened a file that is not for everybody (UU 27/2022 Pasal 31)."""

from __future__ import annotations

from datetime import datetime

from cases.domain.publication import Visibility
from cases.domain.readings import ReadAs, ReadWhy, class_of
from cases.models import Dispute, Document, FileReading, Upload, User

CLOSED_TO_PARTIES = {
    Visibility.INTERNAL: ReadWhy.INTERNAL,
    Visibility.SEALED: ReadWhy.SEALED,
}


def note_upload(
    upload: Upload, read_as: ReadAs, *, by: User, address: str, now: datetime
) -> FileReading | None:
    """Write down that an upload was opened, where it is proof of identity or sealed."""
    if hasattr(upload, "identity_paper"):
        why = ReadWhy.IDENTITY
    elif (found := _why(upload.dispute, upload.document)) is not None:
        why = found
    else:
        return None
    return _write(upload.code, upload.dispute, read_as, why, by, address, now)


def note_paper(
    document: Document, *, by: User, address: str, now: datetime
) -> FileReading | None:
    """Write down that a paper was opened, where it is sealed or for the registry alone."""
    why = _why(document.dispute, document)
    if why is None:
        return None
    return _write(document.code, document.dispute, ReadAs.PAPER, why, by, address, now)


def note_closed(document: Document, *, by: User, address: str, now: datetime) -> FileReading:
    """Write down that the full copy of a transcript with closed parts was opened."""
    why = ReadWhy.CLOSED
    return _write(document.code, document.dispute, ReadAs.PAPER, why, by, address, now)


def _why(dispute: Dispute | None, document: Document | None) -> ReadWhy | None:
    if dispute is not None and dispute.visibility == Visibility.SEALED:
        return ReadWhy.SEALED
    if document is None:
        return None
    return CLOSED_TO_PARTIES.get(Visibility(document.visibility))


def _write(
    code: str,
    dispute: Dispute | None,
    read_as: ReadAs,
    why: ReadWhy,
    by: User,
    address: str,
    now: datetime,
) -> FileReading:
    return FileReading.objects.create(
        code=code,
        dispute=dispute,
        read_as=read_as,
        why=why,
        user=by,
        came_from=class_of(address),
        read_at=now,
    )
