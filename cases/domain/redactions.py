"""Redaction of a file: boxes over its pages, each with its ground; nobody looks under them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cases.domain import vocabulary
from cases.domain.errors import CaseError

WHOLE = 10_000  # of a page: places and lengths are in ten-thousandths of its width and height
LEAST = 20  # ten-thousandths; a smaller box is a slip of the hand
MOST_BOXES = 2_000
MOST_PAGES = 300
PERSONAL = "pdp"  # UU 27/2022, beside the grounds of Pasal 17 UU 14/2008
PERSONAL_ARTICLE = "UU 27/2022 Pasal 4"


class NotRedactable(CaseError):
    """This file cannot be redacted."""

    code = "not_redactable"


class BadBox(CaseError):
    """The box lies outside the pages, is too small, or has no ground or reason."""

    code = "bad_box"


class RedactionClosed(CaseError):
    """It was ordered already; another copy is another redaction."""

    code = "redaction_closed"


class RedactionNotReady(CaseError):
    """The redacted copy is not there."""

    code = "redaction_not_ready"


class RedactionFailed(CaseError):
    """Reading the copy back found something that should be gone; there is no copy."""

    code = "redaction_failed"


class OtherPersonNeeded(CaseError):
    """Whoever redacts does not confirm."""

    code = "redaction_other_person_needed"


class Trace(StrEnum):
    """What reading back may find."""

    TEXT = "text"
    PIXELS = "pixels"
    STRUCTURE = "structure"
    PAGES = "pages"


TRACES = {
    Trace.TEXT: "kata di bawah kotak masih dapat dibaca",
    Trace.PIXELS: "isi kotak tidak seluruhnya tertutup",
    Trace.STRUCTURE: "masih ada lapisan, lampiran, anotasi atau metadata",
    Trace.PAGES: "jumlah halaman tidak sama",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a page (from 1), measured from its upper left corner in ten-thousandths."""

    page: int
    x: int
    y: int
    width: int
    height: int


def check_box(box: Box, *, pages: int, ground: str, reason: str) -> None:
    """A box lies on a page and says why.

    Raises:
        BadBox: it does not.
    """
    if not 1 <= box.page <= pages:
        raise BadBox(f"Halaman {box.page} tidak ada; berkas ini {pages} halaman.")
    is_inside = (
        box.x >= 0
        and box.y >= 0
        and box.x + box.width <= WHOLE
        and box.y + box.height <= WHOLE
        and min(box.width, box.height) >= LEAST
    )
    if not is_inside:
        raise BadBox("Kotak itu terlalu kecil atau melewati tepi halaman.")
    if ground not in grounds():
        raise BadBox("Pilih dasar penghitaman dari daftar.")
    if not reason.strip():
        raise BadBox("Sebutkan alasan penghitaman bagian ini.")


def grounds() -> dict[str, str]:
    """By code, the provision on which something may be hidden."""
    told = vocabulary.terms("exemption_ground")
    return {code: told[code].article for code in told} | {PERSONAL: PERSONAL_ARTICLE}


def check_traces(found: Iterable[Trace]) -> None:
    """Nothing is kept of a copy in which something was found.

    Raises:
        RedactionFailed: something was.
    """
    told = ", ".join(TRACES[one] for one in dict.fromkeys(found))
    if told:
        raise RedactionFailed(f"Salinan dihitamkan tidak dibuat: {told}.")
