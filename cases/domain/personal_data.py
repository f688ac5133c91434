"""Personal data in a text that is about to become public: what is found, and what it is.

Specific and general personal data after UU 27/2022 Pasal 4. A pattern only asks a question; a
person answers it, item by item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.domain.errors import CaseError


class DataKind(StrEnum):
    """What was found."""

    NIK = "nik"
    ACCOUNT = "account"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    NAME = "name"  # of a private person of the dispute, where a picture shows it


class Choice(StrEnum):
    """What the person who publishes decides about one item."""

    KEEP = "keep"
    MASK = "mask"


class DataSubject(StrEnum):
    """In what it was found: a thing with a code of its own."""

    EDITION = "edition"
    STATEMENT = "statement"
    REDACTION = "redaction"
    WRITING = "writing"  # what is about to be written in a dispute, by the code of the dispute


class Undecided(CaseError):
    """Personal data was found, and nobody has decided about it."""

    code = "personal_data_undecided"


class NotFoundThere(CaseError):
    """What was decided about does not stand there, or not any more."""

    code = "personal_data_not_there"


class KeptWithoutReason(CaseError):
    """Personal data stays in public only for a reason."""

    code = "personal_data_kept_without_reason"


@dataclass(frozen=True, slots=True)
class Found:
    """One item: the words as they are written, and their place in the text."""

    kind: DataKind
    text: str
    start: int
    end: int

    @property
    def normal(self) -> str:
        """The same item however it is spaced: letters and digits alone."""
        return re.sub(r"[^0-9a-z@.]" if self.kind is DataKind.EMAIL else r"[^0-9a-z]", "",
                      self.text.casefold())  # fmt: skip


# Codes of provinces as they begin a NIK; those of Papua before and after it was divided.
PROVINCES = frozenset(
    [
        *(*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66)),
        *(*range(71, 77), 81, 82, *range(91, 98)),
    ]
)
WOMAN = 40  # is added to the day of birth
OFFICES = frozenset(
    {"info", "ppid", "humas", "sekretariat", "admin", "kontak", "pengaduan", "layanan"}
)

_NIK = re.compile(
    r"(?<![\w.,/-])(?:\d{6}[ .-]?\d{6}[ .-]?\d{4}|\d{4}(?:[ -]\d{4}){3})(?![\w/-]|[.,]\d)"
)
_MOBILE = re.compile(
    r"(?<![\w.,/-])(?:\+?62[ .-]?|0)8[1-9]\d?(?:[ .-]?\d){6,9}(?![\w/]|[.,]\d)"
)
_LANDLINE = re.compile(
    r"(?<![\w/])(?:\(0\d{2,3}\) ?|\+62[ -]\d{2,3}[ -]|0\d{2,3}[ -])\d{3,4}[ -]?\d{3,4}"
    r"(?![\w/-]|[.,]\d)"
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+(?!\w)", re.IGNORECASE
)
_ACCOUNT = re.compile(
    r"(?:\brek(?:ening|\.)|\b(?:BCA|BRI|BNI|BSI|BTN|Mandiri|CIMB|Danamon|Permata)\b)"
    r"[^\d\n;]{0,40}?(?P<number>(?<![\w.,/])\d(?:[ .-]?\d){8,15})(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:jalan|jln\.?|jl\.?|gang|gg\.)\s+[A-Z][\w.' -]{1,60}?,?\s+"
    r"(?:no(?:mor|\.)?|blok|kav(?:ling|\.)?)\s*[A-Z]?\d{1,4}[A-Z]?\b(?!/)",
    re.IGNORECASE,
)
_NEIGHBOURS = re.compile(r"\bRT\.?\s*\d{1,3}\s*[/,]?\s*RW\.?\s*\d{1,3}\b", re.IGNORECASE)


def find(text: str) -> tuple[Found, ...]:
    """What in ``text`` looks like personal data, in its order; nothing is told twice."""
    taken: list[Found] = []
    for search in SEARCHES:
        for one in search(text):
            if all(one.end <= other.start or other.end <= one.start for other in taken):
                taken.append(one)
    return tuple(sorted(taken, key=lambda one: one.start))


def without(text: str, words: Callable[[DataKind], str]) -> str:
    """A text with the kind of each item in its place, for what is kept for ever."""
    told, place = "", 0
    for one in find(text):
        told += f"{text[place : one.start]}[{words(one.kind)}]"
        place = one.end
    return told + text[place:]


def is_nik(digits: str) -> bool:
    """Whether sixteen digits can be a NIK: a province, a day of birth, and a number."""
    if len(digits) != 16 or int(digits[:2]) not in PROVINCES:
        return False
    day, month, number = int(digits[6:8]), int(digits[8:10]), int(digits[12:])
    day = day - WOMAN if day > WOMAN else day
    is_district = digits[2:4] != "00" and digits[4:6] != "00"
    return is_district and 1 <= day <= 31 and 1 <= month <= 12 and number > 0


def check_choice(choice: Choice, reason: str) -> None:
    """What stays is kept for a reason.

    Raises:
        KeptWithoutReason: none was told.
    """
    if choice is Choice.KEEP and not reason.strip():
        raise KeptWithoutReason("Sebutkan mengapa data pribadi itu tetap diumumkan.")


def check_decided(undecided: Sequence[Found], words: Callable[[DataKind], str]) -> None:
    """Nothing is published over what nobody has decided about.

    Raises:
        Undecided: names the kinds, and never what was found.
    """
    if undecided:
        kinds = ", ".join(dict.fromkeys(words(one.kind) for one in undecided))
        raise Undecided(
            f"Ada {len(undecided)} data pribadi yang belum diputuskan ({kinds}). Putuskan "
            "satu per satu pada halaman Data pribadi perkara ini: tetap dengan alasan, atau "
            "samarkan."
        )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _niks(text: str) -> Iterator[Found]:
    for hit in _NIK.finditer(text):
        if is_nik(_digits(hit[0])):
            yield Found(DataKind.NIK, hit[0], *hit.span())


def _accounts(text: str) -> Iterator[Found]:
    for hit in _ACCOUNT.finditer(text):
        yield Found(DataKind.ACCOUNT, hit["number"], *hit.span("number"))


def _phones(text: str) -> Iterator[Found]:
    for pattern in (_MOBILE, _LANDLINE):
        for hit in pattern.finditer(text):
            yield Found(DataKind.PHONE, hit[0], *hit.span())


def _emails(text: str) -> Iterator[Found]:
    """Mail addresses of people; that of an office of the state is no personal data."""
    for hit in _EMAIL.finditer(text):
        local, _at, host = hit[0].casefold().partition("@")
        if not (local in OFFICES and host.endswith(".go.id")):
            yield Found(DataKind.EMAIL, hit[0], *hit.span())


def _addresses(text: str) -> Iterator[Found]:
    for pattern in (_STREET, _NEIGHBOURS):
        for hit in pattern.finditer(text):
            yield Found(DataKind.ADDRESS, hit[0], *hit.span())


SEARCHES: tuple[Callable[[str], Iterable[Found]], ...] = (
    _niks,
    _accounts,
    _phones,
    _emails,
    _addresses,
)
