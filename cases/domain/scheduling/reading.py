"""An answer as people read it: row by row, with doubts, reasons, loads and what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from cases.domain.scheduling.answer import Answer, score
from cases.domain.scheduling.explaining import relaxations
from cases.domain.scheduling.facts import Facts, Request, Standing
from cases.domain.scheduling.problem import Bar, Demand, Place, Problem, end_of, hour_of
from cases.domain.scheduling.weights import Part

# What the rules of hearings want confirmed, by the part that weighs it.
DOUBTS = (
    Part.SUMMONS_SHORT,
    Part.FRIDAY_PRAYER,
    Part.PARTY_ELSEWHERE,
    Part.REGISTRAR_AWAY,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One demand: where it is put, or which rules would have to give."""

    label: str
    kind: str
    disputes: tuple[int, ...]
    held_on: date | None
    starts: time | None
    ends: time | None
    room: int
    registrar: int
    standing: Standing | None
    due_on: date | None
    doubts: tuple[str, ...]
    reasons: tuple[tuple[Bar, ...], ...]

    def told_reasons(self) -> list[list[dict[str, str]]]:
        """The reasons as JSON holds them."""
        return [
            [
                {"code": one.code, "text": one.text, "text_en": one.text_en,
                 "basis": one.basis}
                for one in bars
            ]
            for bars in self.reasons
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Load:
    """How many hearings somebody has in those days: as the plan stands, and as proposed."""

    person: int
    name: str
    is_registrar: bool
    now: int
    then: int

    def told(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"person": self.person, "name": self.name, "is_registrar": self.is_registrar,
                "now": self.now, "then": self.then}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """A whole answer: what is new or moved, by its day, then what has no place."""

    rows: tuple[Row, ...]
    loads: tuple[Load, ...]
    score: Mapping[Part, int]


def read(known: Facts, problem: Problem, answer: Answer) -> Read:
    """Put an answer into words and figures. What may stay and stays is no row."""
    demands = problem.by_key
    rows = [
        _row(problem, answer, demands[one.key], one)
        for one in known.requests
        if one.key in answer.places or not demands[one.key].may_stay
    ]
    rows.sort(key=lambda row: (row.held_on or date.max, row.starts or time.max, row.label))
    return Read(tuple(rows), tuple(_loads(known, problem, answer)), score(problem, answer))


def _row(problem: Problem, answer: Answer, demand: Demand, request: Request) -> Row:
    place = answer.places.get(demand.key)
    return Row(
        label=request.label,
        kind=request.kind,
        disputes=request.disputes,
        held_on=problem.day_of(place.slot) if place else None,
        starts=hour_of(place.slot) if place else None,
        ends=end_of(place.slot, demand.length) if place else None,
        room=place.room if place else 0,
        registrar=place.registrar if place else 0,
        standing=request.standing,
        due_on=min(request.dues, default=None),
        doubts=tuple(_doubts(problem, answer, demand, place)) if place else (),
        reasons=() if place else relaxations(problem, answer, demand),
    )


def _doubts(problem: Problem, answer: Answer, demand: Demand, place: Place) -> Iterator[str]:
    """What somebody has to confirm there; also that a party is needed in another new place."""
    for part in DOUBTS:
        slots = demand.doubts.get(part, frozenset())
        if part is Part.REGISTRAR_AWAY:
            slots = demand.registrar_doubts.get(place.registrar, frozenset())
        met = part is Part.PARTY_ELSEWHERE and _meets(problem, answer, demand, place)
        if place.slot in slots or met:
            yield part.value


def _meets(problem: Problem, answer: Answer, demand: Demand, place: Place) -> bool:
    for one in problem.demands:
        other = answer.places.get(one.key)
        if other is None or one.key == demand.key or one.parties.isdisjoint(demand.parties):
            continue
        if other.slot < place.slot + demand.length and place.slot < other.slot + one.length:
            return True
    return False


def _loads(known: Facts, problem: Problem, answer: Answer) -> Iterator[Load]:
    bench = {person for one in problem.demands for person in one.bench}
    keepers = {who for one in problem.demands for who in one.registrars} - {0}
    now = _standing(known, problem, {one.key for one in problem.demands}, known.requests)
    kept = {key for key in problem.by_key if key not in answer.places}
    then = _standing(known, problem, kept, known.requests)
    for one in problem.demands:
        if (place := answer.places.get(one.key)) is not None:
            then.update(one.people(place))
    for person in sorted(bench | keepers, key=lambda who: problem.names.get(who, "")):
        name = problem.names.get(person, "")
        yield Load(person, name, person not in bench, now[person], then[person])


def _standing(
    known: Facts, problem: Problem, keys: set[str], requests: Iterable[Request]
) -> Counter[int]:
    """How many hearings each has that stand in those days: those that nothing here decides, and
    those of ``keys``.
    """
    told = Counter(dict.fromkeys(known.people, 0))
    for (person, day), count in problem.busy.items():
        if day < problem.inside:
            told[person] += count
    for one in requests:
        if one.standing is not None and one.key in keys:
            told.update(one.standing.people)
    return told
