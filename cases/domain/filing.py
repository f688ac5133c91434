"""Grounds of an objection, the application before a commission, and what it must say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from cases.domain import vocabulary
from cases.domain.errors import CaseError
from cases.domain.information_requests import ProofKind
from cases.domain.parties import RepresentationBasis
from cases.domain.sources import perki_1_2013, uu_kip

SUBJECT_AT_MOST = 200
DAYS = ("asked_on", "replied_on", "objected_on", "answered_on")


class UnknownGround(CaseError):
    """A ground outside Pasal 35 ayat (1) huruf a to g."""

    code = "unknown_ground"


def check_grounds(letters: Iterable[str]) -> tuple[str, ...]:
    """The letters of Pasal 35 ayat (1), in order, each once.

    Raises:
        UnknownGround: a letter that the paragraph does not have.
    """
    known = vocabulary.terms("objection_ground")
    wanted = set(letters)
    if strange := sorted(wanted - set(known)):
        raise UnknownGround(
            f"Alasan keberatan {', '.join(strange)} tidak ada dalam Pasal 35 ayat (1).",
            article=uu_kip(35, 1),
        )
    return tuple(letter for letter in known if letter in wanted)


def may_be_mediated(letter: str) -> bool:
    """Whether an item under this ground may go to mediation (Pasal 40 ayat (2): b to g)."""
    return bool(vocabulary.term("objection_ground", letter).extra["mediation"])


class IncompleteApplication(CaseError):
    """The application lacks what no application can lack: identity, reasons or relief."""

    code = "incomplete_application"


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies, and who acts for them (Perki 1/2013 Pasal 10, 11).

    ``deed`` is the number under which a legal entity was approved; ``attorney_on`` the local
    date of the power of attorney, None where an office holder acts.
    """

    kind: str
    name: str
    address: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    deed: str = ""
    representative: str = ""
    office: str = ""
    basis: RepresentationBasis = RepresentationBasis.OFFICE
    attorney_on: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing in dispute, with the letters of Pasal 35 ayat (1) on which it is."""

    text: str
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chronology:
    """What happened before, by the local days on which letters were received; None: never."""

    asked_on: date
    replied_on: date | None = None
    reply: str = ""
    objected_on: date | None = None
    answered_on: date | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the checklist (Perki 1/2013 Pasal 11): what belongs there, as which kind of
    paper, and whether it is evidence that the other side sees.
    """

    code: str
    kind: str
    is_exhibit: bool


IDENTITY = Place("identity", "identitas_pemohon", is_exhibit=False)
ATTORNEY = Place("attorney", "surat_kuasa", is_exhibit=False)
REQUEST = Place("request", "permintaan_informasi", is_exhibit=True)
REPLY = Place("reply", "pemberitahuan_tertulis", is_exhibit=True)
OBJECTION = Place("objection", "surat_keberatan", is_exhibit=True)
ANSWER = Place("answer", "tanggapan_keberatan", is_exhibit=True)
PLACES = {
    place.code: place for place in (IDENTITY, ATTORNEY, REQUEST, REPLY, OBJECTION, ANSWER)
}


