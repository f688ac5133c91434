"""Measuring side by side: rounds that take turns, CPU time, medians; and what came of it."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection

Work = Callable[[], object]
Clock = Callable[[], float]
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    rounds: int = 5
    pages: int = 100
    deadlines: int = 10_000
    entries: int = 10_000
    disputes: int = 200
    hearings: int = 300


TINY = Sizes(rounds=1, pages=2, deadlines=20, entries=120, disputes=2, hearings=2)


@dataclass(frozen=True, slots=True)
class Times:
    """CPU milliseconds for one unit of work, over the rounds."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, seconds: Sequence[float], *, per: float) -> Times:
        each = [one * 1000 / per for one in seconds]
        return cls(median(each), min(each), max(each))


@dataclass(frozen=True, slots=True)
class Result:
    """One line of a bench. With a ``floor`` the figure is ours ÷ floor, otherwise a count.

    ``goal`` is the most that the figure may be, or None where none was set; ``note`` says under
    which conditions it was set.
    """

    name: str
    unit: str
    figure: float
    ours: Times | None = None
    floor: Times | None = None
    floor_name: str = ""
    goal: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        return None if self.goal is None else self.figure <= self.goal

    def as_plain(self, bench: str) -> dict[str, Any]:
        """For ``--json``."""
        return {"bench": bench, **asdict(self), "is_met": self.is_met}


def side_by_side(
    ours: Work,
    floor: Work,
    *,
    rounds: int,
    is_warm: bool = False,
    clock: Clock = time.process_time,
) -> tuple[list[float], list[float]]:
    """CPU seconds of both, measured in turns after one run of each that is not counted, unless
    both ran already. ``clock`` tells the seconds, where other processes work for this one.
    """
    sides: tuple[list[float], list[float]] = ([], [])
    for work in () if is_warm else (ours, floor):
        work()
    for _ in range(rounds):
        for work, spent_on in zip((ours, floor), sides, strict=True):
            spent_on.append(spent(work, clock))
    return sides


def spent(work: Work, clock: Clock) -> float:
    """The seconds that it takes, once what lay about is cleared away."""
    gc.collect()
    started = clock()
    work()
    return clock() - started


def peak_mib() -> float:
    """MiB that this program took at most.

    The kernel tells it of the program that runs; ``ru_maxrss`` would tell the size of the
    process that started this one, where that was larger.
    """
    told = Path("/proc/self/status").read_text("ascii")
    return int(PEAK.findall(told)[0]) / 1024


def clock() -> Clock:
    """CPU seconds of this process and of the server's process that works for it, where it is on
    this machine; else seconds on the wall.
    """
    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        told = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    if not told.exists():
        return time.perf_counter
    return lambda: time.process_time() + int(told.read_text().split()[0]) / 1e9


def compared(
    name: str,
    sides: tuple[Sequence[float], Sequence[float]],
    *,
    floor_name: str,
    per: tuple[float, float] = (1, 1),
    goal: float | None = None,
    note: str = "",
) -> Result:
    """The ratio of two measured sides, each for one unit of its own work."""
    ours, floor = (Times.of(side, per=units) for side, units in zip(sides, per, strict=True))
    ratio = ours.median / floor.median if floor.median else float("inf")
    return Result(name, "kali lantai", round(ratio, 3), ours, floor, floor_name, goal, note)
