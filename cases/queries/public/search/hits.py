"""The rows behind one page of what was found, in few queries however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db.models import Q

from cases.domain.search import Kind
from cases.models import (
    PublicAdmission,
    PublicDecision,
    PublicDispute,
    PublicDocument,
    PublicHearing,
    PublicUtterance,
)
from cases.queries.public import engine
from cases.queries.public.engine import Later, Written
from cases.queries.public.search.found import Found
from cases.queries.public.shelves import shelf

SPOKEN_PER_HIT = 2

Key = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A dispute that was found, and released turns in which the words stand.

    Where one kind of thing is listed, the hit is that thing: one of the last four is set.
    """

    dispute: PublicDispute
    spoken: tuple[PublicUtterance, ...] = ()
    turn: PublicUtterance | None = None
    admission: PublicAdmission | None = None
    decision: PublicDecision | None = None
    document: PublicDocument | None = None

    @property
    def is_dispute(self) -> bool:
        """Whether the dispute itself is the hit."""
        return not (self.turn or self.admission or self.decision or self.document)


def disputes(codes: Sequence[str]) -> dict[str, PublicDispute]:
    """These disputes without their pages, in this order. One query."""
    told = _listed()
    rows = told.objects(PublicDispute, told.rows(codes)) if codes else []
    found = {row.pk: row for row in rows}
    return {code: found[code] for code in codes if code in found}


def changed_last(codes: Sequence[str], most: int) -> list[str]:
    """Of these disputes those that changed last, the latest first. One query."""
    return [code for (code,) in _changed_last(most).rows(codes)] if codes else []


@cache
def _changed_last(most: int) -> Written:
    rows = shelf(PublicDispute).filter(engine.among("pk", Later(0)))
    return Written(rows.order_by("-shelved_at", "-pk").values_list("pk")[:most])


@cache
def _listed() -> Written:
    among = engine.among("pk", Later(0))
    return Written(shelf(PublicDispute).filter(among).defer("body", "traits"))


def dispute_hits(codes: Sequence[str], entries: Iterable[Found]) -> tuple[Hit, ...]:
    """These disputes, each with its first turns among the entries. Two queries."""
    wanted = _first_turns(codes, entries)
    turns = _turns([entry for found in wanted.values() for entry in found])
    return tuple(
        Hit(row, tuple(turns[e.key] for e in wanted.get(code, ()) if e.key in turns))
        for code, row in disputes(codes).items()
    )


def thing_hits(things: Sequence[Found]) -> tuple[Hit, ...]:
    """These things, which are of one kind, each with its dispute. Two queries."""
    if not things:
        return ()
    rows = disputes(list(dict.fromkeys(thing.dispute for thing in things)))
    field, found = _things(things)
    return tuple(
        Hit(rows[thing.dispute], **{field: found[thing.key]})
        for thing in things
        if thing.dispute in rows and thing.key in found
    )


def _first_turns(codes: Sequence[str], entries: Iterable[Found]) -> Mapping[str, list[Found]]:
    shown = set(codes)
    told: dict[str, list[Found]] = {}
    for entry in entries:
        if entry.kind == Kind.UTTERANCE and entry.dispute in shown:
            told.setdefault(entry.dispute, []).append(entry)
    return {code: sorted(found, key=_said)[:SPOKEN_PER_HIT] for code, found in told.items()}


def _said(entry: Found) -> tuple[Any, ...]:
    return (entry.on, entry.place, entry.number)


def _things(things: Sequence[Found]) -> tuple[str, Mapping[Key, Any]]:
    kind = things[0].kind
    if kind == Kind.UTTERANCE:
        return "turn", _turns(things)
    if kind == Kind.DOCUMENT:
        papers = shelf(PublicDocument).filter(pk__in=[thing.place for thing in things])
        by_code = {row.pk: row for row in papers}
        return "document", {t.key: by_code[t.place] for t in things if t.place in by_code}
    if kind == Kind.ADMISSION:
        pairs = [Q(dispute=thing.dispute, code=thing.place) for thing in things]
        told = shelf(PublicAdmission).filter(_any(pairs)).defer("body")
        by_pair = {(row.dispute_id, row.code): row for row in told}
        found = {t.key: by_pair.get((t.dispute, t.place)) for t in things}
        return "admission", {key: row for key, row in found.items() if row}
    numbers = [(thing.dispute, thing.number) for thing in things]
    rows = shelf(PublicDecision).filter(engine.among_places("dispute", "no", numbers))
    decided = {(row.dispute_id, row.no): row for row in rows}
    rulings = {t.key: decided.get((t.dispute, t.number)) for t in things}
    return "decision", {key: row for key, row in rulings.items() if row}


def _turns(entries: Sequence[Found]) -> dict[Key, PublicUtterance]:
    places = {(entry.place, entry.number) for entry in entries}
    if not places:
        return {}
    told = _turns_there()
    rows = told.rows(sorted(places))
    turns = told.objects(PublicUtterance, rows)
    for turn, hearing in zip(turns, told.objects(PublicHearing, rows), strict=True):
        turn.hearing = hearing
    found = {(turn.hearing_id, turn.number): turn for turn in turns}
    return {e.key: found[e.place, e.number] for e in entries if (e.place, e.number) in found}


@cache
def _turns_there() -> Written:
    there = engine.among_places("hearing", "number", Later(0))
    rows = shelf(PublicUtterance).filter(there).select_related("hearing")
    return Written(rows.defer("hearing__body"))


def _any(conditions: Sequence[Q]) -> Q:
    return reduce(or_, conditions, Q(pk__in=[]))
