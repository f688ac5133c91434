"""The computed calendar: how soon there is an answer, and what the search gains on it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from cases.adapters import scheduling
from cases.domain import calendars
from cases.domain.hearings import Seat, Sitting
from cases.domain.scheduling import greedy
from cases.domain.scheduling.answer import Answer, score, unplaced
from cases.domain.scheduling.facts import Facts, Request, Wish
from cases.domain.scheduling.layout import lay_out
from cases.domain.scheduling.problem import Problem
from cases.domain.sittings import Away
from cases.management.bench.measure import Result, Sizes, compared, side_by_side

FIRST = date(2024, 4, 1)
JUDGES, KEEPERS = range(1, 8), range(11, 16)
KINDS = ("pemeriksaan_awal", "pembuktian", "pembacaan_putusan_ajudikasi")
LARGE, LARGE_GOAL = 300, 2.0  # so many hearings have an answer within so many seconds
SECONDS = 20


def measure(sizes: Sizes) -> Iterator[Result]:
    """Laying out and the first answer; then what the search gains in its time."""
    is_tiny = sizes.rounds == 1
    large = partial(_first_answer, 12 if is_tiny else LARGE)
    sides = side_by_side(large, _bare, rounds=sizes.rounds)
    first = compared(
        f"jawaban pertama untuk {12 if is_tiny else LARGE} sidang",
        sides,
        floor_name="aturan satu hari saja",
    )
    yield first
    if first.ours is not None:
        yield Result(
            "jawaban pertama",
            "detik CPU",
            round(first.ours.median / 1000, 2),
            goal=LARGE_GOAL,
            note="termasuk menyusun aturan untuk setiap hari dan jam",
        )
    if scheduling.is_installed():
        yield _gain(12 if is_tiny else 150, 1 if is_tiny else SECONDS)


def _gain(count: int, seconds: int) -> Result:
    problem = problem_of(made_up(count))
    quick = greedy.solve(problem)
    solved = scheduling.solve(problem, seconds=seconds, seed=1)
    mine, theirs = (_cost(problem, one) for one in (solved.answer, quick))
    lacking = len(unplaced(problem, solved.answer))
    return Result(
        f"biaya CP-SAT ÷ biaya tempat pertama, {count} sidang, {seconds} detik",
        "kali lantai",
        round(mine / theirs, 3) if theirs else 1.0,
        goal=1.0,
        note=f"{count - lacking} dari {count} mendapat tempat",
    )


def made_up(count: int, *, seed: int = 1) -> Facts:
    """Seven commissioners, five registrars, two rooms, absences, and so many disputes."""
    chance = random.Random(seed)  # noqa: S311 -- the same seed, the same disputes
    people = {no: f"Komisioner {no}" for no in JUDGES} | {
        no: f"Panitera {no}" for no in KEEPERS
    }
    requests = []
    for no in range(count):
        bench = tuple(chance.sample(JUDGES, 3))
        keepers = (chance.choice(KEEPERS),) if no % 3 else tuple(KEEPERS)
        requests.append(
            Request(
                key=f"d{no}",
                label=f"{no:03}/KIP-PSI/2024",
                disputes=(no,),
                kind=chance.choice(KINDS),
                length=timedelta(hours=2),
                regimes=("umum",),
                panel=tuple(
                    Sitting(f"k{who}", Seat.MEMBER if place else Seat.CHAIR)
                    for place, who in enumerate(bench)
                ),
                bench=bench,
                registrars=keepers,
                parties={
                    f"o{chance.randrange(25)}": "pemohon",
                    f"p{chance.randrange(18)}": "kuasa",
                },
                dues=(FIRST + timedelta(days=chance.randrange(80)),),
            )
        )
    away = {
        who: (_away(people[who], after, is_bench=who in JUDGES),)
        for who, after in ((1, 0), (3, 9), (5, 20), (12, 3))
    }
    return Facts(
        today=FIRST - timedelta(days=14),
        zone="Asia/Jakarta",
        requests=tuple(requests),
        rooms={1: "Ruang Utama", 2: "Ruang Dua"},
        people=people,
        away=away,
        occupied=(),
        elsewhere=(),
    )


def problem_of(known: Facts, *, days: int = 40) -> Problem:
    """The problem of some facts over so many working days of 2024."""
    calendar = calendars.shipped()
    last = calendar.add(FIRST - timedelta(days=1), days)
    return lay_out(known, Wish(FIRST, last), calendar=calendar)


def _away(name: str, after: int, *, is_bench: bool) -> Away:
    first = FIRST + timedelta(days=after)
    return Away(name, first, first + timedelta(days=4), "cuti", is_bench)


def _first_answer(count: int) -> Answer:
    return greedy.solve(problem_of(made_up(count), days=100))


def _bare() -> Problem:
    """The floor: one dispute, one day."""
    known = made_up(1)
    return problem_of(replace(known, away={}), days=1)


def _cost(problem: Problem, answer: Answer) -> int:
    return sum(score(problem, answer).values())
