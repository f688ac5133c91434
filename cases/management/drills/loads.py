"""The mixed load: readers, programs that file, work in the queue, and a worker that dies."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from statistics import median, quantiles
from typing import ClassVar

from cases.management.drills import ground as grounds
from cases.management.drills.drill import Drill, filers, shop
from cases.management.drills.tally import Tally
from cases.management.drills.visitors import call

PAGES = (
    "/", "/perkara/", "/perkara/?q=kontrak", "/perkara/kip/002-KIP-PSIP-II-2024/",
    "/statistik/", "/jadwal/", "/api/v1/disputes/", "/api/v1/hearings/",
)  # fmt: skip
FLOOR = "/healthz"
READERS, DEATHS = 3, 4
PAUSE_SECONDS = 0.05


class Loads(Drill):
    """For some minutes; the worker is killed four times, evenly."""

    name: ClassVar[str] = "beban"
    title: ClassVar[str] = "beban campuran, pekerja dimatikan berkala"

    def hold(self, tally: Tally) -> None:
        house = self.open()
        before, people = grounds.filed(house), filers(house, 1)
        readers = [Reader(house.port, no) for no in range(READERS)]
        seconds = 60 * self.asked.minutes
        with shop(house) as at_work:
            at_work.start_web()
            worker = at_work.start_worker()
            at_work.start_beat()
            at_work.until_answering()
            with people.at_work():
                for one in readers:
                    one.start()
                for _time in range(DEATHS):
                    time.sleep(seconds / DEATHS)
                    at_work.end(worker)
                    worker = at_work.start_worker()
                    tally.add("pekerja dimatikan")
                for one in readers:
                    one.stop()
            at_work.until_done()
        self._tell(readers, tally)
        people.tell(tally, grounds.filed(house) - before)

    def _tell(self, readers: Sequence[Reader], tally: Tally) -> None:
        floor = [one for reader in readers for one in reader.floor]
        pages = [one for reader in readers for one in reader.pages]
        faults = [one for reader in readers for one in reader.faults]
        tally.add("halaman dibaca", len(pages))
        tally.add("galat", len(faults))
        tally.told["milliseconds"] = {"floor": percentiles(floor), "pages": percentiles(pages)}
        over = median(pages) / median(floor)
        tally.told["over_floor"] = round(over, 2)
        tally.notes.append(
            f"halaman p50 {_ms(pages, 50)} p95 {_ms(pages, 95)} p99 {_ms(pages, 99)} ms; "
            f"{FLOOR} p50 {_ms(floor, 50)} p95 {_ms(floor, 95)} ms; {over:.1f} × lantai"
        )
        if faults:
            tally.wrong.append(f"galat {len(faults)} dari {len(pages)}: {faults[0]}")


class Reader(threading.Thread):
    """Reads page after page, and the floor beside each."""

    def __init__(self, port: int, first: int) -> None:
        super().__init__(daemon=True)
        self.port, self.first = port, first
        self.floor: list[float] = []
        self.pages: list[float] = []
        self.faults: list[str] = []
        self.over = threading.Event()

    def run(self) -> None:
        no = self.first
        while not self.over.is_set():
            self.floor.append(call(self.port, "GET", FLOOR).seconds)
            path = PAGES[no % len(PAGES)]
            answer = call(self.port, "GET", path)
            self.pages.append(answer.seconds)
            if answer.status != 200:
                self.faults.append(f"{path}: {answer.status}")
            no += 1
            time.sleep(PAUSE_SECONDS)

    def stop(self) -> None:
        self.over.set()
        self.join()


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Milliseconds below which so many of a hundred answers came."""
    return {f"p{share}": _ms(seconds, share) for share in (50, 95, 99)}


def _ms(seconds: Sequence[float], share: int) -> float:
    return round(1000 * quantiles(seconds, n=100, method="inclusive")[share - 1], 1)
