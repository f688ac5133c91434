"""One row of a register: read cell by cell, weighed as a whole."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from cases.domain import numbering
from cases.domain.numbering import Number
from cases.domain.publication.folding import veil
from cases.domain.register_import.agenda import case_key
from cases.domain.register_import.cells import (
    SILENT,
    Understood,
    is_blank,
    is_struck,
    plain,
)
from cases.domain.register_import.dates import (
    WEEKDAYS,
    read_date,
    read_time,
    read_weekday,
)
from cases.domain.register_import.kinds import LEGAL, read_applicant_kind, read_way
from cases.domain.register_import.reasons import Reason, because
from cases.domain.register_import.report import Remark

DAYS = (
    *("requested_on", "replied_on", "objected_on", "objection_replied_on"),
    *("sent_on", "received_on", "registered_on"),
)
# A later step never lies before an earlier one; a register that says so is marked.
IN_ORDER = ("requested_on", "objected_on", "sent_on", "received_on", "registered_on")
LONGEST_NUMBER, LONGEST_NAME = 120, 300
UNNAMED = "Pemohon (menurut buku register)"
LABELS = {"perseorangan": "Perseorangan", "kelompok_orang": "Kelompok orang"}
HIDDEN = "[alamat]"
ELECTION = "PSIP"  # in the series of numbers of the election track
# What a book writes behind the name of an applicant, and what is no part of it.
BEHIND_A_NAME = re.compile(
    r"[\s,;(]+(?:yang\s+)?(?:diwakili|dikuasakan|kuasa(?:nya)?|melalui|u\.?p\.?|c\.?q\.?|d/a|"
    r"jl|jln|alamat|nik|rt\s*\.?\s*\d+)\b.*$",
    re.IGNORECASE,
)
NUMBERS_OF_PEOPLE = (
    (re.compile(r"(?<!\d)\d{16}(?!\d)"), "[NIK]"),
    (re.compile(r"(?<!\d)(?:\+?62|0)8\d{7,11}(?!\d)"), "[telepon]"),
)
SHORTEST_HIDDEN = 5  # shorter addresses and names would hide ordinary words


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What a row of the register says. ``days`` holds only what was understood.

    ``organisation`` is the applicant's name where it is a legal person; of anybody else there
    is only ``label``, and neither name nor address stands in ``information``.
    """

    row: int
    key: str
    case_key: str
    number: Number | None
    regime: str
    organisation: str
    label: str
    applicant_kind: str
    public_body: str
    days: Mapping[str, date]
    channel: str
    information: str
    written: Mapping[str, str]
    headings: Mapping[str, str]
    remarks: tuple[Remark, ...]
    rejected: Reason = SILENT


class _Reading:
    """The cells of one row while they are read; gathers what has to be marked."""

    def __init__(self, row: int, cells: Mapping[str, str], headings: Mapping[str, str]) -> None:
        self.row, self.cells, self.headings = row, cells, headings
        self.remarks: list[Remark] = []

    def text(self, field: str) -> str:
        """The words of a cell; empty where it says nothing."""
        told = plain(self.cells.get(field, ""))
        return "" if is_blank(told) else told

    def mark(self, field: str, understood: str | None, reason: Reason) -> None:
        written = self.cells.get(field, "")
        column = self.headings.get(field, field)
        self.remarks.append(Remark(self.row, column, written, understood, reason))

    def marked(self, field: str, found: Understood[Any]) -> Any:
        """The value of a cell, marked where it is doubtful."""
        if found.reason:
            self.mark(field, None if found.value is None else str(found.value), found.reason)
        return found.value


def read_register(row: int, cells: Mapping[str, str], written: Mapping[str, str],
                  headings: Mapping[str, str], today: date) -> RegisterRow:  # fmt: skip
    """Read a row; ``cells`` by field, ``written`` as it stands, ``headings`` by field."""
    reading = _Reading(row, cells, headings)
    number = _number(reading)
    days = _days(reading, today)
    _received(reading, days)
    kind = reading.marked("applicant_kind", read_applicant_kind(reading.text("applicant_kind")))
    channel = reading.marked("channel", read_way(reading.text("channel")))
    applicant = reading.text("applicant")
    if not applicant:
        reading.mark("applicant", None, because("no_applicant"))
    is_house = kind == LEGAL and bool(applicant)
    house = _house(reading) if is_house else ""
    return RegisterRow(
        row=row,
        key=_key(number, cells),
        case_key=case_key(reading.text("no"), reading.text("year")),
        number=number,
        regime="pemilu" if number and ELECTION in number.series.upper() else "umum",
        organisation=house,
        label="" if is_house else LABELS.get(kind or "", UNNAMED),
        applicant_kind=kind or "",
        public_body=reading.text("public_body"),
        days=days,
        channel=channel or "",
        information=_information(reading, hides=not is_house),
        written=written,
        headings=headings,
        remarks=tuple(reading.remarks),
        rejected=_refusal(reading, house),
    )


