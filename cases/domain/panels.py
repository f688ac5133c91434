"""Who sits in a dispute: what keeps somebody from it warns, and never decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.domain.errors import CaseError
from cases.domain.wording import long_date

CONFLICT_BASIS = "Perki 1/2013 Pasal 22"
REPLACEMENT_NOTICE = 2  # working days before mediation or adjudication begins (Pasal 22)


class Officer(StrEnum):
    """The seats of a dispute, as ``officer_role`` names them, in the order of the paper."""

    CHAIR = "ketua_majelis"
    MEMBER = "anggota_majelis"
    MEDIATOR = "mediator"
    ASSISTANT_MEDIATOR = "mediator_pembantu"
    SUBSTITUTE_REGISTRAR = "panitera_pengganti"


BENCH = (Officer.CHAIR, Officer.MEMBER)


class ConflictGround(StrEnum):
    """What makes somebody withdraw (Perki 1/2013 Pasal 22)."""

    FAMILY = "family"  # keluarga sampai derajat ketiga, atau semenda
    INTEREST = "interest"  # kepentingan langsung atau tidak langsung


class PanelStands(CaseError):
    """A panel is appointed once; after that its seats are replaced one by one."""

    code = "panel_stands"


class MediatorOnPanel(CaseError):
    """The mediator of a dispute does not judge it."""

    code = "mediator_on_panel"


class NotACandidate(CaseError):
    """Only people of that commission sit in its disputes."""

    code = "not_a_candidate"


class SeatEnded(CaseError):
    """The seat was given to somebody else already."""

    code = "seat_ended"


class WrongSeatDay(CaseError):
    """A seat does not end before it began, nor is anybody seated in the future."""

    code = "wrong_seat_day"


@dataclass(frozen=True, slots=True)
class ConflictWarning:
    """What may keep a person from a dispute, and what that rests on."""

    text: str
    text_en: str
    rests_on: str
    rests_on_en: str


def declared(ground: ConflictGround, reason: str, on: date) -> ConflictWarning:
    """What somebody said."""
    words = {
        ConflictGround.FAMILY: ("Hubungan keluarga", "Kinship"),
        ConflictGround.INTEREST: ("Kepentingan", "Interest"),
    }[ground]
    return ConflictWarning(
        f"{words[0]}: {reason}",
        f"{words[1]}: {reason}",
        f"dinyatakan {long_date(on)}",
        f"declared on {long_date(on, 'en')}",
    )


def belonged(
    house: str, title: str, starts_on: date | None, ends_on: date | None
) -> ConflictWarning:
    """What the record says of a person's place in the house of a party."""
    place = f"{title}, " if title else ""
    return ConflictWarning(
        f"{'Pernah di' if ends_on else 'Tercatat di'} {house}",
        f"{'Was with' if ends_on else 'Is with'} {house}",
        f"{place}{_span(starts_on, ends_on, 'id')}",
        f"{place}{_span(starts_on, ends_on, 'en')}",
    )


def _span(starts_on: date | None, ends_on: date | None, tongue: str) -> str:
    unknown, until, now = (
        ("tanggal tidak tercatat", "sampai", "sekarang")
        if tongue == "id"
        else ("no dates on record", "to", "now")
    )
    if starts_on is None and ends_on is None:
        return unknown
    first = long_date(starts_on, tongue) if starts_on else "…"
    return f"{first} {until} {long_date(ends_on, tongue) if ends_on else now}"
