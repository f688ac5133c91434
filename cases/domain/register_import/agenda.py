"""One row of a hearing agenda: which dispute, which day, and for what it sat."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cases.domain import numbering
from cases.domain.register_import.cells import (
    SILENT,
    Understood,
    is_blank,
    is_struck,
    plain,
)
from cases.domain.register_import.dates import read_dates
from cases.domain.register_import.reasons import Reason, because
from cases.domain.register_import.report import Remark

# The first pattern that is found decides; what none finds stays unread.
HEARING_KINDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), code)
    for pattern, code in (
        (r"\bput\w*\.?\s*sela\b|\bp\.?\s*sela\b", "pembacaan_putusan_sela"),
        (
            r"\bput\w*\.?\s*(?:hasil\s*)?(?:ms\b|med\w*)|\bspp\s*(?:ms|med\w*)",
            "pembacaan_putusan_mediasi",
        ),
        (
            r"\bp\.?\s*put\w*|\bput(?:usan|\.)|\b(?:pem)?baca(?:an)?\s*putus\w*|\bspp\b",
            "pembacaan_putusan_ajudikasi",
        ),
        (r"\bpenetapan\b", "pembacaan_penetapan"),
        (r"\bkaukus\b", "kaukus"),
        (r"\bmed(?:iasi|\.)?\b", "mediasi"),
        (r"\bpem\w*\.?\s*setempat\b|\bp\.?\s*setempat\b|\bps\b", "pemeriksaan_setempat"),
        (r"\buji\s*konsekuensi\b", "penilaian_uji_konsekuensi"),
        (r"\bkesimpulan\b", "kesimpulan"),
        (r"\bpembuktian\b|\bbukti\b", "pembuktian"),
        (r"\bmusyawarah\b", "musyawarah_majelis"),
        (r"\bpem\w*\.?\s*awal\b|\bp\.?\s*awal\b|\bpa\s*\d?\b|\bawal\b", "pemeriksaan_awal"),
    )
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One day of an agenda. ``kind`` empty: what it was for is not clear."""

    on: Understood[date]
    kind: str
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """What a row of the agenda says: one occasion for each day that its cell names."""

    row: int
    key: str
    register: str
    case_key: str
    ordinal: str
    occasions: tuple[Occasion, ...]
    written: Mapping[str, str]
    headings: Mapping[str, str]
    remarks: tuple[Remark, ...]
    rejected: Reason = SILENT


def read_agenda(row: int, cells: Mapping[str, str], written: Mapping[str, str],
                headings: Mapping[str, str]) -> AgendaRow:  # fmt: skip
    """Read a row; ``cells`` by field, ``written`` as it stands, ``headings`` by field."""
    told = plain(cells.get("agenda", ""))
    days = read_dates(told)
    register = numbering.read(cells.get("register_number", "")).normal
    if is_blank(register):
        register = ""
    occasions = tuple(Occasion(day, hearing_kind(day.note), is_struck(told)) for day in days)
    column = headings.get("agenda", "agenda")
    remarks = [remark for one in occasions for remark in _remarks(row, column, one)]
    if len(occasions) > 1:
        several = because("several_lines", count=len(occasions))
        days_told = ", ".join(one.on.value.isoformat() for one in occasions if one.on.value)
        remarks.insert(0, Remark(row, column, told, days_told or None, several))
    return AgendaRow(
        row=row,
        key=f"agenda:{_digest(cells)}",
        register=register,
        case_key=case_key(cells.get("case_no", ""), cells.get("year", "")),
        ordinal=plain(cells.get("agenda_no", "")),
        occasions=occasions,
        written=written,
        headings=headings,
        remarks=tuple(remarks),
        rejected=_refusal(cells, told, register),
    )


def _remarks(row: int, column: str, one: Occasion) -> Iterator[Remark]:
    """What is doubtful in one day of a cell, and where its kind is not clear."""
    day = one.on
    if day.reason:
        understood = day.value.isoformat() if day.value else None
        yield Remark(row, column, day.written, understood, day.reason)
    if day.note and not one.kind and not one.is_struck:
        yield Remark(row, column, day.written, None, because("unclear_kind", what=day.note))


def hearing_kind(told: str) -> str:
    """The kind of hearing that words of an agenda name; empty where they name none."""
    return next((code for pattern, code in HEARING_KINDS if pattern.search(told)), "")


def case_key(no: str, year: str) -> str:
    """How a row of the register is known without its number: by its year and its line there.

    Lines begin anew every year: without the year a line is nobody's.
    """
    no, year = plain(no), plain(year)
    return "" if is_blank(no) or is_blank(year) else f"row:{year}/{no}"


def _refusal(cells: Mapping[str, str], told: str, register: str) -> Reason:
    if is_blank(told):
        return because("no_agenda")
    if not register and not case_key(cells.get("case_no", ""), cells.get("year", "")):
        return because("no_number_nor_case")
    return SILENT


def _digest(cells: Mapping[str, str]) -> str:
    told = json.dumps({name: plain(text) for name, text in cells.items()}, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]
