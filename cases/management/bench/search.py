"""Searching the register by every kind of question, against the bare SQL of the same plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone

from cases.management.bench.measure import (
    Result,
    Sizes,
    Times,
    clock,
    compared,
    side_by_side,
)
from cases.management.demo import bulk
from cases.models import PublicDispute, PublicEntry
from cases.queries.public import search

SEARCHES = 5  # in each round, where there is more than one
RARE = "tiga kata jarang"
WITHOUT_WORDS = ("saringan", "daftar tanpa kata")
MOST_TIMES = 1.5
SLACK_MS = 100
CONDITIONS = "sasaran untuk 1.000.000 sengketa di PostgreSQL"

Statement = tuple[str, Any]
Sides = tuple[list[float], list[float]]


@dataclass(slots=True)
class Costs:
    """What each kind of question cost at one size, in milliseconds: the median, the worst."""

    disputes: int
    medians: dict[str, float] = field(default_factory=dict)
    worst: dict[str, float] = field(default_factory=dict)


def measure(sizes: Sizes) -> Iterator[Result]:
    """A page of hits with its facets counted; the floor fetches the same rows.

    A base that holds disputes already is measured as it stands, and then filled up, if need be.
    """
    fill(sizes.disputes)
    costs = Costs(PublicDispute.objects.count())
    yield from _at_this_size(costs, sizes.rounds)
    yield _worst(costs)


def fill(disputes: int) -> None:
    """Make so many disputes stand there, if there are not more; what was loaded is put away."""
    if (missing := disputes - bulk.there()) > 0:
        bulk.add(missing, now=timezone.now())
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        cursor.execute("VACUUM (ANALYZE) cases_publicentry")
        cursor.execute("VACUUM (ANALYZE) cases_publicdispute")
        cursor.execute("SET max_parallel_workers_per_gather = 0")  # one process is measured


def questions() -> Mapping[str, str]:
    """One question of each kind, as its address writes it."""
    words, _weights = bulk.vocabulary()
    return {
        RARE: f"q={bulk.RARE}",
        "kata sering": f"q={words[2]}",
        "kata sering, halaman kedua": f"q={words[2]}&hal=2",
        "kata sedang": f"q={words[100]}",
        "dua kata sering": f"q={words[2]} {words[4]}",
        "frasa": f'q="{words[9]} {words[10]}"',
        "frasa tiga kata": f'q="{words[2]} {words[3]} {words[4]}"',
        "awal kata": f"q={words[4][:3]}",
        "bidang": f"q=pemohon:buatan ucapan:{words[3000]}",
        "saringan": "tahun=2016&hasil=dikabulkan",
        "kata dengan saringan": f"q={words[200]}&tahun=2016",
        "kata dengan dua saringan": f"q={words[200]}&tahun=2016&hasil=dikabulkan",
        "ucapan dengan saringan": f"q={words[200]}&isi=ucapan&tahun=2016",
        "daftar tanpa kata": "",
        "salah ketik": "q=kelorando",
    }


def _at_this_size(costs: Costs, rounds: int) -> Iterator[Result]:
    """Within a transaction, in which nothing is remembered; and what begins with the register
    itself a second time, as visitors have it, who find that known.
    """
    entries = PublicEntry.objects.count()
    for kind, address in questions().items():
        wanted = search.Search.from_query(QueryDict(address))
        with transaction.atomic():
            found, statements = _listened(wanted)
            sides = _sides(wanted, statements, rounds)
        per = _searches(rounds)
        ours = Times.of(sides[0], per=per)
        costs.medians[kind], costs.worst[kind] = ours.median, ours.most
        total = f"{'>' if found.is_capped else ''}{found.total}"
        told = f"({total} dari {costs.disputes} sengketa, {entries} butir)"
        yield _beside(f"{kind} {told}", sides, len(statements), per)
        if kind in WITHOUT_WORDS:
            known = _sides(wanted, statements, rounds)
            yield _beside(f"{kind}, daftar diingat {told}", known, len(statements), per)


def _sides(wanted: search.Search, statements: Sequence[Statement], rounds: int) -> Sides:
    per = _searches(rounds)
    ours, floor = partial(_find, wanted, per), partial(_bare, statements, per)
    return side_by_side(ours, floor, rounds=rounds, clock=clock())


def _searches(rounds: int) -> int:
    return 1 if rounds == 1 else SEARCHES


def _beside(name: str, sides: Sides, statements: int, per: int) -> Result:
    floor = f"SQL yang sama tanpa Django ({statements} kueri)"
    each = (per, per)
    return compared(name, sides, per=each, floor_name=floor, goal=MOST_TIMES, note=CONDITIONS)


def _worst(costs: Costs) -> Result:
    """The slowest round of any kind, against three times the rare words and a tenth second."""
    kind = max(costs.worst, key=lambda name: costs.worst[name])
    most = round(3 * costs.medians[RARE] + SLACK_MS, 1)
    figure = round(costs.worst[kind], 1)
    return Result(f"terlama dari semua: {kind}", "ms", figure, goal=most, note=CONDITIONS)


def _find(wanted: search.Search, times: int) -> None:
    for _ in range(times):
        whole(wanted)


def whole(wanted: search.Search) -> search.Results:
    """What answers as a page shows it: its rows and filters are made when asked for."""
    found = search.find(wanted)
    _ = found.hits, found.facets
    return found


def _bare(statements: Sequence[Statement], times: int) -> None:
    with connection.cursor() as cursor:
        for _ in range(times):
            for sql, values in statements:
                cursor.execute(sql, values)
                cursor.fetchall()


def _listened(wanted: search.Search) -> tuple[search.Results, list[Statement]]:
    """What is found, and every statement that the search sends for it."""
    sent: list[Statement] = []

    def listen(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        sent.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(listen):
        found = whole(wanted)
    return found, sent
