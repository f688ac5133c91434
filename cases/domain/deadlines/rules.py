"""The table of time limits.

The rows are ``data/deadlines.toml``: no number of days stands anywhere else. A row that is not
known is never computed as a limit; its candidate, if there is one, is only a warning.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from cases.domain.errors import CaseError


class Unit(StrEnum):
    WORKING_DAYS = "hari_kerja"
    CALENDAR_DAYS = "hari_kalender"
    MONTHS = "bulan"
    DISPUTED = "belum_pasti"  # the text does not say, or was not seen


class Direction(StrEnum):
    AFTER = "after"
    BEFORE = "before"


class Effect(StrEnum):
    BARS = "bars"
    OPENS = "opens"
    DEFAULT = "default"
    TARGET = "target"


class UnknownRule(CaseError):
    """No row of the table has this name."""

    code = "unknown_rule"


class NoKnownFigure(CaseError):
    """The row exists, but no figure was confirmed; nothing is computed from a guess."""

    code = "no_known_figure"


class NotExtendable(CaseError):
    """The rule is not lengthened, or was already: each is once."""

    code = "not_extendable"


@dataclass(frozen=True, slots=True)
class Extension:
    """How a limit may be lengthened once."""

    length: int
    unit: Unit
    condition: str


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One row of the table. ``article`` empty: no provision was seen."""

    key: str
    regime: str
    stage: str
    trigger: str
    direction: Direction
    is_known: bool
    length: int | None
    unit: Unit
    extension: Extension | None
    bound: str
    consequence: str
    effect: Effect
    article: str
    confidence: str
    source: str
    note: str
    candidate_length: int | None

    @property
    def may_enforce(self) -> bool:
        """Whether the row was read in the law itself; all others warn and never block."""
        return self.is_known and self.confidence == "VERIFIED"


# Short names by which people ask for a row on the command line.
ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "umum_start": "umum_start_settlement",
        "umum_finish": "umum_complete_settlement",
        "umum_reply": "umum_request_reply",
        "umum_file": "umum_dispute_file_after_reply",
        "umum_file_after_reply": "umum_dispute_file_after_reply",
        "umum_file_no_reply": "umum_dispute_file_no_reply",
        "umum_court": "umum_court_objection_statute",
        "umum_cassation": "umum_cassation_file",
        "pemilu_finish": "pemilu_complete_settlement",
        "pemilu_reply": "pemilu_request_reply",
    }
)


def _rule(row: Mapping[str, Any]) -> DeadlineRule:
    extension = None
    if row["extension_length"]:
        extension = Extension(
            row["extension_length"], Unit(row["extension_unit"]), row["extension_condition"]
        )
    return DeadlineRule(
        key=row["key"],
        regime=row["regime"],
        stage=row["stage"],
        trigger=row["trigger"],
        direction=Direction(row["direction"]),
        is_known=row["known"],
        length=row.get("length"),
        unit=Unit(row["unit"]),
        extension=extension,
        bound=row["bound"],
        consequence=row["consequence"],
        effect=Effect(row["effect"]),
        article=row["article"],
        confidence=row["confidence"],
        source=row["source"],
        note=row["note"],
        candidate_length=row.get("candidate_length"),
    )


def _load() -> Mapping[str, DeadlineRule]:
    text = resources.files("cases.domain.data").joinpath("deadlines.toml").read_text("utf-8")
    rows = tomllib.loads(text)["deadline"]
    return MappingProxyType({key: _rule(row) for key, row in rows.items()})


RULES: Mapping[str, DeadlineRule] = _load()


@cache
def find(name: str) -> DeadlineRule:
    """The rule of that key or short name.

    Raises:
        UnknownRule: with the names that come nearest.
    """
    key = ALIASES.get(name, name)
    if key in RULES:
        return RULES[key]
    near = [known for known in [*RULES, *ALIASES] if name.rsplit("_", maxsplit=1)[-1] in known]
    hint = f" Mungkin maksud Anda: {', '.join(near[:6])}." if near else ""
    raise UnknownRule(f"Tidak ada aturan jangka waktu bernama {name}.{hint}")
