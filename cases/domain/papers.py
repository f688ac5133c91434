"""What stands on the papers the house makes: exactly the fields of each form, and no more.

Empty means that nobody has reported it; the paper then leaves a line, or says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from cases.domain.wording import long_date


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
    """What every issued paper carries; ``base_url`` leads to its verification.

    What is not filed is a draft: it carries no code, and says what it is.
    """

    code: str
    commission: str
    made_on: date
    base_url: str
    is_demonstration: bool
    is_filed: bool = True

    @property
    def address(self) -> str:
        """Where the paper is verified."""
        return f"{self.base_url}/v/{self.code}"

    @property
    def demonstration(self) -> str:
        """What a paper of a demonstration says of itself."""
        if not self.is_demonstration:
            return ""
        return f"Peragaan, bukan dokumen resmi {self.commission}."


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


TITLE = "Permohonan penyelesaian sengketa informasi"
NOT_FILED = "Konsep, belum diajukan"
UNKNOWN = "tidak dilaporkan"


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is asked for and what is told, in lines; no line: nobody reported it."""

    kind: ClassVar[str] = "pairs"
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Fill:
    """Text that is filled in; empty: nobody reported it."""

    kind: ClassVar[str] = "fill"
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    kind: ClassVar[str] = "listed"
    rows: tuple[WantedItem, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    kind: ClassVar[str] = "ticks"
    rows: tuple[Ticked, ...]


@dataclass(frozen=True, slots=True)
class Hands:
    """Where people sign, by what they are."""

    kind: ClassVar[str] = "hands"
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    blocks: tuple[Pairs | Fill | Listed | Ticks | Hands, ...]


def office_rows(form: ApplicationForm) -> tuple[tuple[str, str], ...]:
    """What the registry fills in."""
    return (
        ("Register", form.register_number),
        ("Diterima", long_date(form.received_on) if form.received_on else ""),
        ("Jalur", form.regime),
    )


def parts(form: ApplicationForm) -> tuple[Part, ...]:
    """The application form block by block, the same for every file that is made of it."""
    requested = (Fill(form.requested),) if form.requested else ()
    problem = (Fill(form.problem),) if form.problem else ()
    note = (Fill(form.relief_note),) if form.relief_note else ()
    steps = tuple((step.what, _dated(step)) for step in form.chronology)
    return (
        Part("A. Pemohon", (_party_rows(form.applicant),)),
        Part("B. Badan publik", (_party_rows(form.respondent),)),
        Part("C. Riwayat", (Pairs(steps),)),
        Part("D. Informasi yang diminta", (*requested, Listed(form.items))),
        Part("E. Tanggapan badan publik", (Fill(form.reply),)),
        Part("F. Alasan", (Ticks(form.reasons), *problem)),
        Part("G. Yang dimohonkan", (Ticks(form.relief), *note)),
        Part("H. Lampiran", (Ticks(form.enclosures),)),
        Part("I. Tanda tangan", (Hands(("Pemohon atau kuasanya", "Petugas yang menerima")),)),
    )


def origin(form: ApplicationForm) -> str:
    """From what a form of the demonstration was filled in; empty where people wrote it."""
    told = "; ".join(form.sources)
    return f"Isian peragaan ini disusun dari: {told}." if told else ""


def _party_rows(party: PartyBlock) -> Pairs:
    kind = (("Kedudukan", (party.kind,)),) if party.kind else ()
    return Pairs(
        (
            ("Nama", (party.name,)),
            *kind,
            ("Alamat", (party.address,) if party.address else ()),
            ("Diwakili oleh", party.representatives),
        )
    )


def _dated(step: Dated) -> tuple[str, ...]:
    day = long_date(step.on) if step.on else ""
    told = ". ".join(part for part in (day, step.note) if part)
    return (told,) if told else ()


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
class IncompletenessNotice:
    """The notice of incompleteness (Perki 1/2013 Pasal 17; law/forms, B3).

    ``complete_by`` and ``days`` (working days) None: for this regime no limit could be
    confirmed, and none is counted.
    """

    head: PaperHead
    application: str
    received_on: date | None
    applicant: PartyBlock
    respondent: PartyBlock
    missing: tuple[str, ...]
    note: str
    complete_by: date | None
    days: int | None
    registrar: str


@dataclass(frozen=True, slots=True)
class CancellationDeed:
    """The deed cancelling a registration (Perki 1/2013 Pasal 14, 15 ayat (4); B6)."""

    head: PaperHead
    register_number: str
    registered_on: date | None
    withdrawn_on: date
    reason: str
    applicant: PartyBlock
    respondent: PartyBlock
    information: str
    registrar: str


@dataclass(frozen=True, slots=True)
class PanelAppointment:
    """The appointment of panel and mediator (Perki 1/2013 Pasal 20, 21; C1).

    Each officer is a title and a name, in the order of the form.
    """

    head: PaperHead
    register_number: str
    applicant: PartyBlock
    respondent: PartyBlock
    officers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RegistrationRefusal:
    """What says that an application was not registered (Perki 1/2013 Pasal 18; B5). What the
    paper is called was not confirmed.
    """

    head: PaperHead
    application: str
    received_on: date | None
    notified_on: date | None
    complete_by: date | None
    missing: tuple[str, ...]
    reason: str
    applicant: PartyBlock
    respondent: PartyBlock
    information: str
    registrar: str


@dataclass(frozen=True, slots=True)
class ProcessStop:
    """The decision stopping a process (Perki 1/2013 Pasal 4; B7): criterion and facts."""

    head: PaperHead
    application: str
    register_number: str
    facts: str
    applicant: PartyBlock
    respondent: PartyBlock
    information: str


@dataclass(frozen=True, slots=True)
class StrikeDeed:
    """The deed that strikes a double entry off: which one goes, which one stands, and why.

    Its name and form are ours; no provision was read that speaks of it.
    """

    head: PaperHead
    application: str
    register_number: str
    registered_on: date | None
    stands: str
    stands_on: date | None
    reason: str
    applicant: PartyBlock
    respondent: PartyBlock
    information: str
    registrar: str


@dataclass(frozen=True, slots=True)
class SummonsLetter:
    """A summons to a hearing (Perki 1/2013 Pasal 24; law/forms, C4), dated by its head.

    ``at`` is the local hour as written (09.00 WIB); ``link`` goes to the addressee alone.
    ``attention`` says in what capacity, or for whom, the addressee is called.
    """

    head: PaperHead
    office_address: str
    letter_number: str
    register_number: str
    ordinal: str
    side: str
    addressee: str
    attention: str
    address: str
    applicant: str
    respondent: str
    held_on: date
    at: str
    room: str
    place: str
    link: str
    openness: str
    kind: str
    agenda: str
    opening: str
    bring: tuple[str, ...]
    paragraphs: tuple[str, ...]
    attachment: str
    registrar: str


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
