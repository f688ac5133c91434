"""A part of a problem beside the rest of an answer: small enough to be solved well."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from cases.domain.scheduling.answer import Answer, Use, unplaced, uses
from cases.domain.scheduling.problem import NOBODY, STEPS, Bar, Demand, Problem
from cases.domain.scheduling.weights import Part

TAKEN = (Bar("taken", "", "", ""),)


def narrowed(problem: Problem, answer: Answer, free: Collection[str]) -> Problem:
    """The problem of the demands in ``free`` alone: what the others take is forbidden."""
    fixed = [use for use in uses(problem, answer) if use.key not in free]
    placed = [
        (one, answer.places[one.key])
        for one in problem.demands
        if one.key not in free and one.key in answer.places
    ]
    busy = Counter(problem.busy)
    busy.update((who, place.slot // STEPS) for one, place in placed for who in one.bench)
    carried = Counter(problem.carried)
    carried.update(place.registrar for _one, place in placed)
    by_key = problem.by_key
    meetings = [(use, by_key[use.key].parties) for use in fixed]
    return replace(
        problem,
        demands=tuple(
            _beside(one, fixed, meetings) for one in problem.demands if one.key in free
        ),
        busy=busy,
        carried=carried,
    )


def _beside(
    demand: Demand, fixed: Iterable[Use], meetings: Iterable[tuple[Use, frozenset[str]]]
) -> Demand:
    bars = dict(demand.bars)
    bench, length = frozenset(demand.bench), demand.length
    room_bars = {room: dict(demand.room_bars.get(room, {})) for room in demand.rooms}
    registrar_bars = {
        who: dict(demand.registrar_bars.get(who, {})) for who in demand.registrars
    }
    for use in fixed:
        slots = range(use.first - length + 1, use.end)
        if not bench.isdisjoint(use.people):
            bars.update(dict.fromkeys(slots, TAKEN))
        if use.room != NOBODY and use.room in room_bars:
            room_bars[use.room].update(dict.fromkeys(slots, TAKEN))
        for who in use.people & registrar_bars.keys():
            registrar_bars[who].update(dict.fromkeys(slots, TAKEN))
    needed = {
        slot
        for use, parties in meetings
        if not parties.isdisjoint(demand.parties)
        for slot in range(use.first - length + 1, use.end)
    }
    doubts = dict(demand.doubts)
    doubts[Part.PARTY_ELSEWHERE] = doubts.get(Part.PARTY_ELSEWHERE, frozenset()) | needed
    return replace(
        demand, bars=bars, room_bars=room_bars, registrar_bars=registrar_bars, doubts=doubts
    )


def neighbours(
    problem: Problem, answer: Answer, count: int, *, turn: int, chance: random.Random
) -> frozenset[str]:
    """Some demands that are looked at anew together, around one: by turns those that are held
    about the same day, and those that need the same people. What has no place comes first.
    """
    lacking = [one.key for one in unplaced(problem, answer)]
    keys = [one.key for one in problem.demands]
    if len(keys) <= count:
        return frozenset(keys)
    pivot = chance.choice(lacking if lacking and turn % 3 == 0 else keys)
    ranked = _ranked(problem, answer, pivot, by_day=bool(turn % 2), chance=chance)
    return frozenset([pivot, *lacking[: count // 3], *ranked][:count])


def _ranked(
    problem: Problem, answer: Answer, pivot: str, *, by_day: bool, chance: random.Random
) -> Sequence[str]:
    centre, place = problem.by_key[pivot], answer.places.get(pivot)
    days = max(problem.inside, 1)
    day = place.slot // STEPS if place else chance.randrange(days)

    def distance(one: Demand) -> tuple[float, str]:
        there = answer.places.get(one.key)
        away = abs(there.slot // STEPS - day) if there else 0
        shared = len(frozenset(one.bench) & frozenset(centre.bench))
        return (away if by_day else -shared) + chance.random(), one.key

    return [key for _far, key in sorted(map(distance, problem.demands)) if key != pivot]