# Where the proofs of the course of a request belong in the application on it.
PLACE_OF_PROOF = {
    ProofKind.REQUEST_SENT: REQUEST,
    ProofKind.REQUEST_RECEIVED: REQUEST,
    ProofKind.REPLY: REPLY,
    ProofKind.OBJECTION_SENT: OBJECTION,
    ProofKind.OBJECTION_RECEIVED: OBJECTION,
    ProofKind.ANSWER: ANSWER,
}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file in a place of the checklist: the code of its upload, and its SHA-256."""

    place: str
    upload: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Application:
    """What is put before the commission (Perki 1/2013 Pasal 9 to 13)."""

    applicant: Applicant
    body: str  # slug of the public body
    items: tuple[Wanted, ...]
    chronology: Chronology
    reasons: tuple[str, ...]
    relief: tuple[str, ...]
    commission: str
    regime: str
    unit: str = ""
    problem: str = ""
    relief_note: str = ""
    enclosures: tuple[Enclosed, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be taken in at all.

        Raises:
            IncompleteApplication: with the first thing that is missing.
        """
        for is_there, sentence in (
            (self.applicant.name, "Nama Pemohon belum diisi."),
            (self.items, "Informasi yang diminta belum diisi."),
            (self.reasons, "Alasan permohonan belum dipilih."),
            (self.relief, "Yang dimohonkan belum dipilih."),
        ):
            if not is_there:
                raise IncompleteApplication(sentence, article=perki_1_2013(10))
        needs_date = self.applicant.basis is RepresentationBasis.POWER_OF_ATTORNEY
        if needs_date and self.applicant.attorney_on is None:
            raise IncompleteApplication(
                "Tanggal surat kuasa belum diisi.", article=uu_kip(44, 4)
            )

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of all items together, in their order."""
        return check_grounds(letter for item in self.items for letter in item.letters)

    @property
    def subject(self) -> str:
        """What the dispute is about, in one line: the first item, and how many more."""
        first = self.items[0].text
        more = len(self.items) - 1
        told = f"{first} dan {more} butir lain" if more else first
        return told if len(told) <= SUBJECT_AT_MOST else f"{told[: SUBJECT_AT_MOST - 1]}…"

    def as_plain(self) -> dict[str, Any]:
        """All of it as plain JSON, to be hashed or kept."""
        told: dict[str, Any] = json.loads(json.dumps(asdict(self), default=_plain_day))
        return told


def from_plain(told: Mapping[str, Any]) -> Application:
    """The application that was kept as plain JSON."""
    who, days = told["applicant"], told["chronology"]
    dates = {name: _day(days[name]) for name in DAYS}
    return Application(
        **{
            **told,
            "applicant": Applicant(
                **{
                    **who,
                    "basis": RepresentationBasis(who["basis"]),
                    "attorney_on": _day(who["attorney_on"]),
                }
            ),
            "items": tuple(Wanted(one["text"], tuple(one["letters"])) for one in told["items"]),
            "chronology": Chronology(**{**days, **dates}),
            "reasons": tuple(told["reasons"]),
            "relief": tuple(told["relief"]),
            "enclosures": tuple(Enclosed(**one) for one in told["enclosures"]),
        }
    )


def checklist(
    kind: str, basis: RepresentationBasis, told: Chronology | None
) -> tuple[Place, ...]:
    """What an application of this kind encloses; only what can exist is asked for."""
    needs_attorney = basis is RepresentationBasis.POWER_OF_ATTORNEY or kind == "kelompok_orang"
    places = [IDENTITY, *([ATTORNEY] if needs_attorney else []), REQUEST]
    if told is not None:
        places += [REPLY] if told.replied_on else []
        places += [OBJECTION] if told.objected_on else []
        places += [ANSWER] if told.answered_on else []
    return tuple(places)


def missing(application: Application) -> tuple[Place, ...]:
    """The places of the checklist in which nothing lies."""
    who = application.applicant
    enclosed = {one.place for one in application.enclosures}
    wanted = checklist(who.kind, who.basis, application.chronology)
    return tuple(place for place in wanted if place.code not in enclosed)


def reasons_for(letters: Iterable[str]) -> tuple[str, ...]:
    """The reasons of the form that fit the grounds of the objection."""
    return _fitting("dispute_reason", "maps_to", letters)


def relief_for(letters: Iterable[str]) -> tuple[str, ...]:
    """What may be asked for on these grounds (Perki 1/2013 Pasal 10)."""
    return _fitting("relief", "grounds", letters)


def _fitting(group: str, column: str, letters: Iterable[str]) -> tuple[str, ...]:
    wanted = set(letters)
    terms = vocabulary.terms(group).values()
    return tuple(term.code for term in terms if wanted & set(term.extra[column]))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested and why; ``code`` empty: nothing can be told from the name."""

    code: str
    reason: str


CENTRAL = re.compile(
    r"\b(kementerian|republik indonesia|nasional|mahkamah agung|kepolisian negara|"
    r"sekretariat (negara|jenderal)|kejaksaan agung)\b",
    re.IGNORECASE,
)
ELECTION = re.compile(
    r"\b(komisi (independen )?pemilihan|badan pengawas pemilihan|bawaslu|panwaslih|"
    r"dewan kehormatan penyelenggara)\b",
    re.IGNORECASE,
)


def suggest_commission(body: str, regions: Sequence[tuple[str, str]]) -> Suggestion:
    """Which commission a body's name points to; suggested, never decided.

    ``regions``: code and region of each commission, the central one with an empty region.
    UU 14/2008 Pasal 26 and 27: the central commission for central bodies, a province's for its
    own; regional offices of central agencies have been heard by either.
    """
    folded = body.casefold()
    for code, region in regions:
        if region and region.casefold() in folded:
            return Suggestion(code, "provincial")
    if CENTRAL.search(body):
        central = next((code for code, region in regions if not region), "")
        return Suggestion(central, "central")
    return Suggestion("", "unknown")


def suggest_regime(body: str) -> Suggestion:
    """The election track for those who run elections; what they buy may still be general."""
    if ELECTION.search(body):
        return Suggestion("pemilu", "election_body")
    return Suggestion("umum", "other_body")


def _plain_day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no plain form")


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
