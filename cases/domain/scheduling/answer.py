"""An answer: where each demand is put, what it costs part by part, and the check of it."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cases.domain.scheduling.problem import NOBODY, STEPS, Demand, Place, Problem
from cases.domain.scheduling.weights import (
    HARD_DAILY,
    USUAL_DAILY,
    Part,
    weight,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Where demands are put, by their keys. What is not named is not placed, or stays."""

    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Use:
    """Half-hours from ``first`` up to ``end`` in which a demand has people and a room."""

    key: str
    first: int
    end: int
    people: frozenset[int]
    room: int


def uses(problem: Problem, answer: Answer) -> Iterator[Use]:
    """What an answer takes: the new places, and the old ones of what is not moved."""
    for one in problem.demands:
        place, home = answer.places.get(one.key), one.home
        if place is not None:
            end = place.slot + one.length
            yield Use(one.key, place.slot, end, one.people(place), place.room)
        elif home is not None and home.first is not None and home.end is not None:
            yield Use(one.key, home.first, home.end, home.people, home.room)


def unplaced(problem: Problem, answer: Answer) -> tuple[Demand, ...]:
    """What has no place and cannot stay where it is."""
    return tuple(
        one for one in problem.demands if one.key not in answer.places and not one.may_stay
    )


def faults(problem: Problem, answer: Answer) -> tuple[str, ...]:
    """Every hard rule that an answer breaks; none where it is lawful.

    It knows nothing of how answers are found: solvers, fallback and tests are judged by it.
    """
    found = [f"{key}: unknown" for key in answer.places.keys() - problem.by_key.keys()]
    for one in problem.demands:
        if (place := answer.places.get(one.key)) is not None:
            found += [f"{one.key}: {told}" for told in _astray(problem, one, place)]
    return (*found, *_double(list(uses(problem, answer))))


def _astray(problem: Problem, demand: Demand, place: Place) -> Iterator[str]:
    if not 0 <= place.slot < problem.inside * STEPS:
        yield "outside the horizon"
    if place.slot % STEPS + demand.length > STEPS:
        yield "beyond the office day"
    if place.room not in demand.rooms:
        yield "no room of this commission"
    if place.registrar not in demand.registrars:
        yield "no registrar of this dispute"
    for bar in demand.hindrances(place):
        yield bar.text


def _double(taken: list[Use]) -> Iterator[str]:
    by_resource: defaultdict[tuple[str, int], list[Use]] = defaultdict(list)
    for use in taken:
        for person in use.people:
            by_resource["person", person].append(use)
        if use.room != NOBODY:
            by_resource["room", use.room].append(use)
    for resource, found in by_resource.items():
        found.sort(key=lambda use: (use.first, use.end))
        for one, other in itertools.pairwise(found):
            if other.first < one.end:
                yield f"{resource}: {one.key} and {other.key} at once"


def score(problem: Problem, answer: Answer) -> Counter[Part]:
    """What an answer costs, part by part; the sum is compared. Parts that cost nothing lack."""
    told: Counter[Part] = Counter()
    for one in problem.demands:
        place = answer.places.get(one.key)
        if place is not None:
            told.update(_of_place(one, place))
        elif not one.may_stay:
            told[Part.UNPLACED] += weight(Part.UNPLACED) * one.count
        elif one.home is not None and one.home.first is not None:
            told[Part.LATE] += late(one, one.home.first // STEPS)
    told[Part.PARTY_ELSEWHERE] += weight(Part.PARTY_ELSEWHERE) * _needed_twice(problem, answer)
    told.update(_load(problem, answer))
    return +told


def late(demand: Demand, day: int) -> int:
    """What the clocks of a demand cost on a day; days lost before the horizon are lost."""
    return weight(Part.LATE) * sum(max(day - max(due, -1), 0) for due in demand.dues)


def _of_place(demand: Demand, place: Place) -> Counter[Part]:
    day = place.slot // STEPS
    told = Counter({Part.LATE: late(demand, day), Part.WAITING: weight(Part.WAITING) * day})
    for part, slots in demand.doubts.items():
        if place.slot in slots:
            told[part] += weight(part)
    if place.slot in demand.registrar_doubts.get(place.registrar, ()):
        told[Part.REGISTRAR_AWAY] += weight(Part.REGISTRAR_AWAY)
    if demand.home is not None:
        told[demand.move_part] += demand.move_cost
    return told


def _needed_twice(problem: Problem, answer: Answer) -> int:
    """At how many of the placed hearings a party is needed elsewhere: of those of one party as
    few are counted as would have to make way so that the rest do not meet.
    """
    by_party: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in problem.demands:
        if (place := answer.places.get(one.key)) is not None:
            for party in one.parties:
                by_party[party].append((place.slot + one.length, place.slot))
    return sum(len(spans) - _most_apart(spans) for spans in by_party.values())


def _most_apart(spans: Iterable[tuple[int, int]]) -> int:
    """The most of some spans (end, first) that do not meet: always the one that ends first."""
    count, free_from = 0, -1
    for end, first in sorted(spans):
        if first >= free_from:
            count, free_from = count + 1, end
    return count


def _load(problem: Problem, answer: Answer) -> Counter[Part]:
    told: Counter[Part] = Counter()
    placed = [(one, answer.places[one.key]) for one in problem.demands
              if one.key in answer.places]  # fmt: skip
    if problem.is_fair:
        daily = Counter((person, place.slot // STEPS) for one, place in placed
                        for person in one.bench)  # fmt: skip
        beyond = sum(
            min(max(count + problem.busy.get(where, 0) - USUAL_DAILY, 0), count)
            for where, count in daily.items()
        )
        told[Part.CROWDED] = weight(Part.CROWDED) * beyond
        told[Part.UNEVEN] = weight(Part.UNEVEN) * _busiest(problem, placed)
    if problem.is_spread:
        heavy = Counter((one.bench[:1], place.slot // STEPS) for one, place in placed
                        if one.is_hard)  # fmt: skip
        over = sum(max(count - HARD_DAILY, 0) for count in heavy.values())
        told[Part.HARD_AGENDAS] = weight(Part.HARD_AGENDAS) * over
    return told


def _busiest(problem: Problem, placed: Iterable[tuple[Demand, Place]]) -> int:
    """How many hearings the busiest of those registrars has who could be chosen."""
    counts = Counter(place.registrar for _one, place in placed if place.registrar != NOBODY)
    chosen = choosable(problem)
    return max((counts[one] + problem.carried.get(one, 0) for one in chosen), default=0)


def choosable(problem: Problem) -> frozenset[int]:
    """The registrars between whom some demand leaves the choice."""
    free = (one.registrars for one in problem.demands if len(one.registrars) > 1)
    return frozenset(person for several in free for person in several) - {NOBODY}
