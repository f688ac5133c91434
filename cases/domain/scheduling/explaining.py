"""Why something has no place: the smallest sets of rules that would have to give.

Slot by slot it is asked what stands against it, what others take included. A set is smallest
when no slot has fewer; every set of that size is an answer of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cases.domain.scheduling import words
from cases.domain.scheduling.answer import Answer, uses
from cases.domain.scheduling.problem import NOBODY, STEPS, Bar, Demand, Place, Problem

MOST = 3  # alternatives that are told
# What a registry gives up first, where as many rules would have to give.
EASY = (words.HORIZON, words.ROOMS, words.BUSY, "panel_away")
Taken = dict[tuple[bool, int], set[int]]


def relaxations(
    problem: Problem, answer: Answer, demand: Demand
) -> tuple[tuple[Bar, ...], ...]:
    """The smallest sets of rules that would have to give for a demand to find a place beside
    everything else in the answer, the easiest first; each set is enough by itself.
    """
    taken = _taken(problem, answer, demand)
    found: set[frozenset[Bar]] = set()
    least = -1
    for bars in _sets(problem, demand, taken):
        if least < 0 or len(bars) < least:
            found, least = {bars}, len(bars)
        elif len(bars) == least:
            found.add(bars)
    ranked = sorted(found, key=_rank)
    return tuple(tuple(sorted(bars)) for bars in ranked[:MOST])


def _sets(problem: Problem, demand: Demand, taken: Taken) -> Iterator[frozenset[Bar]]:
    end = problem.inside * STEPS
    last = problem.days[problem.inside - 1] if problem.inside else None
    for slot in problem.starts(demand, beyond=True):
        steps = range(slot, slot + demand.length)
        base = {
            words.busy(problem.names.get(person, ""))
            for person in demand.bench
            if not taken[False, person].isdisjoint(steps)
        }
        if slot >= end and last is not None:
            base.add(words.horizon(last))
        for room in demand.rooms:
            for who in demand.registrars:
                bars = base | set(demand.hindrances(Place(slot, room, who)))
                if room != NOBODY and not taken[True, room].isdisjoint(steps):
                    bars.add(_rooms(problem, demand))
                if who != NOBODY and not taken[False, who].isdisjoint(steps):
                    bars.add(words.busy(problem.names.get(who, "")))
                yield frozenset(bars)


def _taken(problem: Problem, answer: Answer, demand: Demand) -> Taken:
    taken: defaultdict[tuple[bool, int], set[int]] = defaultdict(set)
    for use in uses(problem, answer):
        if use.key == demand.key:
            continue
        for person in use.people:
            taken[False, person].update(range(use.first, use.end))
        if use.room != NOBODY:
            taken[True, use.room].update(range(use.first, use.end))
    return taken


def _rooms(problem: Problem, demand: Demand) -> Bar:
    return words.rooms(problem.names.get(-room, "") for room in demand.rooms)


def _rank(bars: frozenset[Bar]) -> tuple[int, list[tuple[str, str]]]:
    weight = sum(EASY.index(one.code) if one.code in EASY else len(EASY) for one in bars)
    return weight, sorted((one.code, one.subject) for one in bars)
