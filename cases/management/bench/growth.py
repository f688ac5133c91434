"""How cost grows with the record: the exponent of each page and of each kind of question.

An exponent of 0 means that ten times the disputes cost the same, 1 that they cost ten times as
much. It is the slope of the logarithms, by least squares over all sizes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from statistics import linear_regression

from django.http import QueryDict
from django.test.utils import override_settings

from cases.management.bench import floor, pages
from cases.management.bench.measure import Result, Sizes, Times, Work, clock, spent
from cases.management.bench.search import RARE, fill, questions, whole
from cases.management.demo import bulk
from cases.models import PublicDispute
from cases.queries.public.search import Search

MOST = 0.1  # ten times the disputes may cost a quarter more
FEWEST = 3  # the power of ten from which on each is measured
ASKED = "cari: "  # so begins the name of a question, which may find more the more there is
TIMES = 3  # in each round, where there is more than one

Point = tuple[int, float]  # how many disputes there were, and the milliseconds


def measure(sizes: Sizes) -> Iterator[Result]:
    """Public pages as they are made for the first time, and searches, while the base is filled.

    A base that holds disputes already is measured from as many on as it holds.
    """
    found: dict[str, list[Point]] = {}
    for size in steps(sizes.disputes):
        fill(size)
        there = PublicDispute.objects.count()
        with override_settings(ROOT_URLCONF=floor.__name__, CACHES=pages.NOTHING_KEPT):
            for name, work in _surfaces().items():
                found.setdefault(name, []).append((there, _cost(work, sizes.rounds)))
    yield from (told(name, points) for name, points in found.items() if len(points) > 1)


def steps(disputes: int) -> list[int]:
    """A tenth of them and all; of more than ten thousand each power of ten below besides."""
    powers = (10**power for power in range(FEWEST, math.ceil(math.log10(disputes))))
    wanted = {*powers, max(disputes // 10, 1), disputes}
    return sorted({max(size, bulk.there()) for size in wanted})


def _surfaces() -> Mapping[str, Work]:
    """What somebody without an account may ask for."""
    read = {
        name: partial(pages.read, pages.somebody(), address)
        for name, address in {**pages.addresses(), **pages.OF_THE_SHELF}.items()
    }
    find = {
        ASKED + name: partial(whole, Search.from_query(QueryDict(address)))
        for name, address in questions().items()
    }
    return {**read, **find}


def _cost(work: Work, rounds: int) -> float:
    """Milliseconds of CPU, after one time that is not counted."""
    work()
    times = 1 if rounds == 1 else TIMES
    each = [sum(spent(work, clock()) for _ in range(times)) for _ in range(rounds)]
    return Times.of(each, per=times).median


def told(name: str, points: Sequence[Point]) -> Result:
    """The exponent of one surface; it is judged from a thousand disputes on."""
    few, many = points[0], points[-1]
    sizes, costs = zip(*points, strict=True)
    slope = linear_regression(*(list(map(math.log, one)) for one in (sizes, costs))).slope
    is_judged = few[0] >= 10**FEWEST and (not name.startswith(ASKED) or name == ASKED + RARE)
    return Result(
        f"pangkat pertumbuhan, {name}: {few[0]} sengketa {few[1]:.3g} ms, "
        f"{many[0]} sengketa {many[1]:.3g} ms",
        "pangkat",
        round(slope, 3),
        goal=MOST if is_judged else None,
    )
