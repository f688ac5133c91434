"""The day and the number of a registration that is entered later than it was made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.domain.errors import CaseError
from cases.domain.numbering import Number


class EntryDoubt(StrEnum):
    """What is to be confirmed before an entry of an earlier day stands."""

    OUT_OF_ORDER = "out_of_order"  # a lower number has a later day, or a higher an earlier one
    SKIPS = "skips"  # numbers before it are not in the register
    OTHER_PATTERN = "other_pattern"  # it is not written as the commission writes its numbers
    OTHER_MONTH = "other_month"  # it names another month or year than its day


class NotThatDay(CaseError):
    """A registration lies between the day of receipt and today."""

    code = "not_that_day"


class NumberTaken(CaseError):
    """A number is given once, also where its dispute was struck off."""

    code = "number_taken"


class EntryDoubtful(CaseError):
    """It can be entered once somebody has confirmed what is doubtful; ``doubts`` name it."""

    code = "entry_doubtful"

    def __init__(self, doubts: Sequence[EntryDoubt]) -> None:
        super().__init__("Ada yang perlu dipastikan sebelum pendaftaran ini dicatat.")
        self.doubts = tuple(doubts)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a registrar enters: the local day of the registration, its number where it was
    written by hand, and the doubts that were weighed.
    """

    on: date
    number: str = ""
    confirmed: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The numbers of a series in one year: what they share, the last one, and their days."""

    series: str
    last: int
    days: Sequence[tuple[int, date]] = ()


def check_day(on: date, *, received_on: date | None, today: date) -> None:
    """Refuse a day on which nothing can have been registered.

    Raises:
        NotThatDay: it has not come yet, or lies before the receipt.
    """
    if on > today:
        raise NotThatDay("Tanggal registrasi belum tiba.")
    if received_on is not None and on < received_on:
        raise NotThatDay("Tanggal registrasi lebih awal daripada tanggal permohonan diterima.")


def doubts(number: Number, on: date, row: Row | None) -> tuple[EntryDoubt, ...]:
    """What speaks against a number on a day; ``row`` None: there is no series for it."""
    found = []
    seq = number.seq
    is_alien = row is None or number.series != row.series or seq is None or number.year is None
    if row is not None and is_alien:
        found.append(EntryDoubt.OTHER_PATTERN)
    if (number.year or on.year) != on.year or (number.month or on.month) != on.month:
        found.append(EntryDoubt.OTHER_MONTH)
    if row is None or is_alien or seq is None:
        return tuple(found)
    if seq > row.last + 1:
        found.append(EntryDoubt.SKIPS)
    if any((no < seq and day > on) or (no > seq and day < on) for no, day in row.days):
        found.append(EntryDoubt.OUT_OF_ORDER)
    return tuple(found)


def judge(found: Sequence[EntryDoubt], confirmed: Collection[str]) -> None:
    """Refuse what nobody has weighed.

    Raises:
        EntryDoubtful: a doubt is not among those that were confirmed.
    """
    if set(found) - set(confirmed):
        raise EntryDoubtful(found)
