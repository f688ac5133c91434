"""The queue loses what it held, and is away for a while."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from redis import Redis

from cases.management.drills import ground as grounds
from cases.management.drills.drill import Drill, Filers, filers, shop
from cases.management.drills.house import House, free_port
from cases.management.drills.tally import Tally

AWAY_SECONDS, SHORT_SECONDS = 30.0, 4.0
TIMES, PAUSE_SECONDS = 6, 2.0


class Brokers(Drill):
    """Redis is emptied, then stopped for half a minute; the embedded queue is emptied."""

    name: ClassVar[str] = "broker"
    title: ClassVar[str] = "antrean dikosongkan dan dihentikan selagi orang bekerja"

    def hold(self, tally: Tally) -> None:
        if not self.ground.broker:
            self._at_work(self.open(), None, tally)
        elif shutil.which("redis-server") is None:
            tally.skipped = "redis-server tidak terpasang di mesin ini"
        else:
            with own_redis(self.ground.folder) as own:
                self._at_work(self.open(CELERY_BROKER_URL=own.url), own, tally)

    def _at_work(self, house: House, own: OwnRedis | None, tally: Tally) -> None:
        before, people = grounds.filed(house), filers(house)
        with shop(house) as at_work:
            at_work.start_web()
            for no in (1, 2):
                at_work.start_worker(no)
            at_work.start_beat()
            at_work.until_answering()
            with people.at_work():
                for _time in range(TIMES):
                    time.sleep(PAUSE_SECONDS)
                    own.empty() if own else empty_folder(house)
                    tally.add("antrean dikosongkan")
                if own:
                    self._away(own, tally)
            at_work.until_done()
        self._count_failed(people, tally)
        people.tell(tally, grounds.filed(house) - before)

    def _away(self, own: OwnRedis, tally: Tally) -> None:
        own.stop()
        time.sleep(SHORT_SECONDS if self.asked.is_short else AWAY_SECONDS)
        own.start()
        tally.add("Redis dihentikan")
        time.sleep(PAUSE_SECONDS)

    def _count_failed(self, people: Filers, tally: Tally) -> None:
        failed = sum(len(one.faults) for one in people.programs)
        tally.add("perbuatan gagal", failed)
        if failed:
            first = next(text for one in people.programs for _at, text in one.faults)
            tally.wrong.append(f"perbuatan gagal karena antrean: {failed} ({first})")


class OwnRedis:
    """A Redis of the drill's own on a free port, which keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        told = {"port": self.port, "bind": "127.0.0.1", "dir": self.folder, "appendonly": "no"}
        command = ["redis-server", *(f"--{name}={value}" for name, value in told.items())]
        spelled = [part for one in command[1:] for part in one.split("=", 1)]
        self.process = subprocess.Popen(
            ["redis-server", *spelled, "--save", ""],
            stdout=subprocess.DEVNULL,
        )
        with Redis.from_url(self.url) as asking:
            for _time in range(100):
                with contextlib.suppress(ConnectionError, OSError, Exception):
                    if asking.ping():
                        return
                time.sleep(0.1)
        raise TimeoutError("redis-server")

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def empty(self) -> None:
        with Redis.from_url(self.url) as queue:
            queue.flushall()


@contextlib.contextmanager
def own_redis(folder: Path) -> Iterator[OwnRedis]:
    """It runs until the end of the block."""
    own = OwnRedis(folder)
    own.start()
    try:
        yield own
    finally:
        own.stop()


def empty_folder(house: House) -> None:
    """Take away every message of the embedded queue."""
    for message in (house.folder / "queue" / "messages").glob("*"):
        message.unlink(missing_ok=True)
