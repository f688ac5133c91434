"""The tables of the open data, read off the dataclasses of the shelf.

A table is a table of the shelf, without the columns that only searching needs and without the
places of files. A part unfolds one list of a ``body`` into rows of its own; the ``body`` stays
beside it, whole, so that an export loses nothing.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from cases.domain.open_data import dictionary
from cases.domain.publication import copies, rows, words

KINDS: Mapping[Any, str] = MappingProxyType(
    {str: "string", int: "integer", bool: "boolean", date: "date", datetime: "datetime"}
)
JSON = "json"
# The shelf calls a parent by its key; people who join tables look for its code.
NAMES: Mapping[str, str] = MappingProxyType(
    {"dispute_id": "dispute_code", "hearing_id": "hearing_code", "edition_id": "edition_code"}
)
HIDDEN = frozenset({"traits", "file"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``kind``: string, integer, boolean, date, datetime (UTC) or json."""

    table: str
    name: str
    field: str
    kind: str
    is_optional: bool

    def told(self, language: str) -> str:
        """What it means, in ``id`` or ``en``."""
        return dictionary.column(self.table, self.name, language)


@dataclass(frozen=True)
class Part:
    """The rows of a list inside the ``body`` of another table's rows, numbered from 1."""

    name: str
    row: type[Any]
    path: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]  # the parent's columns: as there, as here
    hidden: frozenset[str] = frozenset()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The parent's key, the number, then the fields of the copy."""
        lead = (
            Column(self.name, here, there, "integer" if there == "no" else "string", False)
            for there, here in self.keys
        )
        number = Column(self.name, "position", "", "integer", False)
        return (*lead, number, *_columns(self.name, self.row, self.hidden))

    @property
    def key(self) -> tuple[str, ...]:
        return (*(here for _there, here in self.keys), "position")

    def told(self, language: str) -> str:
        """What a row is, in ``id`` or ``en``."""
        return dictionary.table(self.name, language)


@dataclass(frozen=True)
class Table:
    """A table of the shelf as it is given away; ``parts`` are unfolded from its ``body``."""

    name: str
    row: type[Any]
    parts: tuple[Part, ...] = ()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return _columns(self.name, self.row, HIDDEN)

    @cached_property
    def key(self) -> tuple[str, ...]:
        return tuple(NAMES.get(name, name) for name in self.row.key)

    def told(self, language: str) -> str:
        """What a row is, in ``id`` or ``en``."""
        return dictionary.table(self.name, language)


def _columns(table: str, row: type[Any], hidden: frozenset[str]) -> tuple[Column, ...]:
    hints = typing.get_type_hints(row)
    return tuple(
        Column(table, NAMES.get(one.name, one.name), one.name, *_kind(hints[one.name]))
        for one in fields(row)
        if one.name not in hidden
    )


def _kind(hint: Any) -> tuple[str, bool]:
    """The kind of a value, and whether it may be missing."""
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        (one,) = (arg for arg in typing.get_args(hint) if arg is not type(None))
        return _kind(one)[0], True
    return KINDS.get(hint, JSON), False


_DISPUTE = (("code", "dispute_code"),)
_HEARING = (("code", "hearing_code"),)
_DECISION = (("dispute_code", "dispute_code"), ("no", "decision_no"))
_PROPOSITION = (("dispute_code", "dispute_code"), ("code", "proposition_code"))

TABLES: tuple[Table, ...] = (
    Table(
        "disputes",
        rows.DisputeRow,
        (
            Part("numbers", copies.NumberCopy, ("numbers",), _DISPUTE),
            Part("requests", copies.RequestCopy, ("requests",), _DISPUTE),
            Part("items", copies.ItemCopy, ("items",), _DISPUTE),
            Part("deadlines", copies.ClockCopy, ("clocks",), _DISPUTE, frozenset({"days"})),
            Part("exemptions", copies.ExemptionCopy, ("exemptions",), _DISPUTE),
            Part("timeline", copies.TimelineCopy, ("timeline",), _DISPUTE),
            Part("court_stages", copies.CourtStageCopy, ("court_stages",), _DISPUTE),
            Part("statements", words.StatementCopy, ("statements",), _DISPUTE),
            Part("exhibits", copies.ExhibitCopy, ("exhibits",), _DISPUTE),
            Part("discrepancies", words.DiscrepancyCopy, ("discrepancies",), _DISPUTE),
            Part("sources", copies.SourceCopy, ("sources",), _DISPUTE),
        ),
    ),
    Table("former_addresses", rows.AliasRow),
    Table("parties", rows.PartyRow),
    Table(
        "hearings",
        rows.HearingRow,
        (
            Part("appearances", words.AppearanceCopy, ("hearing", "appearances"), _HEARING),
            Part(
                "panel_orders",
                words.PanelOrderCopy,
                ("orders",),
                _HEARING,
                frozenset({"hearing_code"}),
            ),
        ),
    ),
    Table("hearing_disputes", rows.HearingPlaceRow),
    Table("seats", rows.SeatRow),
    Table("editions", rows.EditionRow),
    Table("lines", rows.LineRow),
    Table("sounds", rows.SoundRow),
    Table("utterances", rows.UtteranceRow),
    Table(
        "propositions",
        rows.AdmissionRow,
        (Part("assertions", words.StanceCopy, ("admission", "stances"), _PROPOSITION),),
    ),
    Table("questions", rows.QuestionRow),
    Table(
        "decisions",
        rows.DecisionRow,
        (
            Part("orders", copies.OrderCopy, ("decision", "orders"), _DECISION),
            Part(
                "dispositions", copies.DispositionCopy, ("decision", "dispositions"), _DECISION
            ),
        ),
    ),
    Table("documents", rows.DocumentRow),
)


def _every() -> Iterator[Table | Part]:
    for table in TABLES:
        yield table
        yield from table.parts


EVERY: tuple[Table | Part, ...] = tuple(_every())  # in the order in which they are told
