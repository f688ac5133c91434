"""The problem laid out: which slots the rules of hearings forbid, and which they doubt.

The rules are those of ``domain/sittings``, asked once for each day and once for each hour, so
that hundreds of hearings over months are laid out in a moment.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from cases.domain.calendars import WorkingCalendar, days_between
from cases.domain.scheduling import words
from cases.domain.scheduling.facts import Elsewhere, Facts, Occupied, Request, Standing, Wish
from cases.domain.scheduling.problem import (
    NOBODY,
    STEP,
    STEPS,
    Bar,
    Demand,
    Home,
    Problem,
    end_of,
    hour_of,
)
from cases.domain.scheduling.spans import Span, meetings, spans, step_of
from cases.domain.scheduling.weights import Part, cost_of_move
from cases.domain.sittings import (
    FRIDAY,
    OFFICE,
    Away,
    Finding,
    Overlap,
    Plan,
    Weight,
    check_day,
    check_hours,
)

BEYOND = 10  # working days after the horizon, which only say that more days would do
NOON = (time(12, 0), time(13, 0))
# Hearings in which evidence is heard: long, and tiring for the panel.
HEAVY = frozenset({"pembuktian", "pemeriksaan_tertutup", "pemeriksaan_setempat"})
PARTS = {
    "friday_prayer": Part.FRIDAY_PRAYER,
    "party_elsewhere": Part.PARTY_ELSEWHERE,
    "summons_short": Part.SUMMONS_SHORT,
    "registrar_away": Part.REGISTRAR_AWAY,
}


@dataclass
class Ground:
    """The facts by day, and the findings that many requests share."""

    facts: Facts
    calendar: WorkingCalendar
    days: tuple[date, ...]
    taken: Mapping[tuple[bool, int], Mapping[int, list[Span]]]
    meetings: Mapping[int, list[tuple[int, int, Elsewhere]]]
    movable: frozenset[int]
    days_checked: dict[tuple[object, ...], tuple[Finding, ...]] = field(default_factory=dict)
    hours_checked: dict[tuple[bool, int, int], tuple[Finding, ...]] = field(
        default_factory=dict
    )


def lay_out(facts: Facts, wish: Wish, *, calendar: WorkingCalendar) -> Problem:
    """The problem of a wish. Days off and days past are not offered at all."""
    days, inside = offered(facts.today, wish, calendar)
    place_of = {day: no for no, day in enumerate(days)}
    ground = Ground(
        facts,
        calendar,
        days,
        spans(facts, place_of),
        meetings(facts, place_of),
        frozenset(one.standing.hearing for one in facts.requests if one.standing),
    )
    demands = tuple(_demand(ground, request) for request in facts.requests)
    return Problem(
        days=days,
        inside=inside,
        demands=demands,
        busy=_busy(ground),
        carried=_carried(ground),
        names={**facts.people, **{-key: name for key, name in facts.rooms.items()}},
        is_fair=wish.is_fair,
        is_spread=wish.is_spread,
    )


def offered(today: date, wish: Wish, calendar: WorkingCalendar) -> tuple[tuple[date, ...], int]:
    """The working days of a wish from today on, and some beyond; how many are inside."""
    first = max(wish.first, today)
    inside = [day for day in days_between(first, wish.last) if calendar.is_working(day)]
    last = min(wish.last + timedelta(days=4 * BEYOND), calendar.last_day)
    after = days_between(wish.last + timedelta(days=1), last)
    beyond = [day for day in after if calendar.is_working(day)][:BEYOND]
    return (*inside, *beyond), len(inside)


def must_move(
    request: Request, standing: Standing, facts: Facts, *, calendar: WorkingCalendar
) -> bool:
    """Whether what stands has become impossible: a hard rule is against its own day."""
    plan = Plan(
        held_on=standing.held_on,
        starts=standing.starts,
        ends=standing.ends,
        today=facts.today,
        zone=facts.zone,
        regimes=request.regimes,
        panel=request.panel,
        unregistered=request.unregistered,
        other_panels=request.other_panels,
        away=_away(facts, request.bench, standing.held_on),
    )
    found = check_day(plan, calendar=calendar)
    return any(one.weight is Weight.HARD and one.code in GIVES_WAY for one in found)


# A day that became impossible can be changed; a panel that is unlawful needs another act.
GIVES_WAY = frozenset({"hearing_on_day_off", "panel_away"})


def _demand(ground: Ground, request: Request) -> Demand:
    length = -(-request.length // STEP)
    bars: dict[int, tuple[Bar, ...]] = {}
    doubts: defaultdict[Part, set[int]] = defaultdict(set)
    for day in range(len(ground.days)):
        found = _of_day(ground, request, day)
        hard = tuple(_bar(one) for one in found if one.weight is Weight.HARD)
        soft = {PARTS[one.code] for one in found if one.weight is Weight.SOFT}
        for slot in range(day * STEPS, (day + 1) * STEPS - length + 1):
            taken = _of_hours(ground, request, slot, length, soft, doubts)
            if hard or taken:
                bars[slot] = (*hard, *taken)
    standing = request.standing
    return Demand(
        key=request.key,
        label=request.label,
        count=len(request.disputes),
        length=length,
        bench=request.bench,
        rooms=tuple(ground.facts.rooms) or (NOBODY,),
        registrars=request.registrars or (NOBODY,),
        parties=frozenset(request.parties),
        dues=tuple(_place_of_due(ground.days, due) for due in request.dues),
        is_hard=request.kind in HEAVY,
        bars=bars,
        room_bars={key: _room_bars(ground, request, key, length) for key in ground.facts.rooms},
        registrar_bars={
            who: _people_bars(ground, request, who, length) for who in request.registrars
        },
        doubts={part: frozenset(slots) for part, slots in doubts.items()},
        registrar_doubts={
            who: _absent(ground, who) for who in request.registrars if who in ground.facts.away
        },
        home=_home(ground, standing) if standing else None,
        may_stay=standing is not None and not standing.must_move,
        move_part=Part.MOVED_DRAFT if standing and standing.is_draft else Part.MOVED,
        move_cost=_move_cost(ground, standing) if standing else 0,
    )


def _of_day(ground: Ground, request: Request, day: int) -> tuple[Finding, ...]:
    """What the rules say of a day, asked once for all requests that are alike to them."""
    held_on = ground.days[day]
    away = _away(ground.facts, request.bench, held_on)
    alike = (
        held_on,
        request.panel,
        request.regimes,
        request.unregistered,
        request.other_panels,
        away,
    )
    if alike not in ground.days_checked:
        plan = Plan(
            held_on=held_on,
            starts=OFFICE[0],
            ends=OFFICE[1],
            today=ground.facts.today,
            zone=ground.facts.zone,
            regimes=request.regimes,
            panel=request.panel,
            unregistered=request.unregistered,
            other_panels=request.other_panels,
            away=away,
        )
        ground.days_checked[alike] = check_day(plan, calendar=ground.calendar)
    return ground.days_checked[alike]


def _of_hours(
    ground: Ground,
    request: Request,
    slot: int,
    length: int,
    soft: Iterable[Part],
    doubts: Mapping[Part, set[int]],
) -> tuple[Bar, ...]:
    """Who of the bench is taken at a slot; what is doubtful there goes to ``doubts``."""
    busy = [
        one
        for who in request.bench
        for one in _meeting(ground, request, False, who, slot, length)
    ]
    found = _hours(ground, request, slot, length, busy)
    for part in soft:
        doubts[part].add(slot)
    for one in found:
        if one.weight is Weight.SOFT:
            doubts[PARTS[one.code]].add(slot)
    if hour_of(slot) < NOON[1] and end_of(slot, length) > NOON[0]:
        doubts[Part.NOON].add(slot)
    return tuple({words.busy(ground.facts.people.get(one.key, "")) for one in busy})


def _hours(
    ground: Ground, request: Request, slot: int, length: int, busy: Sequence[Occupied]
) -> tuple[Finding, ...]:
    overlaps = _overlaps(ground, request, slot, length)
    held_on = ground.days[slot // STEPS]
    alike = (held_on.weekday() == FRIDAY, slot % STEPS, length)
    if not busy and not overlaps and alike in ground.hours_checked:
        return ground.hours_checked[alike]
    plan = Plan(
        held_on=held_on,
        starts=hour_of(slot),
        ends=end_of(slot, length),
        today=ground.facts.today,
        zone=ground.facts.zone,
        regimes=request.regimes,
        panel=request.panel,
        clashes=tuple(one.clash for one in busy),
        overlaps=overlaps,
    )
    found = check_hours(plan)
    if not busy and not overlaps:
        ground.hours_checked[alike] = found
    return found


def _overlaps(ground: Ground, request: Request, slot: int, length: int) -> tuple[Overlap, ...]:
    day, first = divmod(slot, STEPS)
    own = request.standing.hearing if request.standing else None
    return tuple(
        Overlap(name, one.registers, ground.days[day])
        for starts, ends, one in ground.meetings.get(day, ())
        if starts < first + length and ends > first and one.hearing != own
        for key, name in one.parties.items()
        if key in request.parties
    )


def _meeting(
    ground: Ground, request: Request, is_room: bool, key: int, slot: int, length: int
) -> Iterator[Occupied]:
    """What somebody, or a room, has at a slot already.

    A hearing that may be moved makes way for what is new; what is moved itself goes only where
    it is free today, so that moves never wait for each other.
    """
    day, first = divmod(slot, STEPS)
    for starts, ends, one in ground.taken.get((is_room, key), {}).get(day, ()):
        if starts >= first + length or ends <= first:
            continue
        if request.standing is None and one.hearing in ground.movable:
            continue
        if request.standing is None or one.hearing != request.standing.hearing:
            yield one


def _room_bars(
    ground: Ground, request: Request, key: int, length: int
) -> dict[int, tuple[Bar, ...]]:
    bar = words.rooms(ground.facts.rooms.values())
    return _bars_of(ground, request, True, key, length, bar)


def _people_bars(
    ground: Ground, request: Request, key: int, length: int
) -> dict[int, tuple[Bar, ...]]:
    bar = words.busy(ground.facts.people.get(key, ""))
    return _bars_of(ground, request, False, key, length, bar)


def _bars_of(
    ground: Ground, request: Request, is_room: bool, key: int, length: int, bar: Bar
) -> dict[int, tuple[Bar, ...]]:
    found: dict[int, tuple[Bar, ...]] = {}
    for day in ground.taken.get((is_room, key), {}):
        for slot in range(day * STEPS, (day + 1) * STEPS - length + 1):
            if any(_meeting(ground, request, is_room, key, slot, length)):
                found[slot] = (bar,)
    return found


def _absent(ground: Ground, who: int) -> frozenset[int]:
    return frozenset(
        slot
        for no, day in enumerate(ground.days)
        if _away(ground.facts, (who,), day)
        for slot in range(no * STEPS, (no + 1) * STEPS)
    )


def _away(facts: Facts, people: Iterable[int], on: date) -> tuple[Away, ...]:
    return tuple(
        one
        for who in people
        for one in facts.away.get(who, ())
        if one.starts_on <= on <= one.ends_on
    )


def _bar(one: Finding) -> Bar:
    return Bar(one.code, one.text, one.text, one.text_en, one.basis)


def _place_of_due(days: Sequence[date], due: date) -> int:
    """The last offered day that is in time; −1 where every one of them is too late."""
    return sum(day <= due for day in days) - 1


def _move_cost(ground: Ground, standing: Standing) -> int:
    left = sum(day < standing.held_on for day in ground.days)
    return cost_of_move(is_draft=standing.is_draft, days_left=left)


def _home(ground: Ground, standing: Standing) -> Home:
    if standing.held_on not in ground.days:
        return Home(None, None, standing.people, standing.room)
    base = ground.days.index(standing.held_on) * STEPS
    first, end = step_of(standing.starts), step_of(standing.ends, is_end=True)
    if first >= end:
        return Home(None, None, standing.people, standing.room)
    return Home(base + first, base + end, standing.people, standing.room)


def _busy(ground: Ground) -> dict[tuple[int, int], int]:
    """How many hearings each person has on each day that this problem does not decide."""
    return {
        (key, day): len({one.hearing for _s, _e, one in spans} - ground.movable)
        for (is_room, key), by_day in ground.taken.items()
        if not is_room
        for day, spans in by_day.items()
    }


def _carried(ground: Ground) -> Counter[int]:
    told: Counter[int] = Counter()
    for (person, _day), count in _busy(ground).items():
        told[person] += count
    return told
