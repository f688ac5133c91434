"""How the newest entries that hold something are found with little work.

The index of PostgreSQL gives no order: all that answers is fetched before the newest are
known, and of a word that may go on, every entry is gathered before any other word counts. So
words are looked for as they stand, and only where fewer are found than are wanted, as the
beginning of others. A frequent word is not looked up but seen on what rarer ones find, and
where still much would answer, that is looked for among the newest months first, by the words
that say these. What stands in very many entries is found by reading the newest one by one.

What each way would cost is reckoned from what the planner expects of each part. Where it is
mistaken, fewer are found than are wanted; then the next way looks further, the last at all.

Of one year the newest entries are no likelier than others; what many of them hold is found by
reading those of its latest disputes.

SQLite has no planner to ask: what very many entries hold is read from the newest on, and
anything else looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import ceil, inf, log2, prod
from typing import NamedTuple

from django.db import connections

from cases.domain.search import Kind
from cases.domain.search.index import month, of_property, year
from cases.models import PublicEntry
from cases.models.search import NEWEST
from cases.queries.public.engine import expected
from cases.queries.public.engine.conditions import (
    All,
    Any,
    Condition,
    Run,
    Word,
    begins,
    flat,
    standing,
)
from cases.queries.public.shelves import alias, shelf

MONTHS, YEARS = range(1, 19), (2, 3, 4, 6, 9, 12)
ENOUGH = 1.5  # times as many as are wanted are expected of a stretch
SMALL = 10  # times as many as are wanted: a base of so many entries is read in any way
FEW = 2.0  # times as many as are wanted: so many are fetched without further thought
# What it costs, as parts of what it costs to fetch an entry that the index gives:
STEP = 0.02  # to look whether an entry that holds the rarest word holds another as well
BEGUN = 0.15  # to gather an entry that holds a word that begins so
READ = 3.0  # to fetch the next of the newest, wherever it lies
NEIGHBOUR = 1.2  # to fetch one of a dispute that is known: they lie beside one another
FURTHER = 2  # times as many entries: there the next way looks
MARGIN = 3.0  # times as many as should do are read one by one, at most
COUNTED = 50_000  # of the newest entries the days are counted
FREQUENT = 20_000  # entries: where SQLite finds so many, it reads the newest
GROWN = 8  # so often is a base looked at again until it has grown to its double


class Shape(NamedTuple):
    """Which of its conditions a query for entries has."""

    is_looked_up: bool
    is_seen: bool
    has_start: bool
    latest: int


class Latest(NamedTuple):
    """So many disputes of a year, those with the latest events."""

    disputes: int
    year: str


@dataclass(frozen=True, slots=True)
class Plan:
    """``looked_up``: what the index is asked, or None, and the newest are read one by one;
    ``seen``: what is seen on each of them then; ``since``: the first day that is read;
    ``latest``: the disputes whose entries alone are read.
    """

    looked_up: All | None
    seen: All | None = None
    since: date | None = None
    latest: Latest | None = None

    @property
    def shape(self) -> Shape:
        """Which conditions its query has."""
        looked_up, seen, since = self.looked_up, self.seen, self.since
        latest = self.latest.disputes if self.latest else 0
        return Shape(looked_up is not None, seen is not None, since is not None, latest)

    @property
    def values(self) -> tuple[All | date | str, ...]:
        """What stands in the places of these conditions."""
        told = (self.looked_up, self.seen, self.since, self.latest and self.latest.year)
        return tuple(one for one in told if one is not None)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The newest months: their words, the first day, and how many entries are of them."""

    words: Any
    first: date
    held: float


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of what is asked: how it is looked up, what of it is only seen, and how many
    entries the planner expects to hold it.
    """

    condition: Condition
    looked_up: Condition
    held: float

    @property
    def gathered(self) -> float:
        """What it costs before any other part counts."""
        return self.held * BEGUN if begins(self.condition) else 0


@dataclass(frozen=True, slots=True)
class _Way:
    """A plan, what it costs, and among how many of the newest entries it looks."""

    cost: float
    reach: float
    plan: Plan


@dataclass(frozen=True, slots=True)
class _Base:
    """How many entries there are, of all kinds and of that asked for, and the newest;
    ``among``: how many there are of those that may hold what is asked. Of the disputes of one
    ``year``: how many entries ``each`` has.
    """

    entries: float
    of_kind: float
    among: float
    stretches: Sequence[Stretch] = field(default=())
    year: str = ""
    each: float = 0

    def shares(self, parts: Sequence[_Part]) -> list[float]:
        """Which part of those that may hold each does."""
        return [min(part.held / self.among, 1) for part in parts]

    def answers(self, parts: Sequence[_Part]) -> float:
        """How many entries of that kind hold them all."""
        return self.of_kind * prod(self.shares(parts))


def ways(
    asked: All,
    kind: str | None,
    wanted: int,
    *,
    is_alone: bool = True,
    is_of_kind: bool = False,
    years: Sequence[str] = (),
) -> Iterator[Plan]:
    """What to try in turn, until one finds more than ``wanted``; the last finds all.

    ``is_alone``: nothing is asked of other entries of the same dispute; ``is_of_kind``: no
    entry of another kind holds what is asked; ``years``: it is of disputes of these, so that
    the newest entries are no likelier to answer.

    PostgreSQL's planner is asked a few times.
    """
    if connections[alias()].vendor == "sqlite":
        is_likely = is_alone and not years and expected.are_held(asked, FREQUENT)
        yield Plan(None, asked) if is_likely else Plan(asked)
        return
    entries = expected.entries()
    if entries <= SMALL * wanted:
        yield Plan(asked)
        return
    parts = _parts(asked)
    if all(part.held <= FEW * wanted for part in parts):
        yield _looked_up(parts, len(parts), None)
        return
    base = _base(entries, kind, years, is_of_kind=is_of_kind)
    as_it_stands = standing(asked)
    if as_it_stands != asked:
        whole = _parts(as_it_stands, parts)
        if base.answers(whole) >= ENOUGH * wanted:
            yield from _tried(whole, base, wanted, is_alone=is_alone)
    yield from _tried(parts, base, wanted, is_alone=is_alone)


def _tried(
    parts: Sequence[_Part], base: _Base, wanted: int, *, is_alone: bool
) -> Iterator[Plan]:
    """The way that costs least, and then what looks further, the last at all."""
    left = list(_priced(parts, base, wanted, is_alone=is_alone))
    while left:
        best = min(left, key=lambda way: way.cost)
        yield best.plan
        left = [way for way in left if way.reach > FURTHER * best.reach]


def _priced(
    parts: Sequence[_Part], base: _Base, wanted: int, *, is_alone: bool
) -> Iterator[_Way]:
    """Every way: the rarest parts looked up, in a stretch or in all, or the newest read."""
    shares, answers = base.shares(parts), base.answers(parts)
    for count in range(1, len(parts) + 1):
        gathered = sum(part.gathered for part in parts[:count])
        found, rarest = base.entries * prod(shares[:count]), parts[0].held
        cost = gathered + rarest * count * STEP + found
        yield _Way(cost, inf, _looked_up(parts, count, None))
        for one in base.stretches:
            share = one.held / base.entries
            if answers * share >= ENOUGH * wanted:
                steps = min(rarest, one.held) * (count + len(one.words.of))
                cost = gathered + steps * STEP + found * share
                yield _Way(cost, one.held, _looked_up(parts, count, one))
    if is_alone and base.stretches:
        yield from _read(parts, base, base.of_kind * wanted / answers)
    if is_alone and base.year:
        yield _of_the_latest(parts, base, wanted)


def _read(parts: Sequence[_Part], base: _Base, count: float) -> Iterator[_Way]:
    """To read the newest one by one: to the end, where what is expected rests on one part."""
    seen = All(tuple(part.condition for part in parts))
    if len(parts) == 1:
        yield _Way(count * READ, inf, Plan(None, seen))
    elif bound := next((one for one in base.stretches if one.held > MARGIN * count), None):
        yield _Way(count * READ, bound.held, Plan(None, seen, bound.first))


def _of_the_latest(parts: Sequence[_Part], base: _Base, wanted: int) -> _Way:
    """To read the entries of the latest disputes of a year."""
    of_year = Any((Word(of_property("year", base.year)),))
    share = prod(base.shares([part for part in parts if part.condition != of_year]))
    disputes = max(ENOUGH * wanted / (share * base.each), 1)
    count = round(2 ** (ceil(2 * log2(disputes)) / 2))  # few counts, so few queries
    seen = All(tuple(part.condition for part in parts))
    reach = count * base.each
    plan = Plan(None, seen, latest=Latest(count, base.year))
    return _Way(reach * NEIGHBOUR, reach, plan)


def _looked_up(parts: Sequence[_Part], count: int, within: Stretch | None) -> Plan:
    """The first parts looked up, the others seen, and what the index does not tell of a run."""
    told = [part.looked_up for part in parts[:count]]
    seen = [part.condition for part in parts[:count] if part.looked_up is not part.condition]
    seen += [part.condition for part in parts[count:]]
    if within is not None:
        told.append(within.words)
    return Plan(All(tuple(told)), All(tuple(seen)) if seen else None)


def _parts(asked: All, known: Sequence[_Part] = ()) -> list[_Part]:
    """What is asked, the rarest first; of what is known the planner is not asked again."""
    told = {part.condition: part for part in known}
    parts = (told.get(one) or _part(one) for one in flat(asked))
    return sorted(parts, key=lambda part: part.held)


def _part(condition: Condition) -> _Part:
    looked_up = condition
    if isinstance(condition, Run) and condition.pairs:
        looked_up = All(tuple(map(Word, condition.pairs)))
    return _Part(condition, looked_up, expected.holding(looked_up))


def _base(entries: float, kind: str | None, years: Sequence[str], *, is_of_kind: bool) -> _Base:
    of_kind = entries if kind is None else expected.of_kind(kind)
    among = of_kind if is_of_kind else entries
    if not years:
        last = shelf(PublicEntry).order_by(*NEWEST).values_list("on", flat=True).first()
        stretches = _stretches(last, int(log2(entries + 1) * GROWN)) if last else ()
        return _Base(entries, of_kind, among, stretches)
    if len(years) > 1 or is_of_kind:
        return _Base(entries, of_kind, among)
    each = of_kind / expected.of_kind(Kind.DISPUTE)
    return _Base(entries, of_kind, among, year=years[0], each=each)


@lru_cache(maxsize=4)
def _stretches(last: date, _size: int) -> Sequence[Stretch]:
    """The newest months and years, the shortest first."""
    days = [
        *(_back(last, count) for count in MONTHS),
        *(date(max(last.year - count + 1, 1), 1, 1) for count in YEARS),
    ]
    told = [(_words(first, last), first) for first in sorted(set(days), reverse=True)]
    counted = expected.newest(COUNTED)
    return [Stretch(words, first, _held(words, first, counted)) for words, first in told]


def _held(words: Any, first: date, counted: Mapping[date, int]) -> float:
    """How many entries are of a stretch: of the newest as they were counted."""
    if first > min(counted):
        return sum(count for day, count in counted.items() if day >= first)
    return max(expected.holding(words), sum(counted.values()))


def _back(last: date, months: int) -> date:
    """The first day of that many months, of which ``last`` is in the last."""
    number = max(last.year * 12 + last.month - months, 12)
    return date(number // 12, number % 12 + 1, 1)


def _words(first: date, last: date) -> Any:
    if first.month == 1:
        return Any(tuple(Word(year(date(no, 1, 1))) for no in range(first.year, last.year + 1)))
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return Any(tuple(Word(month(date(no // 12, no % 12 + 1, 1))) for no in numbers))
