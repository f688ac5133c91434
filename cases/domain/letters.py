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

from cases.domain.wording import long_date


class LetterKind(StrEnum):
    """Kinds of ``document_kind`` that are letters of an applicant."""

    OBJECTION = "surat_keberatan"
    POWER_OF_ATTORNEY = "surat_kuasa"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it stands on paper. ``items`` follow the paragraph that announces them;
    ``signatories`` are pairs of capacity and name, an empty name leaves a line.
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
    return Letter(
        kind=LetterKind.OBJECTION,
        place=facts.place,
        dated_on=dated_on,
        sender=(facts.organisation,),
        addressee=facts.superior,
        subject=said["subject"],
        paragraphs=(asked, *(purpose if facts.purpose else ()), replied, said["items"]),
        items=tuple(_item(text, letters) for text, letters in facts.items),
        after=(
            *(reason if facts.reason else ()),
            said["closing_election" if is_election else "closing"],
        ),
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
