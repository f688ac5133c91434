"""The search by OR-Tools' CP-SAT: in parts first, then the whole."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from typing import Any

from ortools.sat.python import cp_model

from cases.adapters.scheduling.model import Built, build, hint, read
from cases.domain.scheduling.answer import Answer, score
from cases.domain.scheduling.narrowing import narrowed, neighbours
from cases.domain.scheduling.problem import Place, Problem

WORKERS = 2
TOGETHER = 16  # so many demands are looked at together, before the whole is
SHARE_OF_THE_WHOLE = 0.4
# Work is counted by OR-Tools, not by the clock. It ends the search wherever the machine keeps
# up, so that the same question gets the same answer.
WORK_PER_SECOND = 0.2
WORK_OF_A_PART, WORK_TO_BUILD = 0.1, 0.01


class CpSatSearch:
    """One search. It begins from ``first``, so that it is never worse than that.

    A large problem is first looked at in parts, a few demands at a time beside the rest that
    stays; what is left of the limit goes to the whole, which alone can prove the best.
    """

    def __init__(self, problem: Problem, first: Answer, *, seconds: int, seed: int) -> None:
        self.problem, self.best, self.answers = problem, first, 1
        self.cost = _cost(problem, first)
        self.seed, self.is_best = seed, False
        self.work_left = seconds * WORK_PER_SECOND
        self.over_at = time.monotonic() + seconds
        self._stopped = threading.Event()
        self._solver: Any = None

    @property
    def latest(self) -> tuple[Answer, int]:
        """The best answer so far, and how many there were."""
        return self.best, self.answers

    def run(self) -> None:
        """Search until the answer is the best, the limit is reached, or ``stop`` is called."""
        if len(self.problem.demands) > TOGETHER:
            self._in_parts(self.work_left * (1 - SHARE_OF_THE_WHOLE))
        if not self._is_over(0):
            status = self._solved(
                self.problem, self.best, work=self.work_left, notes=self._note
            )
            self.is_best = status == cp_model.OPTIMAL

    def stop(self) -> None:
        """End the search; what was found so far stays."""
        self._stopped.set()
        if self._solver is not None:
            self._solver.stop_search()

    def _in_parts(self, work: float) -> None:
        until, turn = self.work_left - work, 0
        chance = random.Random(self.seed)  # noqa: S311 -- the same seed, the same search
        while not self._is_over(until):
            free = neighbours(self.problem, self.best, TOGETHER, turn=turn, chance=chance)
            mine = {key: one for key, one in self.best.places.items() if key in free}
            part, found = narrowed(self.problem, self.best, free), dict(mine)

            def keep(answer: Answer, found: dict[str, Place] = found) -> None:
                found.clear()
                found.update(answer.places)

            self._solved(part, Answer(mine), work=WORK_OF_A_PART, is_part=True, notes=keep)
            rest = {key: one for key, one in self.best.places.items() if key not in free}
            self._note(Answer({**rest, **found}))
            self.work_left -= WORK_TO_BUILD
            turn += 1

    def _is_over(self, until: float) -> bool:
        is_late = time.monotonic() >= self.over_at
        return self._stopped.is_set() or is_late or self.work_left <= until

    def _note(self, answer: Answer) -> None:
        cost = _cost(self.problem, answer)
        if cost < self.cost:
            self.best, self.cost, self.answers = answer, cost, self.answers + 1

    def _solved(
        self,
        problem: Problem,
        first: Answer,
        *,
        work: float,
        is_part: bool = False,
        notes: Callable[[Answer], None],
    ) -> Any:
        built = build(problem)
        hint(built, problem, first)
        solver = self._solver = cp_model.CpSolver()
        told = solver.parameters
        told.random_seed = self.seed
        told.num_workers, told.interleave_search = (1, False) if is_part else (WORKERS, True)
        told.max_time_in_seconds = max(self.over_at - time.monotonic(), 0.01)
        told.max_deterministic_time = work
        if self._stopped.is_set():
            return None
        status = solver.solve(built.model, _Listener(built, notes, self._stopped))
        self.work_left -= solver.response_proto.deterministic_time
        return status


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(
        self, built: Built, notes: Callable[[Answer], None], stopped: threading.Event
    ) -> None:
        super().__init__()
        self.built, self.notes, self.stopped = built, notes, stopped

    def on_solution_callback(self) -> None:
        self.notes(read(self.built, self.value))
        if self.stopped.is_set():
            self.stop_search()


def _cost(problem: Problem, answer: Answer) -> int:
    return sum(score(problem, answer).values())
