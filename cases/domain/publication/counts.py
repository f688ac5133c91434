"""What the rows of the shelf count as, so that figures over all are added up and not read.

A row counts for everything and for the commission of its dispute. What a dispute does several
times, such as claiming one ground twice, counts once where figures count disputes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from cases.domain.parties import PartyRole
from cases.domain.publication.rows import (
    AdmissionRow,
    ClockRow,
    CourtRow,
    DecisionRow,
    DisputeRow,
    EditionRow,
    ExemptionRow,
    HearingPlaceRow,
    HearingRow,
    PartyRow,
    PromiseRow,
    QuestionRow,
)

ANY = "*"  # whatever the feature is

Columns = Mapping[str, Any]
Rows = Mapping[type[Any], Collection[Columns]]
Features = tuple[str, ...]


class Key(NamedTuple):
    """A kind of thing with up to four features; ``scope`` is a commission, or empty: all."""

    kind: str
    scope: str
    first: str = ""
    second: str = ""
    third: str = ""
    fourth: str = ""


class _Each(NamedTuple):
    """How rows of one table count, each for itself: what they and their dispute tell. What
    belongs to a hearing belongs to no commission.
    """

    kind: str
    features: Callable[[Columns, Columns], Features] = lambda _row, _case: ()
    is_of_a_dispute: bool = True


def marks(**told: Any) -> str:
    """The names of those that hold, as one feature: ``met late``."""
    return " ".join(name for name, holds in told.items() if holds)


EACH: Mapping[type[Any], _Each] = MappingProxyType(
    {
        DisputeRow: _Each(
            "dispute",
            lambda row, _case: (
                _said(row["year"]),
                row["phase"],
                row["stage"],
                row["disposition"],
            ),
        ),
        HearingRow: _Each("hearing", is_of_a_dispute=False),
        HearingPlaceRow: _Each("place", is_of_a_dispute=False),
        EditionRow: _Each("edition", is_of_a_dispute=False),
        AdmissionRow: _Each(
            "stance",
            lambda row, _case: (
                "",
                marks(admission=row["is_admission"], withdrawn=row["is_withdrawn"]),
            ),
        ),
        QuestionRow: _Each(
            "question",
            lambda row, _case: ("", marks(open=row["is_open"])),
            is_of_a_dispute=False,
        ),
        DecisionRow: _Each(
            "decision",
            lambda row, _case: (
                _said(row["pronounced_on"] and row["pronounced_on"].year),
                row["disposition"],
            ),
        ),
        PartyRow: _Each(
            "party",
            lambda row, case: (row["role"], row["slug"], case["phase"], case["stage"]),
        ),
        ClockRow: _Each(
            "clock",
            lambda row, _case: (
                row["rule"],
                marks(
                    met=row["met_on"],
                    late=row["late_days"],
                    running=row["is_running"],
                    unreported=row["is_unreported"],
                ),
                _said(row["used_days"]),
            ),
        ),
        PromiseRow: _Each(
            "promise",
            lambda row, _case: (
                row["kind"],
                marks(kept=row["kept_on"], lapsed=row["lapsed_on"]),
                "" if row["kept_on"] or row["lapsed_on"] else _said(row["due_on"]),
            ),
        ),
    }
)
# Which columns tell it, beside those by which a row is known.
TOLD_BY: Mapping[type[Any], tuple[str, ...]] = MappingProxyType(
    {
        DisputeRow: ("commission_code", "year", "phase", "stage", "disposition"),
        AdmissionRow: ("is_admission", "is_withdrawn"),
        QuestionRow: ("is_open",),
        PartyRow: ("role", "slug", "short"),
        ClockRow: ("rule", "met_on", "late_days", "is_running", "is_unreported", "used_days"),
        PromiseRow: ("kind", "kept_on", "lapsed_on", "due_on"),
        ExemptionRow: ("ground", "outcome"),
        CourtRow: ("court", "brought_by"),
        HearingRow: (),
        HearingPlaceRow: (),
        EditionRow: (),
        DecisionRow: ("pronounced_on", "disposition"),
    }
)


def counted(rows: Rows) -> Counter[Key]:
    """How often each key occurs among these rows, which hold the disputes of all others."""
    cases = {row["code"]: row for row in rows.get(DisputeRow, ())}
    found: Counter[Key] = Counter()
    for code, kind, features in chain(_each(rows, cases), set(_once(rows))):
        found[Key(kind, "", *features)] += 1
        if code:
            found[Key(kind, cases[code]["commission_code"], *features)] += 1
    return found


def _each(rows: Rows, cases: Mapping[str, Columns]) -> Iterator[tuple[str, str, Features]]:
    for table, (kind, features, is_of_a_dispute) in EACH.items():
        for row in rows.get(table, ()):
            code = row.get("dispute_id", row.get("code")) if is_of_a_dispute else ""
            yield code, kind, features(row, cases.get(code, {}))


def _once(rows: Rows) -> Iterator[tuple[str, str, Features]]:
    """What counts once for a dispute: its courts, and its claims that something is exempt."""
    for row in rows.get(CourtRow, ()):
        yield row["dispute_id"], "court", (row["court"], row["brought_by"])
        yield row["dispute_id"], "appealed", ()
    bodies: dict[str, list[Columns]] = {}
    for row in rows.get(PartyRow, ()):
        if row["role"] == PartyRole.RESPONDENT and row["slug"]:
            bodies.setdefault(row["dispute_id"], []).append(row)
    for row in rows.get(ExemptionRow, ()):
        for ground in (row["ground"] or "", ANY):
            yield row["dispute_id"], "claim", (ground, row["outcome"])
            yield row["dispute_id"], "claim", (ground, ANY)
            for body in bodies.get(row["dispute_id"], ()):
                told = (body["slug"], body["short"], ground, row["outcome"])
                yield row["dispute_id"], "claim of a body", told


def _said(value: Any) -> str:
    return "" if value is None else str(value)
