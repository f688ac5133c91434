"""What stands on the papers the house makes: exactly the fields of each form, and no more.

Empty means that nobody has reported it; the paper then leaves a line, or says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PartyBlock:
    """A party as a form names it. Religion, sex and birth data are not asked: nothing in the
    procedure needs them (UU 27/2022 Pasal 16, 27).
    """

    name: str
    kind: str
    address: str = ""
    representatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A step of the chronology; the note says what is known when there is no day."""

    what: str
    on: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class WantedItem:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """A line of a checklist, ticked or not; None where it is not known."""

    text: str
    is_ticked: bool | None


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What every issued paper carries; ``base_url`` leads to its verification."""

    code: str
    commission: str
    made_on: date
    base_url: str
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """The dispute application (Perki 1/2013 Pasal 9 to 13; law/forms, B1)."""

    head: PaperHead
    register_number: str
    regime: str
    received_on: date | None
    applicant: PartyBlock
    respondent: PartyBlock
    chronology: tuple[Dated, ...]
    requested: str
    items: tuple[WantedItem, ...]
    reply: str
    reasons: tuple[Ticked, ...]
    relief: tuple[Ticked, ...]
    enclosures: tuple[Ticked, ...]
    sources: tuple[str, ...]
    problem: str = ""
    relief_note: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt of an application (law/forms, B2). ``received_at`` is local, as written:
    09.00 WIB; ``digest`` the SHA-256 of all that was tendered.
    """

    head: PaperHead
    received_on: date
    received_at: str
    sender: str
    representative: str
    respondent: str
    items: int
    digest: str


@dataclass(frozen=True, slots=True)
class RegistrationDeed:
    """The deed of registration (Akta Registrasi Sengketa, Perki 1/2013 Pasal 17; B4)."""

    head: PaperHead
    register_number: str
    registered_on: date | None
    date_note: str
    received_on: date | None
    regime: str
    applicant: PartyBlock
    respondent: PartyBlock
    information: str
    documents: tuple[str, ...]
