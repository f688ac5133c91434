"""The problem in the words of OR-Tools' CP-SAT. What forbids is a domain or a NoOverlap; what
weighs is a sum.

One start for each demand over the slots that no rule forbids; one interval for it, taken by
each of its people; an optional one for each room and each registrar to choose from; one literal
for each day, which carries all that a day costs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from cases.domain.scheduling.answer import Answer, choosable, late
from cases.domain.scheduling.problem import NOBODY, STEPS, Demand, Place, Problem
from cases.domain.scheduling.weights import HARD_DAILY, USUAL_DAILY, Part, weight


@dataclass
class Shape:
    """The variables of one demand."""

    placed: Any
    start: Any
    interval: Any
    days: dict[int, Any]
    rooms: dict[int, Any]
    registrars: dict[int, Any]


@dataclass
class Built:
    """The model as it grows: who and what is taken by which intervals, and what it costs."""

    model: Any
    shapes: dict[str, Shape] = field(default_factory=dict)
    taken: defaultdict[tuple[str, int], list[Any]] = field(
        default_factory=lambda: defaultdict(list)
    )
    cost: list[Any] = field(default_factory=list)


def build(problem: Problem) -> Built:
    """The model of a problem: its hard rules, and the sum to be made small."""
    built = Built(cp_model.CpModel())
    for demand in problem.demands:
        built.shapes[demand.key] = _shape(built, problem, demand)
    for intervals in built.taken.values():
        built.model.add_no_overlap(intervals)
    _capacity(built, problem)
    _parties(built, problem)
    if problem.is_fair:
        _crowded(built, problem)
        _uneven(built, problem)
    if problem.is_spread:
        _heavy(built, problem)
    built.model.minimize(sum(built.cost))
    return built


def _shape(built: Built, problem: Problem, demand: Demand) -> Shape:
    model, key = built.model, demand.key
    free = {
        (room, who): frozenset(problem.free(demand, room, who))
        for room in demand.rooms
        for who in demand.registrars
    }
    slots = sorted(frozenset().union(*free.values()))
    placed = model.new_bool_var(f"{key} placed")
    if not slots:
        model.add(placed == 0)
    start = model.new_int_var_from_domain(
        cp_model.Domain.from_values(slots or [0]), f"{key} start"
    )
    interval = model.new_optional_fixed_size_interval_var(start, demand.length, placed, key)
    shape = Shape(placed, start, interval, {}, {}, {})
    _take_people(built, demand, shape)
    shape.rooms = _choose(built, demand, shape, "room", demand.rooms)
    shape.registrars = _choose(built, demand, shape, "person", demand.registrars)
    for (room, who), allowed in free.items():
        if allowed != frozenset(slots):
            model.add_linear_expression_in_domain(
                start, cp_model.Domain.from_values(sorted(allowed) or [-1])
            ).only_enforce_if(shape.rooms[room], shape.registrars[who])
    _days(built, demand, shape, slots)
    _doubts(built, demand, shape, slots)
    _unplaced(built, demand, shape)
    return shape


def _take_people(built: Built, demand: Demand, shape: Shape) -> None:
    """The people of the new place; and of the old one, while the hearing is not moved."""
    for person in demand.bench:
        built.taken["person", person].append(shape.interval)
    home = demand.home
    if home is None or home.first is None or home.end is None:
        return
    stays = built.model.new_optional_fixed_size_interval_var(
        home.first, home.end - home.first, shape.placed.negated(), f"{demand.key} home"
    )
    for person in home.people:
        built.taken["person", person].append(stays)
    if home.room != NOBODY:
        built.taken["room", home.room].append(stays)


def _choose(
    built: Built, demand: Demand, shape: Shape, what: str, among: Iterable[int]
) -> dict[int, Any]:
    """One of several rooms or registrars; where there is one only, it comes with the place."""
    several = tuple(among)
    if len(several) == 1:
        if several[0] != NOBODY and several[0] not in demand.bench:
            built.taken[what, several[0]].append(shape.interval)
        return {several[0]: shape.placed}
    found = {}
    for one in several:
        chosen = built.model.new_bool_var(f"{demand.key} {what} {one}")
        found[one] = chosen
        if one != NOBODY:
            built.taken[what, one].append(
                built.model.new_optional_fixed_size_interval_var(
                    shape.start, demand.length, chosen, f"{demand.key} {what} {one}"
                )
            )
    built.model.add(sum(found.values()) == shape.placed)
    return found


def _days(built: Built, demand: Demand, shape: Shape, slots: Iterable[int]) -> None:
    """A literal for each day; the clocks and the waiting weigh on it."""
    model = built.model
    for day in sorted({slot // STEPS for slot in slots}):
        held = model.new_bool_var(f"{demand.key} day {day}")
        model.add_linear_constraint(
            shape.start, day * STEPS, (day + 1) * STEPS - 1
        ).only_enforce_if(held)
        shape.days[day] = held
        built.cost.append((late(demand, day) + weight(Part.WAITING) * day) * held)
    model.add(sum(shape.days.values()) == shape.placed)


def _doubts(built: Built, demand: Demand, shape: Shape, slots: Iterable[int]) -> None:
    """What somebody would have to confirm: forbidden, or paid for."""
    offered = frozenset(slots)
    for part, doubtful in demand.doubts.items():
        whole, rest = _by_day(doubtful & offered, offered)
        built.cost += [weight(part) * shape.days[day] for day in whole]
        if rest:
            _pay(built, part, shape, offered - rest, shape.placed)
    for who, doubtful in demand.registrar_doubts.items():
        if doubtful & offered:
            _pay(built, Part.REGISTRAR_AWAY, shape, offered - doubtful, shape.registrars[who])


def _by_day(doubtful: frozenset[int], offered: frozenset[int]) -> tuple[set[int], set[int]]:
    """The days on which every offered slot is doubtful, and the other doubtful slots."""
    by_day = Counter(slot // STEPS for slot in offered)
    of_them = Counter(slot // STEPS for slot in doubtful)
    whole = {day for day, count in of_them.items() if count == by_day[day]}
    return whole, {slot for slot in doubtful if slot // STEPS not in whole}


def _pay(built: Built, part: Part, shape: Shape, sure: frozenset[int], when: Any) -> None:
    paid = built.model.new_bool_var("")
    built.model.add_linear_expression_in_domain(
        shape.start, cp_model.Domain.from_values(sorted(sure) or [-1])
    ).only_enforce_if(when, paid.negated())
    built.cost.append(weight(part) * paid)


def _unplaced(built: Built, demand: Demand, shape: Shape) -> None:
    if not demand.may_stay:
        built.cost.append(weight(Part.UNPLACED) * demand.count * (1 - shape.placed))
    elif demand.home is not None and demand.home.first is not None:
        stays = late(demand, demand.home.first // STEPS)
        built.cost.append(stays * (1 - shape.placed))
    if demand.home is not None:
        built.cost.append(demand.move_cost * shape.placed)


def _capacity(built: Built, problem: Problem) -> None:
    """What follows from the rest, said by the day: neither rooms nor people hold more
    half-hours than there are. It only makes the bound tighter.
    """
    lengths: defaultdict[tuple[str, int, int], list[Any]] = defaultdict(list)
    rooms = 0
    for demand in problem.demands:
        rooms = max(rooms, 0 if NOBODY in demand.rooms else len(demand.rooms))
        for day, literal in built.shapes[demand.key].days.items():
            lengths["room", 0, day].append(demand.length * literal)
            for person in demand.bench:
                lengths["person", person, day].append(demand.length * literal)
    for (what, _who, _day), told in lengths.items():
        if what == "person" or rooms:
            built.model.add(sum(told) <= STEPS * (rooms if what == "room" else 1))


def _parties(built: Built, problem: Problem) -> None:
    """Who is needed twice at once: as many of their hearings are paid for as overlap."""
    by_party: defaultdict[str, list[Demand]] = defaultdict(list)
    for demand in problem.demands:
        for party in demand.parties:
            by_party[party].append(demand)
    for demands in by_party.values():
        if not _can_meet(demands):
            continue
        alone = []
        for demand in demands:
            shape = built.shapes[demand.key]
            here, paid = built.model.new_bool_var(""), built.model.new_bool_var("")
            built.model.add(here + paid == shape.placed)
            alone.append(
                built.model.new_optional_fixed_size_interval_var(
                    shape.start, demand.length, here, ""
                )
            )
            built.cost.append(weight(Part.PARTY_ELSEWHERE) * paid)
        built.model.add_no_overlap(alone)


def _can_meet(demands: list[Demand]) -> bool:
    """Whether two of them could be held at once: no judge sits in both."""
    benches = [frozenset(one.bench) for one in demands]
    return any(
        one.isdisjoint(other) for no, one in enumerate(benches) for other in benches[no + 1 :]
    )


def _crowded(built: Built, problem: Problem) -> None:
    """The hearings of a person beyond the usual number of a day."""
    held: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for demand in problem.demands:
        for day, literal in built.shapes[demand.key].days.items():
            for person in demand.bench:
                held[person, day].append(literal)
    for where, literals in held.items():
        room = max(USUAL_DAILY - problem.busy.get(where, 0), 0)
        _beyond(built, Part.CROWDED, literals, room)


def _heavy(built: Built, problem: Problem) -> None:
    """The heavy agendas of one chair beyond one in a day."""
    held: defaultdict[tuple[tuple[int, ...], int], list[Any]] = defaultdict(list)
    for demand in problem.demands:
        if demand.is_hard:
            for day, literal in built.shapes[demand.key].days.items():
                held[demand.bench[:1], day].append(literal)
    for literals in held.values():
        _beyond(built, Part.HARD_AGENDAS, literals, HARD_DAILY)


def _beyond(built: Built, part: Part, literals: list[Any], most: int) -> None:
    if len(literals) <= most:
        return
    over = built.model.new_int_var(0, len(literals) - most, "")
    built.model.add(over >= sum(literals) - most)
    built.cost.append(weight(part) * over)


def _uneven(built: Built, problem: Problem) -> None:
    chosen = choosable(problem)
    if not chosen:
        return
    most = max(problem.carried.values(), default=0) + len(problem.demands)
    busiest = built.model.new_int_var(0, most, "busiest")
    for who in sorted(chosen):
        literals = [
            shape.registrars[who] for shape in built.shapes.values() if who in shape.registrars
        ]
        built.model.add(busiest >= sum(literals) + problem.carried.get(who, 0))
    built.cost.append(weight(Part.UNEVEN) * busiest)


def hint(built: Built, problem: Problem, first: Answer) -> None:
    """Begin from an answer. A search only takes up a hint that names every variable, so the
    rest is found first, with the places of the answer held fast.
    """
    fixed = built.model.clone()
    for demand in problem.demands:
        shape, place = built.shapes[demand.key], first.places.get(demand.key)
        fixed.add(shape.placed == (place is not None))
        if place is not None:
            fixed.add(shape.start == place.slot)
            fixed.add(shape.rooms[place.room] == 1)
            fixed.add(shape.registrars[place.registrar] == 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(fixed) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return
    for index, value in enumerate(solver.response_proto.solution):
        built.model.add_hint(built.model.get_int_var_from_proto_index(index), value)


def read(built: Built, value: Any) -> Answer:
    """The answer of a solution; ``value`` reads variables."""
    places = {}
    for key, shape in built.shapes.items():
        if value(shape.placed):
            places[key] = Place(
                value(shape.start),
                next(room for room, literal in shape.rooms.items() if value(literal)),
                next(who for who, literal in shape.registrars.items() if value(literal)),
            )
    return Answer(places)
