"""The newest tables go and come again while people read and file."""

from __future__ import annotations

import threading
import time
from typing import ClassVar

from cases.management.drills import ground as grounds
from cases.management.drills.drill import Drill, filers, shop
from cases.management.drills.house import House
from cases.management.drills.tally import Tally
from cases.management.drills.visitors import call

READ = ("/", "/perkara/", "/api/v1/disputes/", "/healthz")
PAUSE_SECONDS = 3.0


class Migrating(Drill):
    """A step that may be gone back is gone back and forward. Code of the version before is not
    here: what is shown is that the tables change under load, and what breaks meanwhile.
    """

    name: ClassVar[str] = "migrasi"
    title: ClassVar[str] = "migrasi terbaru di bawah beban"

    def hold(self, tally: Tally) -> None:
        house = self.open()
        newest, before = newest_two(house)
        readers = Readers(house.port)
        filed_before = grounds.filed(house)
        with shop(house) as at_work:
            at_work.start_web()
            at_work.start_worker()
            at_work.start_beat()
            at_work.until_answering()
            with readers.at_work():
                time.sleep(PAUSE_SECONDS)
                back = house.run("migrate", "cases", before, "--verbosity", "0")
                if back.returncode:
                    tally.notes.append(f"{newest} tidak dapat dimundurkan")
                else:
                    tally.add("dimundurkan")
                grounds.must(house, "migrate", "--verbosity", "0")
                tally.add("diterapkan di bawah pembaca")
                people = filers(house)
                with people.at_work():  # the same step once more finds nothing to do
                    grounds.must(house, "migrate", "--verbosity", "0")
                    time.sleep(PAUSE_SECONDS)
            at_work.until_done()
        tally.add("dibaca selama migrasi", readers.read)
        people.tell(tally, grounds.filed(house) - filed_before)
        if readers.faults:
            tally.wrong.append(f"5xx saat dibaca: {len(readers.faults)} ({readers.faults[0]})")
        tally.notes.append(
            "kode versi sebelumnya tidak tersedia; penulis berjalan sesudah tabelnya kembali"
        )


class Readers:
    """Somebody who reads the public pages in turn."""

    def __init__(self, port: int) -> None:
        self.port, self.read = port, 0
        self.faults: list[str] = []
        self.over = threading.Event()

    def at_work(self) -> Readers:
        return self

    def __enter__(self) -> None:
        self.thread = threading.Thread(target=self._read)
        self.thread.start()

    def __exit__(self, *_told: object) -> None:
        self.over.set()
        self.thread.join()

    def _read(self) -> None:
        while not self.over.is_set():
            for path in READ:
                answer = call(self.port, "GET", path)
                self.read += 1
                if not 0 < answer.status < 500:
                    self.faults.append(f"{path}: {answer.status}")


def newest_two(house: House) -> tuple[str, str]:
    """The newest migration that is applied, and the one before it."""
    rows = grounds.ask(
        house, "SELECT name FROM django_migrations WHERE app = 'cases' ORDER BY id DESC LIMIT 2"
    )
    return str(rows[0][0]), str(rows[1][0])
