"""What the sides of a dispute and the registry write to each other, and who reads it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from cases.domain.errors import CaseError
from cases.domain.notices import Side


class CorrespondenceKind(StrEnum):
    """What a piece of writing in a dispute is."""

    MESSAGE = "message"  # pesan
    INCOMPLETENESS = "incompleteness"  # surat pemberitahuan ketidaklengkapan
    COMPLETION = "completion"  # pelengkapan berkas
    ANSWER = "answer"  # jawaban termohon
    WITHDRAWAL = "withdrawal"  # pencabutan permohonan


# Who may send a kind at all. The registry reads everything.
SENDERS: Mapping[CorrespondenceKind, tuple[Side, ...]] = {
    CorrespondenceKind.MESSAGE: (Side.APPLICANT, Side.RESPONDENT, Side.COMMISSION),
    CorrespondenceKind.INCOMPLETENESS: (Side.COMMISSION,),
    CorrespondenceKind.COMPLETION: (Side.APPLICANT,),
    CorrespondenceKind.ANSWER: (Side.RESPONDENT,),
    CorrespondenceKind.WITHDRAWAL: (Side.APPLICANT,),
}


class NotTheirWriting(CaseError):
    """Each kind of writing belongs to a side; nobody writes in another's name."""

    code = "not_their_writing"


class EmptyWriting(CaseError):
    """Nothing is written and nothing is enclosed."""

    code = "empty_writing"


class AlreadySent(CaseError):
    """A file goes with one piece of writing, and is sent once."""

    code = "already_sent"


def check_sender(kind: CorrespondenceKind, sender: Side) -> None:
    """Refuse a kind of writing from a side to which it does not belong.

    Raises:
        NotTheirWriting: as the name says.
    """
    if sender not in SENDERS[kind]:
        raise NotTheirWriting("Surat seperti itu tidak dikirim oleh pihak ini.")
