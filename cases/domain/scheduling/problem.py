"""The problem: what has to be heard, when and where it may not be, and what weighs on it.

Time is a row of half-hours: ``slot`` = place of the day among the offered days × ``STEPS`` +
the half-hour of the office day. Keys of people, rooms and hearings are those of the record; 0
is nobody and no room.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from cases.domain.scheduling.weights import Part
from cases.domain.sittings import OFFICE

STEP = timedelta(minutes=30)
OPENS = datetime.combine(date.min, OFFICE[0])
STEPS = (datetime.combine(date.min, OFFICE[1]) - OPENS) // STEP
NOBODY = 0


@dataclass(frozen=True, slots=True, order=True)
class Bar:
    """A rule that would have to give, told once for all the slots that it forbids.

    ``code`` and ``subject`` name it; ``basis`` is the article or decree behind it.
    """

    code: str
    subject: str
    text: str = field(compare=False)
    text_en: str = field(compare=False)
    basis: str = field(compare=False, default="")


Bars = Mapping[int, tuple[Bar, ...]]  # what forbids each slot; a free slot is not listed
NO_BARS: Bars = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Place:
    """Where and with whom something is heard."""

    slot: int
    room: int = NOBODY
    registrar: int = NOBODY


@dataclass(frozen=True, slots=True)
class Home:
    """What a hearing that stands already takes while it is not moved: half-hours from ``first``
    up to ``end``, None where its day is not offered.
    """

    first: int | None
    end: int | None
    people: frozenset[int]
    room: int


@dataclass(frozen=True, slots=True)
class Demand:
    """Something to be heard, in one sitting. ``length`` is in half-hours.

    ``bars`` forbid slots whoever comes and wherever, ``room_bars`` and ``registrar_bars`` those
    of one room and one registrar. ``doubts`` are slots that somebody would have to confirm.
    ``dues``: the last day in time of each clock, as a place among the days (−1: over already).
    """

    key: str
    label: str
    count: int
    length: int
    bench: tuple[int, ...]
    rooms: tuple[int, ...]
    registrars: tuple[int, ...]
    parties: frozenset[str] = frozenset()
    dues: tuple[int, ...] = ()
    is_hard: bool = False
    bars: Bars = field(default_factory=dict)
    room_bars: Mapping[int, Bars] = field(default_factory=dict)
    registrar_bars: Mapping[int, Bars] = field(default_factory=dict)
    doubts: Mapping[Part, frozenset[int]] = field(default_factory=dict)
    registrar_doubts: Mapping[int, frozenset[int]] = field(default_factory=dict)
    home: Home | None = None
    may_stay: bool = False
    move_part: Part = Part.MOVED
    move_cost: int = 0

    def hindrances(self, place: Place) -> tuple[Bar, ...]:
        """Every rule against a place, but for what an answer puts there."""
        return (
            *self.bars.get(place.slot, ()),
            *self.room_bars.get(place.room, NO_BARS).get(place.slot, ()),
            *self.registrar_bars.get(place.registrar, NO_BARS).get(place.slot, ()),
        )

    def people(self, place: Place) -> frozenset[int]:
        """Everybody who has to be there."""
        return frozenset({*self.bench, place.registrar} - {NOBODY})


@dataclass(frozen=True, slots=True)
class Problem:
    """``days`` are offered; those from ``inside`` on lie beyond the horizon and only explain.

    ``busy`` counts what each person has on each day already, by (person, place of the day);
    ``carried`` what each registrar has in all. ``is_fair`` and ``is_spread`` are wishes of who
    asked. ``names`` are those of people and, under negative keys, of rooms.
    """

    days: tuple[date, ...]
    inside: int
    demands: tuple[Demand, ...]
    busy: Mapping[tuple[int, int], int] = field(default_factory=dict)
    carried: Mapping[int, int] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    is_fair: bool = True
    is_spread: bool = True

    @property
    def by_key(self) -> Mapping[str, Demand]:
        """The demands by their keys."""
        return {one.key: one for one in self.demands}

    def starts(self, demand: Demand, *, beyond: bool = False) -> Iterator[int]:
        """Each slot at which a demand could begin, so that it ends in its office day."""
        last = len(self.days) if beyond else self.inside
        for day in range(last):
            yield from range(day * STEPS, (day + 1) * STEPS - demand.length + 1)

    def free(self, demand: Demand, room: int, registrar: int) -> list[int]:
        """The slots of the horizon that no rule forbids there."""
        barred: Collection[int] = (
            demand.bars.keys()
            | demand.room_bars.get(room, NO_BARS).keys()
            | demand.registrar_bars.get(registrar, NO_BARS).keys()
        )
        return [slot for slot in self.starts(demand) if slot not in barred]

    def day_of(self, slot: int) -> date:
        """The local day of a slot."""
        return self.days[slot // STEPS]


def hour_of(slot: int) -> time:
    """The local time at which a slot begins; a hearing may end with the office day."""
    return (OPENS + (slot % STEPS) * STEP).time()


def end_of(slot: int, length: int) -> time:
    """The local time at which something ends that begins in a slot."""
    return (OPENS + (slot % STEPS + length) * STEP).time()