def told_of(row: RegisterRow) -> dict[str, Any]:
    """What was understood of a row, as it is kept beside what was written."""
    return {
        "number": row.number.normal if row.number else "",
        "regime": row.regime,
        "applicant": row.organisation or row.label,
        "applicant_kind": row.applicant_kind,
        "public_body": row.public_body,
        "channel": row.channel,
        **{name: day.isoformat() for name, day in row.days.items()},
    }


def _number(reading: _Reading) -> Number | None:
    told = reading.text("register_number")
    if not told or is_struck(told):
        return None
    number = numbering.read(told)
    if len(told) > LONGEST_NUMBER or not number.slug:
        reading.mark("register_number", None, because("no_register_number"))
        return None
    if number.seq is None:
        reading.mark("register_number", told, because("no_sequence"))
    elif not number.series:
        reading.mark("register_number", None, because("only_sequence"))
        return None
    return number


def _days(reading: _Reading, today: date) -> dict[str, date]:
    days: dict[str, date] = {}
    for field in DAYS:
        day = reading.marked(field, read_date(reading.cells.get(field, "")))
        if day is None:
            continue
        days[field] = day
        if day > today:
            reading.mark(field, day.isoformat(), because("future_day"))
    told = [field for field in IN_ORDER if field in days]
    for earlier, later in pairwise(told):
        if days[later] < days[earlier]:
            column = reading.headings.get(earlier, earlier)
            reading.mark(later, days[later].isoformat(), because("earlier_than", column=column))
    return days


def _received(reading: _Reading, days: Mapping[str, date]) -> None:
    """The weekday, the hour and the year beside the day of receipt: do they agree?"""
    reading.marked("received_time", read_time(reading.cells.get("received_time", "")))
    weekday = reading.marked("received_weekday", read_weekday(reading.text("received_weekday")))
    day = days.get("received_on")
    if day is None:
        return
    if weekday is not None and weekday != day.weekday():
        told = WEEKDAYS[day.weekday()]
        reading.mark("received_weekday", None, because("other_weekday", day=day, weekday=told))
    year = reading.text("year")
    if year.isdecimal() and len(year) == 4 and abs(int(year) - day.year) > 1:
        reading.mark("year", None, because("other_year", year=day.year))


def _house(reading: _Reading) -> str:
    """The name of a legal person, without who speaks for it and where they live."""
    first = next(line for line in reading.cells["applicant"].splitlines() if plain(line))
    name = plain(BEHIND_A_NAME.sub("", plain(first)))
    if name != reading.text("applicant"):
        reading.mark("applicant", name, because("behind_the_name"))
    return name


def _information(reading: _Reading, *, hides: bool) -> str:
    """What is asked for; a private applicant's name and home do not stand in it."""
    told = reading.text("information")
    hidden = [(reading.text("applicant_address"), HIDDEN)]
    if hides:
        hidden.append((reading.text("applicant"), "Pemohon"))
    for pattern, label in NUMBERS_OF_PEOPLE:
        told = pattern.sub(label, told)
    folded = told.casefold()
    names = [
        (name, label)
        for name, label in hidden
        if len(name) >= SHORTEST_HIDDEN and name.split()[0].casefold() in folded
    ]
    return veil(names).over(told)


def _key(number: Number | None, cells: Mapping[str, str]) -> str:
    if number is not None:
        return f"register:{number.normal}"
    named = case_key(cells.get("no", ""), cells.get("year", ""))
    filed = plain(cells.get("filing_number", ""))
    if named:
        return named if is_blank(filed) else f"{named}:{filed}"[:180]
    told = json.dumps({name: plain(text) for name, text in cells.items()}, sort_keys=True)
    return f"text:{hashlib.sha256(told.encode()).hexdigest()[:32]}"


def _refusal(reading: _Reading, organisation: str) -> Reason:
    """Why a row is no dispute; empty where it is one."""
    return next(_refusals(reading, organisation), SILENT)


def _refusals(reading: _Reading, organisation: str) -> Iterator[Reason]:
    cells = reading.cells
    if not any(reading.text(field) for field in cells if field not in {"no", "year"}):
        yield because("blank_row")
    if any(is_struck(cells.get(field, "")) for field in ("register_number", "public_body")):
        yield because("struck_row")
    if not reading.text("public_body"):
        yield because("no_body")
    for name in (reading.text("public_body"), organisation):
        if len(name) > LONGEST_NAME:
            yield because("long_name", most=LONGEST_NAME)
