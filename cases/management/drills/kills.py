"""Kill -9: in every step of every kind of work once, and anywhere while people file."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

from cases.management.drills import ground as grounds
from cases.management.drills.drill import Drill, Shop, filers, folder_of, shop
from cases.management.drills.house import House
from cases.management.drills.tally import Tally
from cases.management.members import CELERY
from cases.services.jobs import JobKind

PULSE_SECONDS, PATIENCE_SECONDS = 0.5, 400.0
WORKER = (
    *CELERY, "worker", "--pool", "prefork", "--concurrency", "1", "--loglevel", "ERROR",
    "--without-gossip", "--without-mingle", "--without-heartbeat",
)  # fmt: skip
ROUNDS, PAUSE_SECONDS = 12, 2.5
SHORT_ROUNDS = 3


class Kills(Drill):
    """Every kind of work dies in every step once; then anybody dies while people file."""

    name: ClassVar[str] = "bunuh"
    title: ClassVar[str] = "kill -9 di setiap langkah pekerjaan, dan saat orang mengajukan"

    def hold(self, tally: Tally) -> None:
        if not self.asked.is_short:
            self._every_step(tally)
        self._anybody(tally)

    def _every_step(self, tally: Tally) -> None:
        house = self.open()
        places = folder_of(house, "jatuh")
        grounds.inside(house, "order")
        kills = fall_everywhere(house, places)
        grounds.inside(house, "order", is_more=True)
        kills += fall_everywhere(house, places)
        fallen = sorted(unquote(one.name) for one in places.iterdir())
        kinds = {one.partition(":")[0] for one in fallen}
        tally.add("mati di langkah", kills)
        tally.add("langkah berbeda", len(fallen))
        tally.add("jenis pekerjaan", len(kinds))
        tally.told["places"] = fallen
        if missing := sorted(set(JobKind) - kinds):
            tally.notes.append(f"tanpa peristiwa di peragaan: {', '.join(missing)}")

    def _anybody(self, tally: Tally) -> None:
        house = self.open()
        before = grounds.filed(house)
        people = filers(house)
        with shop(house) as at_work:
            crew = [
                at_work.start_web,
                lambda: at_work.start_worker(1),
                lambda: at_work.start_worker(2),
                at_work.start_beat,
                at_work.start_beat,  # two of it at once, as after an operator's slip
            ]
            running = [start() for start in crew]
            at_work.until_answering()
            with people.at_work():
                for no in range(SHORT_ROUNDS if self.asked.is_short else ROUNDS):
                    time.sleep(PAUSE_SECONDS)
                    who = 0 if no % 2 == 0 else random.randrange(1, len(crew))  # noqa: S311
                    at_work.end(running[who])
                    running[who] = crew[who]()
                    tally.add("mati acak")
            at_work.until_answering()
            grounds.let_leases_end(house)
            at_work.until_done()
        people.tell(tally, grounds.filed(house) - before)


def fall_everywhere(house: House, places: Path) -> int:
    """Let a worker do what is on order and fall once in each place; how often it fell.

    Its process that does the work falls, and is replaced by the worker within the moment.
    """
    before = seen = len(list(places.iterdir()))
    with shop(house) as at_work:
        at_work.start_beat()
        at_work.start(*WORKER, FAULT_ONCE_IN=str(places))
        last = time.monotonic()
        while not is_idle(at_work):
            if (now := len(list(places.iterdir()))) != seen:
                grounds.let_leases_end(house)
                seen, last = now, time.monotonic()
            if time.monotonic() - last > PATIENCE_SECONDS:
                raise TimeoutError(house.said()[-2000:])
            time.sleep(PULSE_SECONDS)
    return len(list(places.iterdir())) - before


def is_idle(at_work: Shop) -> bool:
    """Nothing is open, and nothing comes after what was done last."""
    if grounds.open_jobs(at_work.house):
        return False
    time.sleep(1.0)
    return grounds.open_jobs(at_work.house) == 0
