"""Letters that an applicant sends: wording as data, filled with the facts of one case.

What people write is put in as text and never read as a pattern; only our own blocks have
places to fill.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from cases.domain.deadlines import RULES
from cases.domain.wording import long_date

NOTHING = "–"  # a cell of a table of which nothing is told


class LetterKind(StrEnum):
    """Kinds of ``document_kind`` that are set as letters: of applicants and of mediations."""

    OBJECTION = "surat_keberatan"
    POWER_OF_ATTORNEY = "surat_kuasa"
    WITHDRAWAL = "surat_pencabutan"
    EVIDENCE_LIST = "daftar_bukti"
    MEDIATION_AGREEMENT = "kesepakatan_mediasi"
    MEDIATION_FAILURE = "pernyataan_mediasi_gagal"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; the first cell names its row. ``widths`` in hundredths."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it stands on paper. ``items`` and ``table`` follow the paragraph that
    announces them; ``signatories`` are pairs of capacity and name, an empty name leaves a line;
    ``annex`` comes after them.
    """

    kind: LetterKind
    place: str
    dated_on: date
    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    subject: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]
    after: tuple[str, ...]
    signatories: tuple[tuple[str, str], ...]
    table: Table | None = None
    annex: Table | None = None

    def as_plain(self) -> dict[str, Any]:
        """The letter as plain JSON, for the order book to keep."""
        return {**asdict(self), "dated_on": self.dated_on.isoformat()}


def from_plain(told: Mapping[str, Any]) -> Letter:
    """The letter that was put on order."""
    lists = ("sender", "addressee", "paragraphs", "items", "after")
    return Letter(
        kind=LetterKind(told["kind"]),
        place=told["place"],
        dated_on=date.fromisoformat(told["dated_on"]),
        subject=told["subject"],
        signatories=tuple((who, name) for who, name in told["signatories"]),
        table=_table(told.get("table")),
        annex=_table(told.get("annex")),
        **{name: tuple(told[name]) for name in lists},
    )


@dataclass(frozen=True, slots=True)
class Objected:
    """The facts of an objection. ``items``: the text of each, with its letters."""

    regime: str
    organisation: str
    body: str
    superior: tuple[str, ...]
    asked_on: date
    purpose: str
    replied_on: date | None
    reply: str
    items: Sequence[tuple[str, Sequence[str]]]
    reason: str
    place: str
    signatory: str
    office: str


