"""One's own table of cases: what can be asked of it, which rows answer, in which order.

A row is judged by its ``Facts`` alone, so that screens and exported files cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from cases.domain import numbering
from cases.domain.errors import CaseError
from cases.domain.publication.folding import fold
from cases.domain.stages import Phase

Row = TypeVar("Row")

LONGEST_WORDS = 80
LONGEST_SLUG = 120
LONGEST_QUERY = 500  # of a view that is saved
LONGEST_NAME = 80
MOST_VIEWS = 30
SOON = 7  # working days


class NotTheirCase(CaseError):
    """Notes and keepers belong to an organisation with a part in the case, and its writers."""

    code = "not_their_case"


class EmptyNote(CaseError):
    """A note without words."""

    code = "empty_note"


class NotAKeeper(CaseError):
    """Who looks after a case writes for the organisation today."""

    code = "not_a_keeper"


class ViewRefused(CaseError):
    """A filter that cannot be kept: no name, too long, or there are enough."""

    code = "view_refused"


class CaseKind(StrEnum):
    """What a row of the table is."""

    DISPUTE = "sengketa"
    REQUEST = "permintaan"  # not a dispute yet


class Due(StrEnum):
    """How near the last day of the next duty is."""

    LATE = "lewat"
    SOON = "7"
    NONE = "tanpa"


class State(StrEnum):
    """Whether a case still goes on."""

    OPEN = "terbuka"
    OVER = "selesai"
    ALL = "semua"


class Order(StrEnum):
    """By what the rows are ordered."""

    DUE = "tenggat"
    NUMBER = "nomor"
    BODY = "badan"
    LATEST = "terakhir"


MINE, NOBODY = "saya", "tanpa"  # whose cases, where no member is named


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of one row. ``words`` are folded; ``keepers`` are numbers of accounts.

    ``left``: working days up to the last day, negative when it lies back; None where there is
    no such day, or where the calendar does not reach.
    """

    kind: CaseKind
    number: str
    words: str
    bodies: tuple[tuple[str, str], ...]  # slug and name of each
    phase: Phase
    is_over: bool
    due_on: date | None = None
    left: int | None = None
    last_on: date | None = None
    keepers: frozenset[int] = frozenset()

    def is_late(self, today: date) -> bool:
        """Whether the last day lies back."""
        return self.due_on is not None and self.due_on < today

    def is_soon(self, today: date) -> bool:
        """Whether the last day is near. Where nothing counts working days, days do."""
        if self.due_on is None or self.due_on < today:
            return False
        left = (self.due_on - today).days if self.left is None else self.left
        return left <= SOON


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks of their table. Empty fields ask for nothing."""

    q: str = ""
    kind: str = ""
    phase: str = ""
    body: str = ""
    keeper: str = ""
    due: str = ""
    state: str = State.OPEN
    order: str = Order.DUE

    def words(self) -> tuple[str, ...]:
        """The folded words that are looked for."""
        return tuple(fold(self.q).split())

    def query(self, **changes: Any) -> str:
        """The parameters of this question with some changed; what is usual is left out."""
        changed = replace(self, **changes)
        usual = Wanted()
        told = {
            PARAMETERS[field.name]: getattr(changed, field.name)
            for field in fields(self)
            if getattr(changed, field.name) != getattr(usual, field.name)
        }
        return urlencode(told)


PARAMETERS: Mapping[str, str] = {
    "q": "q",
    "kind": "jenis",
    "phase": "tahap",
    "body": "badan",
    "keeper": "petugas",
    "due": "tenggat",
    "state": "keadaan",
    "order": "urut",
}


def read(told: Mapping[str, Any]) -> Wanted:
    """Read a question from the parameters of an address; nonsense asks for nothing."""
    asked = {name: str(told.get(key, "")).strip() for name, key in PARAMETERS.items()}
    return Wanted(
        q=" ".join(asked["q"].replace("\0", "").split())[:LONGEST_WORDS].strip(),
        kind=_one_of(CaseKind, asked["kind"]),
        phase=_one_of(Phase, asked["phase"]),
        body=asked["body"] if _is_slug(asked["body"]) else "",
        keeper=asked["keeper"] if _is_keeper(asked["keeper"]) else "",
        due=_one_of(Due, asked["due"]),
        state=_one_of(State, asked["state"]) or State.OPEN,
        order=_one_of(Order, asked["order"]) or Order.DUE,
    )


def choose(
    rows: Iterable[Row],
    wanted: Wanted,
    *,
    facts: Callable[[Row], Facts],
    me: int,
    today: date,
) -> list[Row]:
    """The rows that answer, in the order that was asked for. ``me`` is one's own account."""
    found = [row for row in rows if answers(facts(row), wanted, me=me, today=today)]
    key = _KEYS[Order(wanted.order)]
    return sorted(found, key=lambda row: (*key(facts(row)), facts(row).number))


def answers(row: Facts, wanted: Wanted, *, me: int, today: date) -> bool:
    """Whether a row is asked for: words from their beginning, pieces of a number whole."""
    end = " " if numbering.looks_like(wanted.q) else ""
    return (
        all(f" {word}{end}" in row.words for word in wanted.words())
        and wanted.kind in {"", row.kind}
        and wanted.phase in {"", row.phase}
        and (not wanted.body or wanted.body in dict(row.bodies))
        and _is_kept(row, wanted.keeper, me)
        and _is_due(row, wanted.due, today)
        and (wanted.state == State.ALL or row.is_over is (wanted.state == State.OVER))
    )


def _is_kept(row: Facts, keeper: str, me: int) -> bool:
    if not keeper:
        return True
    if keeper == NOBODY:
        return not row.keepers
    return (me if keeper == MINE else int(keeper)) in row.keepers


def _is_due(row: Facts, due: str, today: date) -> bool:
    return {
        "": True,
        Due.LATE: row.is_late(today),
        Due.SOON: row.is_soon(today),
        Due.NONE: row.due_on is None,
    }[due]


_KEYS: Mapping[Order, Callable[[Facts], tuple[Any, ...]]] = {
    Order.DUE: lambda row: (row.due_on or date.max, not row.number),
    Order.NUMBER: lambda row: (not row.number, row.number),
    Order.BODY: lambda row: (not row.bodies, [name.casefold() for _slug, name in row.bodies]),
    Order.LATEST: lambda row: (-(row.last_on or date.min).toordinal(), not row.number),
}


def _one_of(kind: type[StrEnum], told: str) -> str:
    return told if told in {one.value for one in kind} else ""


def _is_slug(told: str) -> bool:
    bare = told.replace("-", "").replace("_", "")
    return len(told) <= LONGEST_SLUG and bare.isascii() and bare.isalnum()


def _is_keeper(told: str) -> bool:
    is_number = told.isascii() and told.isdigit() and len(told) <= 12
    return told in {MINE, NOBODY} or is_number
