"""The earliest feasible place for each, by the risk of its clock: quick, and always there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cases.domain.scheduling.answer import Answer, late
from cases.domain.scheduling.problem import NOBODY, STEPS, Demand, Place, Problem
from cases.domain.scheduling.weights import HARD_DAILY, USUAL_DAILY, Part, weight

SOON = 1 << 20  # the risk of what no clock presses


@dataclass
class Table:
    """What is taken so far, half-hour by half-hour, and how much each has on each day."""

    taken: set[tuple[int, int]] = field(default_factory=set)  # (person, or −room; half-hour)
    parties: set[tuple[str, int]] = field(default_factory=set)
    daily: Counter[tuple[int, int]] = field(default_factory=Counter)
    heavy: Counter[tuple[int, int]] = field(default_factory=Counter)
    carried: Counter[int] = field(default_factory=Counter)

    def is_free(self, resources: Iterable[int], first: int, end: int) -> bool:
        return all(
            (one, step) not in self.taken for one in resources for step in range(first, end)
        )

    def take(self, resources: Iterable[int], first: int, end: int) -> None:
        self.taken.update((one, step) for one in resources for step in range(first, end))


def solve(problem: Problem) -> Answer:
    """Place one after the other, the tightest first; nothing that may stay is moved."""
    table = Table(daily=Counter(problem.busy), carried=Counter(problem.carried))
    for one in problem.demands:
        _hold_home(table, one)
    places: dict[str, Place] = {}
    for one in sorted(problem.demands, key=_urgency):
        if one.may_stay:
            continue
        place = _best(problem, table, one)
        if place is not None:
            places[one.key] = place
            _put(table, one, place)
    return Answer(places)


def _urgency(demand: Demand) -> tuple[bool, int, int, str]:
    return (demand.home is None, min(demand.dues, default=SOON), -demand.length, demand.key)


def _hold_home(table: Table, demand: Demand) -> None:
    """The old hour is held for good: whether it comes free is only known at the end."""
    home = demand.home
    if home is not None and home.first is not None and home.end is not None:
        room = [-home.room] if home.room != NOBODY else []
        table.take([*home.people, *room], home.first, home.end)


def _best(problem: Problem, table: Table, demand: Demand) -> Place | None:
    """The cheapest free place of the cheapest day; days are tried from the first on."""
    best: tuple[int, int, int, int] | None = None
    by_day: defaultdict[int, list[int]] = defaultdict(list)
    for slot in problem.starts(demand):
        if slot not in demand.bars:
            by_day[slot // STEPS].append(slot)
    for day, slots in sorted(by_day.items()):
        base = late(demand, day) + weight(Part.WAITING) * day
        if best is not None and base >= best[0]:
            break
        for slot in slots:
            for found in _at(problem, table, demand, slot, base):
                best = min(best or found, found)
    return Place(*best[1:]) if best else None


def _at(
    problem: Problem, table: Table, demand: Demand, slot: int, base: int
) -> Iterator[tuple[int, int, int, int]]:
    """Each free place at a slot: its cost, slot, room, registrar."""
    end = slot + demand.length
    own = table.taken if demand.home is None else _besides_home(table, demand)
    steps = range(slot, end)
    if any((person, step) in own for person in demand.bench for step in steps):
        return
    cost = base + _weighs(problem, table, demand, slot)
    rooms = [
        room
        for room in demand.rooms
        if slot not in demand.room_bars.get(room, ())
        and (room == NOBODY or not any((-room, step) in own for step in steps))
    ]
    if not rooms:
        return
    for who in demand.registrars:
        if slot in demand.registrar_bars.get(who, ()):
            continue
        if who != NOBODY and any((who, step) in own for step in steps):
            continue
        is_away = slot in demand.registrar_doubts.get(who, ())
        more = weight(Part.REGISTRAR_AWAY) * is_away
        if problem.is_fair and len(demand.registrars) > 1:
            more += weight(Part.UNEVEN) * table.carried[who]
        yield cost + more, slot, rooms[0], who


def _besides_home(table: Table, demand: Demand) -> set[tuple[int, int]]:
    home = demand.home
    if home is None or home.first is None or home.end is None:
        return table.taken
    mine = {*home.people, -home.room}
    return {
        (one, step)
        for one, step in table.taken
        if one not in mine or not home.first <= step < home.end
    }


def _weighs(problem: Problem, table: Table, demand: Demand, slot: int) -> int:
    day, end = slot // STEPS, slot + demand.length
    cost = sum(weight(part) for part, slots in demand.doubts.items() if slot in slots)
    doubled = sum(
        any((party, step) in table.parties for step in range(slot, end))
        for party in demand.parties
    )
    cost += weight(Part.PARTY_ELSEWHERE) * doubled
    if problem.is_fair:
        full = sum(table.daily[person, day] >= USUAL_DAILY for person in demand.bench)
        cost += weight(Part.CROWDED) * full
    if problem.is_spread and demand.is_hard and demand.bench:
        cost += weight(Part.HARD_AGENDAS) * (table.heavy[demand.bench[0], day] >= HARD_DAILY)
    return cost


def _put(table: Table, demand: Demand, place: Place) -> None:
    day, end = place.slot // STEPS, place.slot + demand.length
    room = [-place.room] if place.room != NOBODY else []
    table.take([*demand.people(place), *room], place.slot, end)
    table.parties.update(
        (party, step) for party in demand.parties for step in range(place.slot, end)
    )
    table.daily.update((person, day) for person in demand.bench)
    if demand.is_hard and demand.bench:
        table.heavy[demand.bench[0], day] += 1
    table.carried[place.registrar] += 1