@dataclass(frozen=True, slots=True)
class Empowered:
    """The facts of a power of attorney."""

    giver: str
    holder: str
    body: str
    commission: str
    items: Sequence[str]
    place: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The facts of a withdrawal. ``number``: of the register, or the code it has until then."""

    organisation: str
    body: str
    commission: str
    number: str
    is_registered: bool
    received_on: date | None
    reason: str
    place: str
    signatory: str
    office: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One exhibit: P-1, what it is, the local day it came in, and what it is to prove."""

    label: str
    title: str
    received_on: date | None
    pages: int
    proves: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The facts of a list of evidence; ``register`` is empty before there is a number."""

    organisation: str
    commission: str
    register: str
    applicant: str
    respondent: str
    evidence: Sequence[Evidence]
    place: str
    signatory: str
    office: str


def objection(facts: Objected, *, dated_on: date) -> Letter:
    """The objection to the superior (UU 14/2008 Pasal 35 ayat (1) and its elucidation)."""
    said = wording()["objection"]
    asked = said["opening"].format(body=facts.body, asked_on=long_date(facts.asked_on))
    replied = said["silent"]
    if facts.replied_on is not None:
        replied = said["replied"].format(
            replied_on=long_date(facts.replied_on), reply=facts.reply.rstrip(".") or "–"
        )
    purpose = (said["purpose"].format(purpose=facts.purpose.rstrip(".")),)
    reason = (said["reason"].format(reason=facts.reason),)
    is_election = facts.regime == "pemilu"
    closing = said["closing_election" if is_election else "closing"].format(
        days=RULES["umum_objection_reply"].length
    )
    return Letter(
        kind=LetterKind.OBJECTION,
        place=facts.place,
        dated_on=dated_on,
        sender=(facts.organisation,),
        addressee=facts.superior,
        subject=said["subject"],
        paragraphs=(asked, *(purpose if facts.purpose else ()), replied, said["items"]),
        items=tuple(_item(text, letters) for text, letters in facts.items),
        after=(*(reason if facts.reason else ()), closing),
        signatories=((facts.office or facts.organisation, facts.signatory),),
    )


def power_of_attorney(facts: Empowered, *, dated_on: date) -> Letter:
    """A special power of attorney for one dispute (UU 14/2008 Pasal 44 ayat (4))."""
    said = wording()["power_of_attorney"]
    return Letter(
        kind=LetterKind.POWER_OF_ATTORNEY,
        place=facts.place,
        dated_on=dated_on,
        sender=(),
        addressee=(),
        subject=said["subject"],
        paragraphs=(
            said["opening"].format(giver=facts.giver, holder=facts.holder),
            said["scope"].format(body=facts.body, commission=facts.commission),
            said["items"],
        ),
        items=tuple(facts.items),
        after=(said["closing"],),
        signatories=(("Pemberi Kuasa", facts.giver), ("Penerima Kuasa", facts.holder)),
    )


def withdrawal(facts: Withdrawn, *, dated_on: date) -> Letter:
    """The withdrawal of an application (Perki 1/2013 Pasal 14, 15 ayat (4))."""
    said = wording()["withdrawal"]
    named = said["registered" if facts.is_registered else "unregistered"]
    received = said["received"].format(received_on=long_date(facts.received_on)) if (
        facts.received_on
    ) else ""  # fmt: skip
    opening = said["opening"].format(
        named=named.format(number=facts.number), received=received, body=facts.body
    )
    reason = (said["reason"].format(reason=facts.reason),)
    return Letter(
        kind=LetterKind.WITHDRAWAL,
        place=facts.place,
        dated_on=dated_on,
        sender=(facts.organisation,),
        addressee=(said["addressee"], facts.commission),
        subject=said["subject"],
        paragraphs=(opening,),
        items=(),
        after=(*(reason if facts.reason else ()), said["closing"]),
        signatories=((facts.office or facts.organisation, facts.signatory),),
    )


def evidence_list(facts: Listed, *, dated_on: date) -> Letter:
    """The exhibits of the applicant for the panel (law/forms, D4), as they are numbered.

    The table says what a panel reads; the fingerprints, long as they are, come as an annex.
    """
    said = wording()["evidence_list"]
    opening = said["opening" if facts.register else "opening_unregistered"].format(
        register=facts.register, applicant=facts.applicant, respondent=facts.respondent
    )
    return Letter(
        kind=LetterKind.EVIDENCE_LIST,
        place=facts.place,
        dated_on=dated_on,
        sender=(facts.organisation,),
        addressee=(said["addressee"], facts.commission),
        subject=said["subject"],
        paragraphs=(opening,),
        items=(),
        after=(said["closing"],),
        signatories=((facts.office or facts.organisation, facts.signatory),),
        table=Table(
            rows=tuple(_evidence_row(one) for one in facts.evidence),
            **_columns(said["table"]),
        ),
        annex=Table(
            rows=tuple((one.label, one.sha256 or NOTHING) for one in facts.evidence),
            **_columns(said["annex"]),
        ),
    )


@cache
def wording() -> Mapping[str, Any]:
    """The blocks as they stand in ``data/letters.toml``."""
    text = resources.files("cases.domain.data").joinpath("letters.toml").read_text("utf-8")
    return tomllib.loads(text)


def is_reviewed() -> bool:
    """Whether a lawyer has reviewed the wording."""
    return bool(wording()["reviewed_by"])


def _item(text: str, letters: Sequence[str]) -> str:
    grounds = wording()["objection"]["ground"]
    why = "; ".join(f"{grounds[letter]} (huruf {letter})" for letter in letters)
    return f"{text}: {why}." if why else text


def _evidence_row(one: Evidence) -> tuple[str, ...]:
    received = long_date(one.received_on) if one.received_on else NOTHING
    return one.label, one.title, received, str(one.pages or NOTHING), one.proves or NOTHING


def _columns(told: Mapping[str, Any]) -> dict[str, Any]:
    columns, widths = tuple(told["columns"]), tuple(told["widths"])
    return {"title": told["title"], "columns": columns, "widths": widths}


def _table(told: Mapping[str, Any] | None) -> Table | None:
    if told is None:
        return None
    return Table(rows=tuple(tuple(row) for row in told["rows"]), **_columns(told))
