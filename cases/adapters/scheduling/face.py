"""One face for both ways of answering."""

from __future__ import annotations

import importlib.util
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from cases.domain.scheduling import greedy
from cases.domain.scheduling.answer import Answer, score, unplaced
from cases.domain.scheduling.problem import Problem
from cases.domain.scheduling.solving import Method

LOOK = 0.25  # seconds between two looks at a search that goes on


@dataclass(frozen=True, slots=True)
class Found:
    """The best so far: how many are placed of how many, after how many seconds."""

    placed: int
    total: int
    seconds: float
    answers: int


@dataclass(frozen=True, slots=True)
class Solved:
    """An answer and how it was had. ``is_best``: proved that none is better.

    ``first_after``: seconds until there was an answer at all.
    """

    answer: Answer
    method: Method
    is_best: bool
    first_after: float
    seconds: float


class Search(Protocol):
    """A search that goes on in its own thread until it ends or is stopped."""

    @property
    def latest(self) -> tuple[Answer, int] | None:
        """The best answer so far, and how many there were."""

    def run(self) -> None: ...

    def stop(self) -> None: ...

    @property
    def is_best(self) -> bool: ...


def is_installed() -> bool:
    """Whether the extra ``solver`` is there."""
    return importlib.util.find_spec("ortools") is not None


def solve(
    problem: Problem,
    *,
    seconds: int,
    seed: int,
    watch: Callable[[Found], None] = lambda _found: None,
    method: Method | None = None,
) -> Solved:
    """Answer a problem within some seconds. ``watch`` is told of the best so far, in the
    thread of the caller and several times a second; whatever it raises ends the search.

    The same problem, seed and method give the same answer, unless the clock ends the search.
    """
    began = time.monotonic()
    first = greedy.solve(problem)
    first_after = time.monotonic() - began
    total = sum(one.count for one in problem.demands)
    watch(_told(problem, first, total, first_after, 1))
    chosen = method or (Method.CP_SAT if is_installed() else Method.GREEDY)
    if chosen is Method.GREEDY or not problem.demands:
        return Solved(first, Method.GREEDY, False, first_after, time.monotonic() - began)
    from cases.adapters.scheduling.cp_sat import CpSatSearch  # noqa: PLC0415 -- an extra

    search = CpSatSearch(problem, first, seconds=seconds, seed=seed)

    def look() -> None:
        answer, count = search.latest or (first, 1)
        watch(_told(problem, answer, total, time.monotonic() - began, count))

    _searched(search, look)
    answer = search.latest[0] if search.latest else first
    if _cost(problem, first) < _cost(problem, answer):
        answer = first
    spent = time.monotonic() - began
    return Solved(answer, chosen, search.is_best, first_after, spent)


def _searched(search: Search, look: Callable[[], None]) -> None:
    """Let a search run to its end; the caller's thread looks at it meanwhile."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            search.run()
        except BaseException as fault:  # noqa: BLE001 -- raised again below
            faults.append(fault)

    running = threading.Thread(target=run, daemon=True)
    running.start()
    try:
        while running.is_alive():
            running.join(LOOK)
            look()
    finally:
        search.stop()
        running.join()
    if faults:
        raise faults[0]


def _cost(problem: Problem, answer: Answer) -> int:
    return sum(score(problem, answer).values())


def _told(problem: Problem, answer: Answer, total: int, seconds: float, answers: int) -> Found:
    lacking = sum(one.count for one in unplaced(problem, answer))
    return Found(total - lacking, total, seconds, answers)
